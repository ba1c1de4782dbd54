//! Tells that something was committed, by this process or another: what live pages follow.

use crate::{Error, Store};
use domain::{RecentChange, UserId};
use sqlx::SqliteConnection;
use std::time::Duration;
use tokio::time::sleep;

/// How often to look. To look costs microseconds: SQLite compares a number in memory that all processes share.
const LOOKING: Duration = Duration::from_millis(20);

/// A change, and who made it.
#[derive(Clone, Debug)]
pub struct News {
    /// The change.
    pub change: RecentChange,
    /// Who made it; none for the clock, and for the operator on the command line.
    pub by: Option<UserId>,
}

/// Follows the commits to a database, whichever process makes them.
pub struct Commits {
    conn: SqliteConnection,
    version: i64,
}

impl Store {
    /// Follows commits from now on.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn commits(&self) -> Result<Commits, Error> {
        // A connection of its own: the version counts what others have committed.
        let mut conn = self.engine.read().await?.detach();
        let version = version(&mut conn).await?;
        Ok(Commits { conn, version })
    }
}

impl Commits {
    /// Answers when something was committed since it was last asked. Not all commits are news.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the database can't be read any more.
    pub async fn next(&mut self) -> Result<(), Error> {
        loop {
            let version = version(&mut self.conn).await?;
            if version != self.version {
                self.version = version;
                return Ok(());
            }
            sleep(LOOKING).await;
        }
    }
}

async fn version(conn: &mut SqliteConnection) -> Result<i64, Error> {
    let version = sqlx::query_scalar("pragma data_version");
    Ok(version.fetch_one(conn).await?)
}
