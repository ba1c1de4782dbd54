//! A connection to either engine, and transactions on it.

use sqlx::{
    AssertSqlSafe, Database, PgConnection, Postgres, SqlSafeStr, SqlStr, Sqlite, SqliteConnection,
    pool::PoolConnection,
};
use sqlx_core::transaction::TransactionManager;
use std::ops::{Deref, DerefMut};

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// The embedded one.
    Sqlite,
    /// A server of its own, for many servers of ours.
    Postgres,
}

/// A connection, the writer's own or one of those that read.
pub(crate) enum Conn {
    Sqlite(Box<Held<Sqlite>>),
    Postgres(Box<Held<Postgres>>),
}

/// A connection that is owned, or lent by a pool.
pub(crate) enum Held<D: Database> {
    Own(D::Connection),
    Lent(PoolConnection<D>),
}

impl<D: Database> Deref for Held<D> {
    type Target = D::Connection;

    fn deref(&self) -> &D::Connection {
        match self {
            Self::Own(conn) => conn,
            Self::Lent(conn) => conn,
        }
    }
}

impl<D: Database> DerefMut for Held<D> {
    fn deref_mut(&mut self) -> &mut D::Connection {
        match self {
            Self::Own(conn) => conn,
            Self::Lent(conn) => conn,
        }
    }
}

impl From<SqliteConnection> for Conn {
    fn from(conn: SqliteConnection) -> Self {
        Self::Sqlite(Box::new(Held::Own(conn)))
    }
}

impl From<PoolConnection<Sqlite>> for Conn {
    fn from(conn: PoolConnection<Sqlite>) -> Self {
        Self::Sqlite(Box::new(Held::Lent(conn)))
    }
}

impl From<PgConnection> for Conn {
    fn from(conn: PgConnection) -> Self {
        Self::Postgres(Box::new(Held::Own(conn)))
    }
}

impl From<PoolConnection<Postgres>> for Conn {
    fn from(conn: PoolConnection<Postgres>) -> Self {
        Self::Postgres(Box::new(Held::Lent(conn)))
    }
}

/// What a connection that only reads sees stays the same throughout, as it does in a snapshot of SQLite.
const SNAPSHOT: &str = "begin isolation level repeatable read read only";

impl Conn {
    /// Which engine it leads to.
    pub(crate) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction, or a savepoint in one. A connection that only reads sees one moment in it.
    pub(crate) async fn begin(&mut self) -> Result<Transaction<'_>, sqlx::Error> {
        match self {
            Self::Sqlite(conn) => begin(conn, None).await?,
            Self::Postgres(conn) => {
                let reads = matches!(**conn, Held::Lent(_));
                let outermost = depth(conn) == 0;
                let statement = (reads && outermost).then(|| SNAPSHOT.into_sql_str());
                begin(conn, statement).await?;
            }
        }
        Ok(Transaction::of(self))
    }

    /// Begins a transaction by a statement of its own. [`started`](Self::started) is the transaction.
    pub(crate) async fn start(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let statement = Some(statement.into_sql_str());
        match self {
            Self::Sqlite(conn) => begin(conn, statement).await,
            Self::Postgres(conn) => begin(conn, statement).await,
        }
    }

    /// The transaction that [`start`](Self::start) began.
    pub(crate) fn started(&mut self) -> Transaction<'_> {
        Transaction::of(self)
    }

    /// Runs statements that have no values and answer nothing.
    pub(crate) async fn run(&mut self, statements: String) -> Result<(), sqlx::Error> {
        let statements = sqlx::raw_sql(AssertSqlSafe(statements));
        match self {
            Self::Sqlite(conn) => statements.execute(&mut ***conn).await.map(drop),
            Self::Postgres(conn) => statements.execute(&mut ***conn).await.map(drop),
        }
    }

    /// Closes a connection of one's own.
    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(conn) => match *conn {
                Held::Own(conn) => sqlx::Connection::close(conn).await,
                Held::Lent(conn) => conn.close().await,
            },
            Self::Postgres(conn) => match *conn {
                Held::Own(conn) => sqlx::Connection::close(conn).await,
                Held::Lent(conn) => conn.close().await,
            },
        }
    }
}

/// A transaction or a savepoint: undone when it is dropped.
pub(crate) struct Transaction<'c> {
    conn: &'c mut Conn,
    open: bool,
}

impl<'c> Transaction<'c> {
    fn of(conn: &'c mut Conn) -> Self {
        Self { conn, open: true }
    }

    /// Keeps what was written.
    pub(crate) async fn commit(mut self) -> Result<(), sqlx::Error> {
        match self.conn {
            Conn::Sqlite(conn) => commit(conn).await?,
            Conn::Postgres(conn) => commit(conn).await?,
        }
        self.open = false;
        Ok(())
    }

    /// Undoes what was written.
    pub(crate) async fn rollback(mut self) -> Result<(), sqlx::Error> {
        match self.conn {
            Conn::Sqlite(conn) => rollback(conn).await?,
            Conn::Postgres(conn) => rollback(conn).await?,
        }
        self.open = false;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if self.open {
            match self.conn {
                Conn::Sqlite(conn) => start_rollback(conn),
                Conn::Postgres(conn) => start_rollback(conn),
            }
        }
    }
}

impl Deref for Transaction<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        self.conn
    }
}

impl DerefMut for Transaction<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn
    }
}

async fn begin<D: Database>(
    conn: &mut Held<D>,
    statement: Option<SqlStr>,
) -> Result<(), sqlx::Error> {
    D::TransactionManager::begin(conn, statement).await
}

async fn commit<D: Database>(conn: &mut Held<D>) -> Result<(), sqlx::Error> {
    D::TransactionManager::commit(conn).await
}

async fn rollback<D: Database>(conn: &mut Held<D>) -> Result<(), sqlx::Error> {
    D::TransactionManager::rollback(conn).await
}

fn start_rollback<D: Database>(conn: &mut Held<D>) {
    D::TransactionManager::start_rollback(conn);
}

fn depth<D: Database>(conn: &Held<D>) -> usize {
    D::TransactionManager::get_transaction_depth(conn)
}
