//! Counts the statements that sqlx logs.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicUsize, Ordering},
};
use tracing::{Event, Subscriber};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

struct Counter(Arc<AtomicUsize>);

impl<S: Subscriber> Layer<S> for Counter {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
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
