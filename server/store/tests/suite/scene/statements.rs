//! Counts the statements that sqlx logs, and keeps their texts.

use std::{
    collections::BTreeSet,
    fmt::Debug,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

struct Counter(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "sqlx::query" {
            return;
        }
        let mut text = Text(String::new());
        event.record(&mut text);
        // Notices go out after the answer, at some time: so they are left out.
        if !text.0.contains("pg_notify") {
            self.0.fetch_add(1, Ordering::SeqCst);
            SEEN.lock().unwrap().insert(text.0);
        }
    }
}

static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The text of a statement: sqlx tells the beginning of long ones, and then the whole.
struct Text(String);

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        let whole = field.name() == "db.statement" && !value.is_empty();
        if whole || field.name() == "summary" && self.0.is_empty() {
            self.0 = value.trim().to_owned();
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = (field, value);
    }
}

/// The statements that were seen since they are [`counted`], each once.
pub fn seen() -> Vec<String> {
    SEEN.lock().unwrap().iter().cloned().collect()
}

/// Counts all of this process, from now on: other tests' too, if they run in it at the same time.
pub fn counted() -> Arc<AtomicUsize> {
    static STATEMENTS: OnceLock<Arc<AtomicUsize>> = OnceLock::new();
    let begin = || {
        let statements = Arc::new(AtomicUsize::new(0));
        let counter = Counter(statements.clone());
        tracing_subscriber::registry().with(counter).init();
        statements
    };
    STATEMENTS.get_or_init(begin).clone()
}
