//! SQLite, the embedded engine: one file. What is its own: opening, taking turns, backup.

mod backup;
mod open;

use crate::{
    Error,
    sql::{Conn, Transaction},
};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How often to ask whether the other process has finished. SQLite's own waiting asks every 100 ms, and a process
/// that writes without end is hardly ever between two transactions just then.
const ASKING: Duration = Duration::from_millis(1);

/// Begins to write, when no other process does: as long as `patience` lasts.
pub(crate) async fn begin(conn: &mut Conn, patience: Duration) -> Result<Transaction<'_>, Error> {
    let asked = Instant::now();
    loop {
        // (A transaction that is answered inside the loop would keep the connection borrowed.)
        match conn.start("begin immediate").await.map_err(Error::from) {
            Err(Error::Busy) if asked.elapsed() < patience => sleep(ASKING).await,
            started => {
                started?;
                return Ok(conn.started());
            }
        }
    }
}
