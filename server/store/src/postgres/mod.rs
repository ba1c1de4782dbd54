//! PostgreSQL, for many servers on one database. What is its own: opening, migrating, locks.

pub(crate) mod faults;
mod locks;
mod open;

pub(crate) use locks::Locks;

use crate::{
    Error,
    copy::TABLES,
    sql::{Conn, Engine},
};
use std::time::Duration;
use tokio::time::timeout;

impl Conn {
    /// Lets PostgreSQL look at tables that were just filled: until it does by itself, in a minute or so, it would go about
    /// statements as if they were empty. At Usher's own only: others than an administrator may not look at the rest, and are
    /// warned of each.
    pub(crate) async fn look_at_tables(&mut self) -> Result<(), sqlx::Error> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => self.run(format!("analyze {}", TABLES.join(", "))).await,
        }
    }
}

/// What PostgreSQL answers, waited for no longer than anything else is: one that is stopped, or whose machine hangs, takes
/// connections and says nothing.
///
/// # Errors
/// That of the answer; [`Error::Unavailable`] if there is none.
pub(crate) async fn in_time<T, E>(
    patience: Duration,
    answer: impl Future<Output = Result<T, E>>,
) -> Result<T, Error>
where
    Error: From<E>,
{
    match timeout(patience, answer).await {
        Ok(answered) => Ok(answered?),
        Err(_) => Err(faults::silent()),
    }
}
