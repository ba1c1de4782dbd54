//! Many rows at once, in as few statements as is fast.

use crate::sql::{Bind, Conn, Engine, Text, Value, query, query_as, query_scalar};
use domain::OrganizationId;
use tokio::join;

/// So many rows go into one statement. With more, its values leave the processor's cache.
const MOST_ROWS: usize = 250;

/// The values of a statement's rows, in the order of the columns.
#[derive(Default)]
pub(super) struct Values(Vec<Value>);

impl Values {
    /// Adds one. An owned text isn't copied.
    pub(super) fn push(&mut self, value: impl Bind) -> &mut Self {
        self.0.push(value.value());
        self
    }
}

/// Runs `head values (...), (...) tail` for all `rows`. `head` ends with the columns, led by the organization;
/// `bind` pushes the values of the others.
pub(super) async fn insert<R>(
    conn: &mut Conn,
    organization: OrganizationId,
    head: &str,
    tail: &str,
    rows: impl IntoIterator<Item = R, IntoIter: ExactSizeIterator + Send>,
    bind: impl Fn(&mut Values, R) + Send,
) -> Result<(), sqlx::Error> {
    let row = format!(
        "({}{})",
        organization.0,
        ", ?".repeat(head.matches(',').count())
    );
    let text = |count| format!("{head} values {}{tail}", vec![&*row; count].join(", "));
    let full = Text::from(text(MOST_ROWS));
    let mut rows = rows.into_iter();
    let mut statement = || {
        let count = rows.len().min(MOST_ROWS);
        let mut values = Values::default();
        rows.by_ref()
            .take(count)
            .for_each(|row| bind(&mut values, row));
        // Only the statement for a full set of rows is worth remembering.
        let is_full = count == MOST_ROWS;
        let text = match is_full {
            true => full.clone(),
            false => text(count).into(),
        };
        (count > 0).then(|| query(text).bind_all(values.0).persistent(is_full))
    };
    let mut next = statement();
    while let Some(running) = next {
        // While one runs, the one after it is made.
        let (done, after) = join!(running.execute(&mut *conn), async { statement() });
        done?;
        next = after;
    }
    Ok(())
}

/// What stands in the way of filling empty tables: indexes that are cheaper to build at the end than to keep in
/// order row by row (half of the time at a million users), and a cache of two megabytes.
pub(crate) struct Lifted {
    indexes: Vec<String>,
    cache_size: i64,
}

/// In KiB, as SQLite counts it.
const LARGE_CACHE: &str = "pragma cache_size = -16384";

impl Lifted {
    /// Lifts it. Tables that have rows (of another organization) keep their indexes, and so do those of a few rows.
    /// On PostgreSQL nothing is in the way that could be taken out of it while others work with the tables.
    pub(crate) async fn lift(conn: &mut Conn) -> Result<Option<Self>, sqlx::Error> {
        if conn.engine() != Engine::Sqlite {
            return Ok(None);
        }
        let cache_size = query_scalar("pragma cache_size")
            .fetch_one(&mut *conn)
            .await?;
        query(LARGE_CACHE).execute(&mut *conn).await?;
        let indexes: Vec<(String, String)> = query_as(
            "select name, sql from sqlite_schema
             where type = 'index' and tbl_name in ('person', 'license') and sql not like '% where %'
               and not exists (select 1 from person) and not exists (select 1 from license)",
        )
        .fetch_all(&mut *conn)
        .await?;
        for (name, _) in &indexes {
            conn.run(format!("drop index {name}")).await?;
        }
        let indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
        Ok(Some(Self {
            indexes,
            cache_size,
        }))
    }

    /// Builds the indexes, unless the transaction is undone and they come back by themselves.
    pub(crate) async fn put_back(self, conn: &mut Conn, kept: bool) -> Result<(), sqlx::Error> {
        // First the cache: what is sorted in small parts is sorted twice as fast.
        conn.run(format!("pragma cache_size = {}", self.cache_size))
            .await?;
        for sql in self.indexes.into_iter().filter(|_| kept) {
            conn.run(sql).await?;
        }
        Ok(())
    }
}
