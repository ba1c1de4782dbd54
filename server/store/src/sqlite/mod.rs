//! SQLite, the embedded engine: one writer, many readers, one file.

pub(crate) mod accounts;
mod accounts_facts;
mod backup;
pub(crate) mod bulk;
pub(crate) mod catalog;
mod chain;
pub(crate) mod codes;
pub(crate) mod facts;
pub(crate) mod holdings;
pub(crate) mod invitations;
pub(crate) mod ledger;
mod open;
mod organization;
pub(crate) mod packed;
pub(crate) mod pages;
pub(crate) mod passwords;
pub(crate) mod people;
mod profiles;
mod roles;
pub(crate) mod seat_days;
pub(crate) mod sessions;
mod settings;
pub(crate) mod subscriptions;
pub(crate) mod verify;
mod words;
pub(crate) mod write;
mod write_users;
mod writer;

pub(crate) use writer::Work;

use crate::Error;
use sqlx::{Sqlite as Engine, SqliteConnection, SqlitePool, pool::PoolConnection};

/// An open SQLite database.
///
/// - To write: [`write`](Self::write). There is one writer; who waits shares a commit.
/// - To read: [`read`](Self::read). A connection that can't write, one of a few.
pub(crate) struct Sqlite {
    readers: SqlitePool,
    writer: writer::Writer,
}

impl Sqlite {
    /// Runs `work` inside the writer's transaction and answers after it was committed.
    ///
    /// If `work` answers an error, what it wrote is undone, and nothing else. It runs to its end even if the
    /// caller is dropped meanwhile. It must return at the first failed statement (`?`), and neither begin nor commit:
    ///
    /// ```ignore
    /// let name = name.to_owned();
    /// self.engine
    ///     .write(move |conn| Box::pin(async move {
    ///         sqlx::query("update organization set name = ?2 where organization_id = ?1")
    ///             .bind(1).bind(&name).execute(&mut *conn).await?;
    ///         Ok(())
    ///     }))
    ///     .await
    /// ```
    ///
    /// # Errors
    /// What `work` answers; [`Error::Busy`] if too many wait, or another process writes for too long;
    /// [`Error::Unavailable`] if the commit failed.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(&'c mut SqliteConnection) -> Work<'c, T> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// A connection that only reads. Several statements that must see the same state belong in a transaction:
    /// `let mut conn = engine.read().await?; let mut snapshot = conn.begin().await?;` (`sqlx::Connection`).
    ///
    /// # Errors
    /// [`Error::Busy`] if none becomes free in time.
    pub(crate) async fn read(&self) -> Result<PoolConnection<Engine>, Error> {
        Ok(self.readers.acquire().await?)
    }

    /// Lets the waiting work finish, then closes the file and folds its log into it.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
