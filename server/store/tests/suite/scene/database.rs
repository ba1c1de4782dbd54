//! A database of a scene's own: a file, or a fresh database of the PostgreSQL cluster that `USHER_TEST_POSTGRES` names.

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, FromRow, PgConnection, SqliteConnection,
    postgres::{PgConnectOptions, PgRow},
    sqlite::{SqliteConnectOptions, SqliteRow},
};
use std::{
    path::{Path, PathBuf},
    str::FromStr,
};
use tempfile::TempDir;

pub struct Database {
    folder: TempDir,
    postgres: Option<Fresh>,
}

/// A database of a cluster; gone with the scene.
struct Fresh {
    cluster: PgConnectOptions,
    name: String,
    url: String,
}

/// Past the one door, as somebody who can open the database.
pub enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// The cluster to test on; none to test on SQLite.
fn cluster() -> Option<String> {
    std::env::var("USHER_TEST_POSTGRES")
        .ok()
        .filter(|url| !url.is_empty() && url != "skip")
}

/// Is it PostgreSQL that is tested?
pub fn on_postgres() -> bool {
    cluster().is_some()
}

/// Says so, if the test is about what only SQLite has.
pub fn only_on_sqlite(why: &str) -> bool {
    let elsewhere = on_postgres();
    if elsewhere {
        eprintln!("SKIPPED on PostgreSQL: {why}");
    }
    elsewhere
}

/// Says so, if the test is about what only PostgreSQL has.
pub fn only_on_postgres(why: &str) -> bool {
    let elsewhere = !on_postgres();
    if elsewhere {
        eprintln!("SKIPPED on SQLite: {why}");
    }
    elsewhere
}

impl Database {
    pub async fn create() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let postgres = match cluster() {
            Some(url) => Some(Fresh::create(&url, &folder).await),
            None => None,
        };
        Self { folder, postgres }
    }

    /// Its address.
    pub fn url(&self) -> String {
        match &self.postgres {
            Some(fresh) => fresh.url.clone(),
            None => format!("sqlite:{}", self.folder.path().join("usher.db").display()),
        }
    }

    /// A folder of the scene's own, where SQLite's file is.
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// A connection that no foreign key holds back. What goes over it is not counted among the statements of a process.
    pub async fn raw(&self) -> Raw {
        match &self.postgres {
            Some(fresh) => {
                let options = fresh
                    .cluster
                    .clone()
                    .database(&fresh.name)
                    .options([("session_replication_role", "replica")])
                    .disable_statement_logging();
                Raw::Postgres(options.connect().await.unwrap())
            }
            None => Raw::of_file(&self.folder.path().join("usher.db")).await,
        }
    }
}

impl Raw {
    /// To a file, whichever engine the scene's own database is of.
    pub async fn of_file(file: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .foreign_keys(false)
            .disable_statement_logging();
        Self::Sqlite(options.connect().await.unwrap())
    }

    /// Runs statements. Answers how many rows the last of them wrote.
    pub async fn run(&mut self, statements: &str) -> u64 {
        let statements = sqlx::raw_sql(AssertSqlSafe(statements.to_owned()));
        match self {
            Self::Sqlite(conn) => statements.execute(conn).await.unwrap().rows_affected(),
            Self::Postgres(conn) => statements.execute(conn).await.unwrap().rows_affected(),
        }
    }

    /// The rows of a statement.
    pub async fn rows<T>(&mut self, statement: &str) -> Vec<T>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let statement = AssertSqlSafe(statement.to_owned());
        match self {
            Self::Sqlite(conn) => sqlx::query_as(statement).fetch_all(conn).await.unwrap(),
            Self::Postgres(conn) => sqlx::query_as(statement).fetch_all(conn).await.unwrap(),
        }
    }
}

impl Fresh {
    async fn create(url: &str, folder: &TempDir) -> Self {
        let cluster = PgConnectOptions::from_str(url).unwrap();
        // Nobody else has a folder of this name.
        let name = folder.path().file_name().unwrap().to_string_lossy();
        let name = format!("usher{name}");
        let mut conn = cluster.connect().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("create database \"{name}\"")))
            .execute(&mut conn)
            .await
            .unwrap();
        conn.close().await.unwrap();
        let url = cluster.clone().database(&name).to_url_lossy().to_string();
        Self { cluster, name, url }
    }
}

/// What a cluster with hundreds of databases would cost is more than dropping each.
impl Drop for Fresh {
    fn drop(&mut self) {
        let (cluster, name) = (self.cluster.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let mut conn = cluster.connect().await.unwrap();
                let drop = format!("drop database if exists \"{name}\" with (force)");
                // A database that stays is dropped with its cluster.
                let _ = sqlx::raw_sql(AssertSqlSafe(drop)).execute(&mut conn).await;
            });
        });
        let _ = dropping.join();
    }
}
