//! PostgreSQL, for many servers on one database. What is its own: opening, migrating, locks.

pub(crate) mod faults;
mod locks;
mod open;

pub(crate) use locks::Locks;

use crate::sql::{Conn, Engine, query};

impl Conn {
    /// Lets PostgreSQL look at tables that were just filled: until it does by itself, in a minute or so, it would go about
    /// statements as if they were empty.
    pub(crate) async fn look_at_tables(&mut self) -> Result<(), sqlx::Error> {
        if self.engine() == Engine::Postgres {
            query("analyze").execute(self).await?;
        }
        Ok(())
    }
}
