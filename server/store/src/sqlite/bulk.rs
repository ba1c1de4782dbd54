//! Many rows at once: as few statements as the engine's limit on bound values allows.

use sqlx::{
    AssertSqlSafe, QueryBuilder, Sqlite as Engine, SqliteConnection, query_builder::Separated,
};
use tokio::join;

/// SQLite's own limit (`SQLITE_MAX_VARIABLE_NUMBER`).
const MOST_VALUES: usize = 32_766;
/// More are slower: their values no longer fit into the processor's cache.
pub(super) const MOST_ROWS: usize = 250;

/// How many rows with so many columns go into one statement.
fn rows_at_once(columns: usize) -> usize {
    (MOST_VALUES / columns).min(MOST_ROWS)
}

/// The values of one row, in the order of the columns.
pub(super) type Values<'q> = Separated<'q, Engine, &'static str>;

/// Runs `head values (...), (...) tail` for all `rows`; `bind` pushes the `columns` values of one.
pub(super) async fn insert<R>(
    conn: &mut SqliteConnection,
    head: &'static str,
    tail: &'static str,
    columns: usize,
    rows: &[R],
    mut bind: impl FnMut(Values<'_>, &R) + Send,
) -> Result<(), sqlx::Error> {
    let most = rows_at_once(columns);
    let mut statements = rows.chunks(most).map(|rows| {
        let mut statement = QueryBuilder::<Engine>::new(head);
        statement.push(" ");
        statement.push_values(rows, &mut bind).push(tail);
        // Only the statement for a full set of rows is worth remembering.
        (statement, rows.len() == most)
    });
    let mut next = statements.next();
    while let Some((mut statement, full)) = next {
        let statement = statement.build().persistent(full);
        // While one runs, the one after it is made.
        let (done, after) = join!(statement.execute(&mut *conn), async { statements.next() });
        done?;
        next = after;
    }
    Ok(())
}

/// What stands in the way of filling empty tables: indexes that are cheaper to build at the end than to keep in
/// order row by row (half of the time at a million users), and a small cache.
pub(crate) struct Lifted {
    indexes: Vec<String>,
    cache_size: i64,
}

/// In KiB, as SQLite counts it.
const LARGE_CACHE: &str = "pragma cache_size = -131072";

impl Lifted {
    /// Lifts it. Tables that have rows (of another organization) keep their indexes, and so do those of a few rows.
    pub(crate) async fn lift(conn: &mut SqliteConnection) -> Result<Self, sqlx::Error> {
        let cache_size = sqlx::query_scalar("pragma cache_size")
            .fetch_one(&mut *conn)
            .await?;
        sqlx::query(LARGE_CACHE).execute(&mut *conn).await?;
        let indexes: Vec<(String, String)> = sqlx::query_as(
            "select name, sql from sqlite_schema
             where type = 'index' and tbl_name in ('person', 'license', 'group_member') and sql not like '% where %'
               and not exists (select 1 from person) and not exists (select 1 from license)",
        )
        .fetch_all(&mut *conn)
        .await?;
        for (name, _) in &indexes {
            sqlx::raw_sql(AssertSqlSafe(format!("drop index {name}")))
                .execute(&mut *conn)
                .await?;
        }
        let indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
        Ok(Self {
            indexes,
            cache_size,
        })
    }

    /// Builds the indexes, unless the transaction is undone and they come back by themselves.
    pub(crate) async fn put_back(
        self,
        conn: &mut SqliteConnection,
        kept: bool,
    ) -> Result<(), sqlx::Error> {
        // First the cache: what is sorted in small parts is sorted twice as fast.
        let cache_size = format!("pragma cache_size = {}", self.cache_size);
        sqlx::raw_sql(AssertSqlSafe(cache_size))
            .execute(&mut *conn)
            .await?;
        for sql in self.indexes.into_iter().filter(|_| kept) {
            sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut *conn)
                .await?;
        }
        Ok(())
    }
}
