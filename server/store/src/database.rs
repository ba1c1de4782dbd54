//! An open database of either engine: one writer, many readers.

use crate::{
    Error, carry_out::Asked, postgres::Locks, sql::Conn, tables::chain::Place, writer::Writer,
};
use domain::Receipt;
use sqlx::{PgPool, SqlitePool};
use std::{sync::Arc, time::Duration};

/// Where a database is: here, and nowhere else, the engine is chosen.
pub(crate) enum Address<'u> {
    /// A file.
    Sqlite(&'u str),
    /// The whole address, which may hold a password.
    Postgres(&'u str),
}

impl<'u> Address<'u> {
    /// Reads an address, such as `sqlite:usher.db` or `postgres://usher@db.example/usher`.
    ///
    /// # Errors
    /// [`Error::Input`] if it names no engine.
    pub(crate) fn read(url: &'u str) -> Result<Self, Error> {
        match url.split_once(':') {
            Some(("sqlite", file)) => Ok(Self::Sqlite(file.strip_prefix("//").unwrap_or(file))),
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(url)),
            // It may be an address with a slip of the pen and a password: it is not repeated.
            _ => Err(Error::Input(
                "What was given is no database address. Use sqlite:FILE, such as sqlite:usher.db, or \
                 postgres://USER@HOST/DATABASE."
                    .into(),
            )),
        }
    }
}

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

/// A migration that was made: its version, and the checksum of its text.
pub(crate) type Migration = (i64, Vec<u8>);

impl Pool {
    /// Connections that only read the database at `address`, and wait for so long where they must. It must be there and be of
    /// this version: nothing of it is created or brought up to date.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with the remedy if it can't be used.
    pub(crate) async fn open(address: Address<'_>, patience: Duration) -> Result<Self, Error> {
        match address {
            Address::Sqlite(file) => Self::open_sqlite(file, patience).await,
            Address::Postgres(url) => Self::open_postgres(url, patience).await,
        }
    }

    /// One of the connections.
    ///
    /// # Errors
    /// [`Error::Busy`] if none becomes free in time.
    pub(crate) async fn acquire(&self) -> Result<Conn, Error> {
        Ok(match self {
            Self::Sqlite(pool) => pool.acquire().await?.into(),
            Self::Postgres(pool) => pool.acquire().await?.into(),
        })
    }

    /// Closes the connections.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Refuses a database that has not `seen` just the migrations that are `known`.
pub(crate) fn check_version(seen: &[Migration], known: &[Migration]) -> Result<(), Error> {
    if seen == known {
        return Ok(());
    }
    let last = |migrations: &[Migration]| migrations.last().map_or(0, |(version, _)| *version);
    let why = match last(seen) > last(known) {
        true => "It was written by a newer Usher. Use that version.",
        false => {
            "It is not a database of this version of Usher. If an older version wrote it, back it up and run \
             `usher verify` of this version on it: that brings it up to date."
        }
    };
    Err(Error::Unavailable(why.into()))
}

impl Database {
    /// Opens the database at `address`, creating and migrating it where needed. It waits for so long for another process
    /// that writes.
    ///
    /// # Errors
    /// [`Error::Unavailable`] with the remedy if it can't be used.
    pub(crate) async fn open(address: Address<'_>, patience: Duration) -> Result<Self, Error> {
        match address {
            Address::Sqlite(file) => Self::open_sqlite(file, patience).await,
            Address::Postgres(url) => Self::open_postgres(url, patience).await,
        }
    }

    /// The same for a database that must be there: one that isn't is not created.
    ///
    /// # Errors
    /// As [`open`](Self::open); [`Error::Unavailable`] if there is none, [`Error::Damaged`] if its file is empty.
    pub(crate) async fn open_existing(
        address: Address<'_>,
        patience: Duration,
    ) -> Result<Self, Error> {
        match &address {
            Address::Sqlite(file) => Self::find_sqlite(file)?,
            Address::Postgres(url) => Self::find_postgres(url, patience).await?,
        }
        Self::open(address, patience).await
    }

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
    /// [`Error::Unavailable`] if the database can't be used; [`Error::Unsure`] if it broke off while it committed.
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

    /// The same for work of which the ledger tells, if there is anything to tell. It answers where it wrote the entry, too.
    ///
    /// # Errors
    /// As [`write`](Self::write); [`Error::Unsure`] also if it was made, but not sealed.
    pub(crate) async fn write_told<T, F>(&self, locks: Locks, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFn(&mut Conn) -> Result<(T, Option<Place>), Error> + Send + 'static,
    {
        let told = self.writer.write(locks, work, |(_, place)| place.as_mut());
        Ok(told.await?.0)
    }

    /// The same for an order, which may be carried out together with others that wait. One that has a key, and of which nobody
    /// knows whether it was carried out, is given once more: under its key that finds out, and does nothing twice.
    ///
    /// # Errors
    /// As [`write_told`](Self::write_told).
    pub(crate) async fn carry_out(&self, asked: Asked) -> Result<Receipt, Error> {
        let asked = Arc::new(asked);
        let mut done = self.writer.carry_out(asked.clone()).await;
        if let Err(Error::Unsure(why)) = done
            && asked.is_keyed()
        {
            done = self.writer.carry_out(asked).await.map_err(|again| {
                match again.is_of_database() {
                    true => Error::Unsure(why),
                    // Decided anew: so it wasn't carried out before.
                    false => again,
                }
            });
        }
        let (receipt, place) = done?;
        let entry = place.entry.unwrap_or_default();
        Ok(Receipt { entry, ..receipt })
    }

    /// A connection that only reads. Several statements that must see the same state belong in a transaction:
    /// `let mut conn = engine.read().await?; let mut snapshot = conn.begin().await?;`.
    ///
    /// # Errors
    /// [`Error::Busy`] if none becomes free in time.
    pub(crate) async fn read(&self) -> Result<Conn, Error> {
        self.readers.acquire().await
    }

    /// Lets the waiting work finish, then closes the connections. SQLite folds its log into the file then.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
