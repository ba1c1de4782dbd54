//! An open database of either engine: one writer, many readers.

use crate::{
    Error, carry_out::Asked, postgres::Locks, sql::Conn, tables::chain::Place, writer::Writer,
};
use domain::Receipt;
use sqlx::{PgPool, SqlitePool};

/// An open database.
///
/// - To write: [`write`](Self::write), and its sisters for what is decided and what the ledger tells of. There is one
///   writer in a process; who waits shares a commit.
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
        self.write_alone(Locks::Nothing, work).await
    }

    /// The same for work that is decided on what it reads: nobody else decides about what `locks` say meanwhile.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(crate) async fn write_alone<T, F>(&self, locks: Locks, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write(locks, work, |_| None).await
    }

    /// The same for work of which the ledger tells. It answers where it wrote the entry, and what it answers comes back
    /// with the entry's number.
    ///
    /// # Errors
    /// As [`write`](Self::write); [`Error::Unavailable`] also if it was made, but not sealed.
    pub(crate) async fn write_told<T, F>(&self, locks: Locks, work: F) -> Result<(T, i64), Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Conn) -> Result<(T, Place), Error> + Send + 'static,
    {
        let told = self.writer.write(locks, work, |(_, place)| Some(place));
        let (answer, place) = told.await?;
        Ok((answer, place.entry.unwrap_or_default()))
    }

    /// The same for an order, which may be carried out together with others that wait.
    ///
    /// # Errors
    /// As [`write_told`](Self::write_told).
    pub(crate) async fn carry_out(&self, asked: Asked) -> Result<Receipt, Error> {
        let (receipt, place) = self.writer.carry_out(asked).await?;
        let entry = place.entry.unwrap_or_default();
        Ok(Receipt { entry, ..receipt })
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
