//! Opens a database file, creating and migrating it where needed, and checks that it is set as it must be.

use crate::{
    Error,
    database::{Database, Migration, Pool, check_version},
    writer::{Door, Writer},
};
use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::OpenOptions,
    io::ErrorKind,
    path::{Path, PathBuf},
    time::Duration,
};

/// The tables, by version.
static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// "Ushr": marks a file as Usher's.
const APPLICATION: i32 = 0x5573_6872;

/// Connections that read at the same time.
const READERS: u32 = 8;

impl Database {
    /// Opens the SQLite database in the file `path`. It waits for others as long as `patience` lasts.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if it can't be written, is another program's, or is of a newer Usher; [`Error::Damaged`] if
    /// it is no database, or damaged; [`Error::Busy`] if another process keeps it locked.
    pub(crate) async fn open_sqlite(path: &str, patience: Duration) -> Result<Self, Error> {
        let path = absolute(path)?;
        create(&path)?;
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .busy_timeout(patience)
            .foreign_keys(true)
            .synchronous(SqliteSynchronous::Full);
        let located = |error: Error| located(&path, error);
        let mut conn = options
            .connect()
            .await
            .map_err(Error::from)
            .map_err(located)?;
        check_writable(&mut conn, patience).await.map_err(located)?;
        check_owner(&mut conn, &path).await.map_err(located)?;
        use_log(&mut conn, patience).await.map_err(located)?;
        migrate(&mut conn, &path).await.map_err(located)?;
        let settings = check_settings(&mut conn, &path, patience).await;
        settings.map_err(located)?;
        let readers = readers(options.clone(), patience);
        // The writer waits in its own way.
        set_patience(&mut conn, Duration::ZERO).await?;
        let options = options.busy_timeout(Duration::ZERO);
        let writer = Writer::start(Some(conn.into()), Door::Sqlite(options, patience))?;
        Ok(Self {
            readers: Pool::Sqlite(readers),
            writer,
        })
    }

    /// Is there a database in the file `path`?
    ///
    /// # Errors
    /// [`Error::Unavailable`] if there is no such file; [`Error::Damaged`] if it is empty.
    pub(crate) fn find_sqlite(path: &str) -> Result<(), Error> {
        find(&absolute(path)?)
    }
}

impl Pool {
    /// Connections that only read the database in the file `path`, which must be there and be of this version.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if it can't be read, or is not of this version.
    pub(crate) async fn open_sqlite(path: &str, patience: Duration) -> Result<Self, Error> {
        let path = absolute(path)?;
        find(&path)?;
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .busy_timeout(patience)
            .disable_statement_logging();
        let located = |error: Error| located(&path, error);
        let opened = options.clone().read_only(true).connect().await;
        let mut conn = opened.map_err(Error::from).map_err(located)?;
        check_owner(&mut conn, &path).await.map_err(located)?;
        check_version(&applied(&mut conn).await?, &known()).map_err(located)?;
        conn.close().await?;
        Ok(Self::Sqlite(readers(options, patience)))
    }
}

fn absolute(path: &str) -> Result<PathBuf, Error> {
    std::path::absolute(path)
        .map_err(|_| Error::Input("Name a database file, such as sqlite:usher.db.".into()))
}

/// Looks whether there is a file with something in it. Usher leaves none empty: what was opened once has a first page.
fn find(path: &Path) -> Result<(), Error> {
    match path.metadata() {
        Ok(file) if file.is_file() && file.len() > 0 => Ok(()),
        Ok(file) if file.is_file() => Err(Error::Damaged(format!(
            "The file {} is empty: there is no database in it. Check the path, or restore the last backup.",
            path.display()
        ))),
        _ => Err(Error::Unavailable(format!(
            "There is no database {}. Check the path.",
            path.display()
        ))),
    }
}

/// Connections that only read.
fn readers(options: SqliteConnectOptions, patience: Duration) -> SqlitePool {
    // A file doesn't hang up, so connections are kept. (What closes idle ones also counts them, in SQLx 0.9
    // now and then as many as a number can be, and then never ends: launchbadge/sqlx#4289.)
    SqlitePoolOptions::new()
        .idle_timeout(None)
        .max_lifetime(None)
        .max_connections(READERS)
        .acquire_timeout(patience)
        .test_before_acquire(false)
        .connect_lazy_with(options.read_only(true))
}

/// Names the file in the words about it.
fn located(path: &Path, error: Error) -> Error {
    let located = |why: String| match why.contains(&*path.to_string_lossy()) {
        true => why,
        false => format!("{}: {why}", path.display()),
    };
    match error {
        Error::Unavailable(why) => Error::Unavailable(located(why)),
        Error::Damaged(why) => Error::Damaged(located(why)),
        other => other,
    }
}

/// Creates the file for its owner's eyes only. A file that exists is not touched: closing it again would
/// drop this process's locks on it.
fn create(path: &Path) -> Result<(), Error> {
    let mut new = OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    let why = match new.open(path).map_err(|error| error.kind()) {
        Ok(_) | Err(ErrorKind::AlreadyExists) if !path.is_dir() => return Ok(()),
        Ok(_) | Err(ErrorKind::AlreadyExists) => "it is a folder. Name a file in it.",
        Err(ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            "its folder doesn't exist. Create the folder, or choose another."
        }
        Err(ErrorKind::PermissionDenied) => {
            "the account that runs Usher may not write in that folder. Allow it, or choose another."
        }
        Err(ErrorKind::ReadOnlyFilesystem) => {
            "that disk is read-only. Choose another place, or mount the disk for writing."
        }
        Err(ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
            "the disk is full. Free some space, and try again."
        }
        Err(_) => "the file can't be created there. Check the path and the disk.",
    };
    Err(Error::Unavailable(format!(
        "The database {} can't be opened: {why}",
        path.display()
    )))
}

/// A file that can't be written opens too; only an attempt to write tells.
async fn check_writable(conn: &mut SqliteConnection, patience: Duration) -> Result<(), Error> {
    set_patience(conn, Duration::ZERO).await?;
    let attempt = match conn.begin_with("begin immediate").await {
        Ok(nothing) => nothing.rollback().await.map_err(Error::from),
        Err(error) => Err(error.into()),
    };
    match attempt {
        // Somebody else writes, so it can be written.
        Ok(()) | Err(Error::Busy) => {}
        Err(error) => return Err(error),
    }
    set_patience(conn, patience).await
}

/// How long SQLite waits by itself when the file is locked.
async fn set_patience(conn: &mut SqliteConnection, patience: Duration) -> Result<(), Error> {
    let pragma = format!("pragma busy_timeout = {}", patience.as_millis());
    sqlx::raw_sql(sqlx::AssertSqlSafe(pragma))
        .execute(conn)
        .await?;
    Ok(())
}

/// Refuses to put tables into another program's database.
async fn check_owner(conn: &mut SqliteConnection, path: &Path) -> Result<(), Error> {
    let application: i32 = sqlx::query_scalar("pragma application_id")
        .fetch_one(&mut *conn)
        .await?;
    let tables: i64 = sqlx::query_scalar("select count(*) from sqlite_schema")
        .fetch_one(conn)
        .await?;
    if application == APPLICATION || tables == 0 {
        return Ok(());
    }
    Err(Error::Unavailable(format!(
        "{} is another program's database. Choose another file.",
        path.display()
    )))
}

/// Write-ahead logging: readers and the writer don't wait for each other. The file remembers it.
async fn use_log(conn: &mut SqliteConnection, patience: Duration) -> Result<(), Error> {
    let pause = Duration::from_millis(20);
    for _ in 0..patience.as_millis() / pause.as_millis() {
        // SQLite doesn't wait by itself for this lock.
        match sqlx::query("pragma journal_mode = wal")
            .execute(&mut *conn)
            .await
            .map_err(Error::from)
        {
            Err(Error::Busy) => tokio::time::sleep(pause).await,
            other => return other.map(drop),
        }
    }
    Err(Error::Busy)
}

/// Brings the tables up to date, once, however many processes start at the same time.
async fn migrate(conn: &mut SqliteConnection, path: &Path) -> Result<(), Error> {
    if applied(conn).await? == known() {
        return Ok(());
    }
    let mut together = conn.begin_with("begin immediate").await?;
    match MIGRATIONS.run_direct(None, &mut *together, false).await {
        Ok(()) => Ok(together.commit().await?),
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            Err(error.into())
        }
        Err(MigrateError::VersionMissing(_)) => Err(Error::Unavailable(format!(
            "{} was written by a newer Usher. Start that version, or restore a backup of this one's.",
            path.display()
        ))),
        Err(other) => Err(Error::Unavailable(format!(
            "{} can't be brought up to date ({other}). Start the version of Usher that wrote it, \
             or restore a backup.",
            path.display()
        ))),
    }
}

/// The migrations of this version.
fn known() -> Vec<Migration> {
    let all = MIGRATIONS.iter();
    all.map(|one| (one.version, one.checksum.to_vec()))
        .collect()
}

/// The migrations that the file has seen.
async fn applied(conn: &mut SqliteConnection) -> Result<Vec<Migration>, Error> {
    let fresh: bool = sqlx::query_scalar(
        "select not exists (select 1 from sqlite_schema where name = '_sqlx_migrations')",
    )
    .fetch_one(&mut *conn)
    .await?;
    if fresh {
        return Ok(Vec::new());
    }
    let seen = "select version, checksum from _sqlx_migrations order by version";
    Ok(sqlx::query_as(seen).fetch_all(conn).await?)
}

/// Reads back what was asked for: a database that silently does less must not be served.
async fn check_settings(
    conn: &mut SqliteConnection,
    path: &Path,
    patience: Duration,
) -> Result<(), Error> {
    let log: String = sqlx::query_scalar("pragma journal_mode")
        .fetch_one(&mut *conn)
        .await?;
    let synchronous: i64 = sqlx::query_scalar("pragma synchronous")
        .fetch_one(&mut *conn)
        .await?;
    let keys: i64 = sqlx::query_scalar("pragma foreign_keys")
        .fetch_one(&mut *conn)
        .await?;
    let waits: i64 = sqlx::query_scalar("pragma busy_timeout")
        .fetch_one(conn)
        .await?;
    if (&*log, synchronous, keys) == ("wal", 2, 1)
        && u128::try_from(waits) == Ok(patience.as_millis())
    {
        return Ok(());
    }
    Err(Error::Unavailable(format!(
        "{} can't be used safely: journal_mode = {log}, synchronous = {synchronous}, foreign_keys = {keys}, \
         busy_timeout = {waits}. Put it on a local disk.",
        path.display()
    )))
}
