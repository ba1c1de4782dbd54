//! Time, ids and patience are handed in, so that tests set them.

use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// How long to wait for another process that writes, unless somebody says otherwise.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the store gets the time and new ids from, and how long it waits for others.
#[derive(Clone)]
pub struct Sources {
    now: Arc<dyn Fn() -> i64 + Send + Sync>,
    id: Arc<dyn Fn() -> Uuid + Send + Sync>,
    patience: Duration,
}

impl Sources {
    /// Handed in: `now` in seconds since 1970 UTC, `id` a fresh id at each call.
    pub fn new(
        now: impl Fn() -> i64 + Send + Sync + 'static,
        id: impl Fn() -> Uuid + Send + Sync + 'static,
    ) -> Self {
        Self {
            now: Arc::new(now),
            id: Arc::new(id),
            patience: PATIENCE,
        }
    }

    /// The same for a store that waits so long for another process that writes, before it says that it is busy.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The machine's clock and time-ordered random ids.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one source of time and ids"
    )]
    pub fn system() -> Self {
        let now = || {
            let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
        };
        Self::new(now, Uuid::now_v7)
    }

    /// Seconds since 1970 UTC.
    pub fn now(&self) -> i64 {
        (self.now)()
    }

    /// A fresh id.
    pub fn id(&self) -> Uuid {
        (self.id)()
    }

    /// How long to wait for another process that writes.
    pub(crate) fn patience(&self) -> Duration {
        self.patience
    }
}
