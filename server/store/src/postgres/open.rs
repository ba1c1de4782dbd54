//! Opens a PostgreSQL database, and brings its tables up to date.

use super::in_time;
use crate::{
    Error,
    database::{Database, Migration, Pool, check_version},
    writer::{Door, Writer},
};
use sqlx::{
    ConnectOptions, Connection, PgConnection, PgPool,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{str::FromStr, sync::LazyLock, time::Duration};

/// The tables, by version. The migrator would take an advisory lock of the session, which poolers and distributed
/// engines don't keep: see [`migrate`] for what is done in its place.
static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    let mut migrations = sqlx::migrate!("migrations/postgres");
    migrations.set_locking(false);
    migrations
});

/// Connections that read at the same time.
const READERS: u32 = 8;

/// What all connections say of themselves, and agree on.
const NAME: &str = "usher";

impl Database {
    /// Opens the database at `url`, which must exist. It waits for others as long as `patience` lasts.
    ///
    /// # Errors
    /// [`Error::Input`] if the address can't be read; [`Error::Unavailable`] if the database can't be reached or is of
    /// a newer Usher.
    pub(crate) async fn open_postgres(url: &str, patience: Duration) -> Result<Self, Error> {
        let options = options(url)?;
        let (mut conn, seen) = connected(&options, patience).await?;
        if seen != known() {
            migrate(&mut conn).await?;
        }
        let readers = readers(options.clone(), patience);
        // The writer has a thread of its own, and connects on it.
        conn.close().await?;
        let at_most = format!("{}ms", patience.as_millis());
        let writing = options.options([("lock_timeout", &*at_most)]);
        Ok(Self {
            readers: Pool::Postgres(readers),
            writer: Writer::start(None, Door::Postgres(writing, patience))?,
        })
    }

    /// Are there tables of Usher's in the database at `url`?
    ///
    /// # Errors
    /// [`Error::Input`] if the address can't be read; [`Error::Unavailable`] if there are none, or the database can't be
    /// reached.
    pub(crate) async fn find_postgres(url: &str, patience: Duration) -> Result<(), Error> {
        let (conn, seen) = connected(&options(url)?, patience).await?;
        conn.close().await?;
        match seen.is_empty() {
            false => Ok(()),
            true => Err(Error::Unavailable(
                "There is nothing of Usher's in this database. Check its address.".into(),
            )),
        }
    }
}

impl Pool {
    /// Connections that only read the database at `url`, which must be of this version.
    ///
    /// # Errors
    /// [`Error::Input`] if the address can't be read; [`Error::Unavailable`] if the database can't be reached or is not of
    /// this version.
    pub(crate) async fn open_postgres(url: &str, patience: Duration) -> Result<Self, Error> {
        let options = options(url)?.disable_statement_logging();
        // Unlike a pool, it doesn't wait for a server that isn't there.
        let (conn, seen) = connected(&options, patience).await?;
        check_version(&seen, &known())?;
        conn.close().await?;
        Ok(Self::Postgres(readers(options, patience)))
    }
}

/// How all connections to the database at `url` are made.
fn options(url: &str) -> Result<PgConnectOptions, Error> {
    // The address may hold a password: it is not repeated.
    let options = PgConnectOptions::from_str(url).map_err(|error| {
        Error::Input(
            format!(
                "The database address can't be read ({error}). Use postgres://USER@HOST/DATABASE."
            )
            .into(),
        )
    })?;
    // Decided after the locks are held, so each statement must see what was committed by then.
    let options = options.application_name(NAME).options([
        ("default_transaction_isolation", "read committed"),
        ("client_min_messages", "warning"),
    ]);
    // A server that vanishes, with its machine or its network, must not keep the others waiting for its lock.
    Ok(options.options([
        ("idle_in_transaction_session_timeout", "60s"),
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "3"),
    ]))
}

/// A connection, and the migrations that the database has seen.
async fn connected(
    options: &PgConnectOptions,
    patience: Duration,
) -> Result<(PgConnection, Vec<Migration>), Error> {
    in_time(patience, async {
        let mut conn = PgConnection::connect_with(options).await?;
        let seen = applied(&mut conn).await?;
        Ok::<_, Error>((conn, seen))
    })
    .await
}

/// Connections that only read.
fn readers(options: PgConnectOptions, patience: Duration) -> PgPool {
    PgPoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(patience)
        .connect_lazy_with(options.options([("default_transaction_read_only", "on")]))
}

/// Brings the tables up to date, once, however many processes start at the same time: in one transaction, in which
/// a table of nothing else stands for the right to migrate. Creating that table is itself raced for, and whoever
/// comes second is told so and asks again.
async fn migrate(conn: &mut PgConnection) -> Result<(), Error> {
    let created = sqlx::query("create table if not exists migrating ()")
        .execute(&mut *conn)
        .await;
    if let Err(error) = created
        && sqlx::query("select from migrating")
            .execute(&mut *conn)
            .await
            .is_err()
    {
        return Err(error.into());
    }
    let mut together = conn.begin().await?;
    sqlx::query("lock table migrating in access exclusive mode")
        .execute(&mut *together)
        .await?;
    match MIGRATIONS.run_direct(None, &mut *together, false).await {
        Ok(()) => Ok(together.commit().await?),
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            Err(error.into())
        }
        Err(MigrateError::VersionMissing(_)) => Err(Error::Unavailable(
            "The database was written by a newer Usher. Start that version, or restore a backup of this one's."
                .into(),
        )),
        Err(other) => Err(Error::Unavailable(format!(
            "The database can't be brought up to date ({other}). Start the version of Usher that wrote it, \
             or restore a backup."
        ))),
    }
}

/// The migrations of this version.
fn known() -> Vec<Migration> {
    let all = MIGRATIONS.iter();
    all.map(|one| (one.version, one.checksum.to_vec()))
        .collect()
}

/// The migrations that the database has seen.
async fn applied(conn: &mut PgConnection) -> Result<Vec<Migration>, Error> {
    let fresh: bool = sqlx::query_scalar("select to_regclass('_sqlx_migrations') is null")
        .fetch_one(&mut *conn)
        .await?;
    if fresh {
        return Ok(Vec::new());
    }
    let seen = "select version, checksum from _sqlx_migrations order by version";
    Ok(sqlx::query_as(seen).fetch_all(conn).await?)
}
