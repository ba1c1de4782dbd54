//! An open database of either engine: one writer, many readers.

use crate::{Error, sql::Conn, writer::Writer};
use sqlx::{PgPool, SqlitePool};

/// An open database.
///
/// - To write: [`write`](Self::write). There is one writer in a process; who waits shares a commit.
/// - To read: [`read`](Self::read). A connection that can't write, one of a few.
pub(crate) struct Database {
    pub(crate) readers: Pool,
    pub(crate) writer: Writer,
}

/// Connections that only read.
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Database {
    /// Runs `work` inside the writer's transaction and answers after it was committed.
    ///
    /// If `work` answers an error, what it wrote is undone, and nothing else. It runs to its end even if the
    /// caller is dropped meanwhile. It must return at the first failed statement (`?`), and neither begin nor commit.
    /// It may run again, if the database called off what it did before:
    ///
    /// ```ignore
    /// let name = name.to_owned();
    /// self.engine
    ///     .write(async move |conn| {
    ///         query("update organization set name = ?2 where organization_id = ?1")
    ///             .bind(1_i64).bind(&name).execute(conn).await?;
    ///         Ok(())
    ///     })
    ///     .await
    /// ```
    ///
    /// # Errors
    /// What `work` answers; [`Error::Busy`] if too many wait, or another process writes for too long;
    /// [`Error::Unavailable`] if the commit failed.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// A connection that only reads. Several statements that must see the same state belong in a transaction:
    /// `let mut conn = engine.read().await?; let mut snapshot = conn.begin().await?;`.
    ///
    /// # Errors
    /// [`Error::Busy`] if none becomes free in time.
    pub(crate) async fn read(&self) -> Result<Conn, Error> {
        Ok(match &self.readers {
            Pool::Sqlite(pool) => pool.acquire().await?.into(),
            Pool::Postgres(pool) => pool.acquire().await?.into(),
        })
    }

    /// Lets the waiting work finish, then closes the connections. SQLite folds its log into the file then.
    pub(crate) async fn close(&self) {
        match &self.readers {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
        self.writer.close().await;
    }
}
