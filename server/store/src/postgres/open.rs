//! Opens a PostgreSQL database, and brings its tables up to date.

use crate::{
    Error,
    database::{Database, Pool},
    writer::{Door, PATIENCE, Writer},
};
use sqlx::{
    Connection, PgConnection,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{str::FromStr, sync::LazyLock};

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
    /// Opens the database at `url`, which must exist.
    ///
    /// # Errors
    /// [`Error::Input`] if the address can't be read; [`Error::Unavailable`] if the database can't be reached or is of
    /// a newer Usher.
    pub(crate) async fn open_postgres(url: &str) -> Result<Self, Error> {
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
        let options = options.options([
            ("idle_in_transaction_session_timeout", "60s"),
            ("tcp_keepalives_idle", "10"),
            ("tcp_keepalives_interval", "5"),
            ("tcp_keepalives_count", "3"),
        ]);
        let mut conn = PgConnection::connect_with(&options).await?;
        migrate(&mut conn).await?;
        let reading = options
            .clone()
            .options([("default_transaction_read_only", "on")]);
        let readers = PgPoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            .connect_lazy_with(reading);
        // The writer has a thread of its own, and connects on it.
        conn.close().await?;
        let patience = format!("{}ms", PATIENCE.as_millis());
        let writing = options.options([("lock_timeout", &*patience)]);
        Ok(Self {
            readers: Pool::Postgres(readers),
            writer: Writer::start(None, Door::Postgres(writing))?,
        })
    }
}

/// Brings the tables up to date, once, however many processes start at the same time: in one transaction, in which
/// a table of nothing else stands for the right to migrate. Creating that table is itself raced for, and whoever
/// comes second is told so and asks again.
async fn migrate(conn: &mut PgConnection) -> Result<(), Error> {
    let known: Vec<_> = MIGRATIONS
        .iter()
        .map(|one| (one.version, one.checksum.to_vec()))
        .collect();
    if applied(conn).await? == known {
        return Ok(());
    }
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

/// The migrations that the database has seen, with their checksums.
async fn applied(conn: &mut PgConnection) -> Result<Vec<(i64, Vec<u8>)>, Error> {
    let fresh: bool = sqlx::query_scalar("select to_regclass('_sqlx_migrations') is null")
        .fetch_one(&mut *conn)
        .await?;
    if fresh {
        return Ok(Vec::new());
    }
    let seen = "select version, checksum from _sqlx_migrations order by version";
    Ok(sqlx::query_as(seen).fetch_all(conn).await?)
}
