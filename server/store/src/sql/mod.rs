//! Statements for either engine, written like sqlx's: `query(..).bind(..).fetch_all(conn)`.
//!
//! A statement is one text. It is SQLite's, in the words that PostgreSQL knows too wherever there are such; what is
//! left [`dialect`] turns over, and the migrations of PostgreSQL define the few functions that only SQLite has.
//! Where the two need different statements, both stand side by side and [`Conn::engine`] says which one runs.

mod builder;
mod conn;
mod dialect;
mod row;
mod rows;
mod value;

pub(crate) use builder::QueryBuilder;
pub(crate) use conn::{Conn, Engine, Transaction};
pub(crate) use dialect::for_postgres;
pub(crate) use row::{Column, Row};
pub(crate) use rows::Rows;
pub(crate) use value::{Bind, Value};

use row::FromRow;
use sqlx::{
    Arguments, AssertSqlSafe, Database, Encode, Postgres, SqlSafeStr, SqlStr, Sqlite, Type,
    postgres::PgArguments, sqlite::SqliteArguments,
};
use std::{marker::PhantomData, sync::Arc};

/// The text of a statement, which never holds what somebody typed.
#[derive(Clone)]
pub(crate) enum Text {
    /// Written out where it is used.
    Fixed(&'static str),
    /// Made of such parts.
    Made(Arc<str>),
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self::Fixed(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Made(text.into())
    }
}

impl Text {
    fn as_str(&self) -> &str {
        match self {
            Self::Fixed(text) => text,
            Self::Made(text) => text,
        }
    }

    fn sqlite(&self) -> SqlStr {
        match self {
            Self::Fixed(text) => text.into_sql_str(),
            Self::Made(text) => AssertSqlSafe(text.clone()).into_sql_str(),
        }
    }

    fn postgres(&self) -> SqlStr {
        AssertSqlSafe(for_postgres(self.as_str())).into_sql_str()
    }
}

/// How many rows a statement wrote.
pub(crate) struct Done(u64);

impl Done {
    /// How many rows it wrote.
    pub(crate) fn rows_affected(&self) -> u64 {
        self.0
    }
}

/// A statement with its values.
pub(crate) struct Query {
    text: Text,
    values: Vec<Value>,
    remembered: bool,
}

/// A statement that answers rows, or nothing.
pub(crate) fn query(text: impl Into<Text>) -> Query {
    Query {
        text: text.into(),
        values: Vec::new(),
        remembered: true,
    }
}

type SqliteQuery = sqlx::query::Query<'static, Sqlite, SqliteArguments>;
type PostgresQuery = sqlx::query::Query<'static, Postgres, PgArguments>;

/// The values as an engine takes them.
fn arguments<D: Database>(values: Vec<Value>) -> Result<D::Arguments, sqlx::Error>
where
    Option<i64>: for<'v> Encode<'v, D> + Type<D>,
    Option<String>: for<'v> Encode<'v, D> + Type<D>,
    Option<Vec<u8>>: for<'v> Encode<'v, D> + Type<D>,
{
    let mut arguments = D::Arguments::default();
    for value in values {
        match value {
            Value::Int(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

impl Query {
    /// Binds the next value: `?1`, `?2`, ...
    pub(crate) fn bind(mut self, value: impl Bind) -> Self {
        self.values.push(value.value());
        self
    }

    /// All values at once.
    pub(crate) fn bind_all(self, values: Vec<Value>) -> Self {
        Self { values, ..self }
    }

    /// Shall the connection keep the statement prepared?
    pub(crate) fn persistent(self, remembered: bool) -> Self {
        Self { remembered, ..self }
    }

    fn sqlite(self) -> Result<SqliteQuery, sqlx::Error> {
        let text = self.text.sqlite();
        let arguments = arguments::<Sqlite>(self.values)?;
        Ok(sqlx::query_with(text, arguments).persistent(self.remembered))
    }

    fn postgres(self) -> Result<PostgresQuery, sqlx::Error> {
        let text = self.text.postgres();
        let arguments = arguments::<Postgres>(self.values)?;
        Ok(sqlx::query_with(text, arguments).persistent(self.remembered))
    }

    /// Runs it.
    pub(crate) async fn execute(self, conn: &mut Conn) -> Result<Done, sqlx::Error> {
        Ok(Done(match conn {
            Conn::Sqlite(conn) => {
                let done = self.sqlite()?.execute(&mut ***conn).await?;
                done.rows_affected()
            }
            Conn::Postgres(conn) => {
                let done = self.postgres()?.execute(&mut ***conn).await?;
                done.rows_affected()
            }
        }))
    }

    /// All rows.
    pub(crate) async fn fetch_all(self, conn: &mut Conn) -> Result<Vec<Row>, sqlx::Error> {
        Ok(match conn {
            Conn::Sqlite(conn) => {
                let rows = self.sqlite()?.fetch_all(&mut ***conn).await?;
                rows.into_iter().map(Row::Sqlite).collect()
            }
            Conn::Postgres(conn) => {
                let rows = self.postgres()?.fetch_all(&mut ***conn).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
        })
    }

    /// The first row, if there is one.
    pub(crate) async fn fetch_optional(self, conn: &mut Conn) -> Result<Option<Row>, sqlx::Error> {
        Ok(match conn {
            Conn::Sqlite(conn) => {
                let row = self.sqlite()?.fetch_optional(&mut ***conn).await?;
                row.map(Row::Sqlite)
            }
            Conn::Postgres(conn) => {
                let row = self.postgres()?.fetch_optional(&mut ***conn).await?;
                row.map(Row::Postgres)
            }
        })
    }

    /// The first row.
    pub(crate) async fn fetch_one(self, conn: &mut Conn) -> Result<Row, sqlx::Error> {
        let row = self.fetch_optional(conn).await?;
        row.ok_or(sqlx::Error::RowNotFound)
    }
}

/// A statement whose rows are read as tuples.
pub(crate) struct QueryAs<T>(Query, PhantomData<fn() -> T>);

/// A statement whose rows are read as tuples.
pub(crate) fn query_as<T>(text: impl Into<Text>) -> QueryAs<T> {
    QueryAs(query(text), PhantomData)
}

impl<T: FromRow> QueryAs<T> {
    /// Binds the next value.
    pub(crate) fn bind(self, value: impl Bind) -> Self {
        Self(self.0.bind(value), PhantomData)
    }

    /// All rows.
    pub(crate) async fn fetch_all(self, conn: &mut Conn) -> Result<Vec<T>, sqlx::Error> {
        let rows = self.0.fetch_all(conn).await?;
        rows.iter().map(T::from_row).collect()
    }

    /// The first row, if there is one.
    pub(crate) async fn fetch_optional(self, conn: &mut Conn) -> Result<Option<T>, sqlx::Error> {
        let row = self.0.fetch_optional(conn).await?;
        row.as_ref().map(T::from_row).transpose()
    }

    /// The first row.
    pub(crate) async fn fetch_one(self, conn: &mut Conn) -> Result<T, sqlx::Error> {
        T::from_row(&self.0.fetch_one(conn).await?)
    }
}

/// A statement of whose rows the first column is read.
pub(crate) struct QueryScalar<T>(Query, PhantomData<fn() -> T>);

/// A statement of whose rows the first column is read.
pub(crate) fn query_scalar<T>(text: impl Into<Text>) -> QueryScalar<T> {
    QueryScalar(query(text), PhantomData)
}

impl<T: for<'r> Column<'r>> QueryScalar<T> {
    /// Binds the next value.
    pub(crate) fn bind(self, value: impl Bind) -> Self {
        Self(self.0.bind(value), PhantomData)
    }

    /// All rows.
    pub(crate) async fn fetch_all(self, conn: &mut Conn) -> Result<Vec<T>, sqlx::Error> {
        let rows = self.0.fetch_all(conn).await?;
        rows.iter().map(|row| row.try_get(0)).collect()
    }

    /// The first row, if there is one.
    pub(crate) async fn fetch_optional(self, conn: &mut Conn) -> Result<Option<T>, sqlx::Error> {
        let row = self.0.fetch_optional(conn).await?;
        row.map(|row| row.try_get(0)).transpose()
    }

    /// The first row.
    pub(crate) async fn fetch_one(self, conn: &mut Conn) -> Result<T, sqlx::Error> {
        self.0.fetch_one(conn).await?.try_get(0)
    }
}
