//! Rows that are read one after the other, so that memory holds no more of them than are wanted.

use super::{Conn, Query, Row};
use futures_util::{TryStreamExt, stream::BoxStream};
use sqlx::{postgres::PgRow, sqlite::SqliteRow};

/// Rows on their way.
pub(crate) enum Rows<'c> {
    Sqlite(BoxStream<'c, Result<SqliteRow, sqlx::Error>>),
    Postgres(BoxStream<'c, Result<PgRow, sqlx::Error>>),
}

impl Rows<'_> {
    /// The next row; none after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Row>, sqlx::Error> {
        Ok(match self {
            Self::Sqlite(rows) => rows.try_next().await?.map(Row::Sqlite),
            Self::Postgres(rows) => rows.try_next().await?.map(Row::Postgres),
        })
    }
}

impl Query {
    /// The rows, one after the other.
    pub(crate) fn fetch(self, conn: &mut Conn) -> Result<Rows<'_>, sqlx::Error> {
        Ok(match conn {
            Conn::Sqlite(conn) => Rows::Sqlite(self.sqlite()?.fetch(&mut ***conn)),
            Conn::Postgres(conn) => Rows::Postgres(self.postgres()?.fetch(&mut ***conn)),
        })
    }
}
