//! Counts the statements that sqlx logs.

use std::{
    fmt::Debug,
    sync::{
        Arc, OnceLock,
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
        let mut notice = Notice(false);
        event.record(&mut notice);
        if event.metadata().target() == "sqlx::query" && !notice.0 {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Is it a notice? Those go out after the answer, at some time: so they are left out.
struct Notice(bool);

impl Visit for Notice {
    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        self.0 |= format!("{value:?}").contains("pg_notify");
    }
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
