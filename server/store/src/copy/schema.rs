//! What columns a table has: as the database itself says, so that a column of a new migration travels like the others.

use crate::{
    Error,
    sql::{Conn, Engine, query_as},
};

/// What a column holds, in either engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Int,
    Text,
    Bytes,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// The columns of a table, by name, and those of its primary key, in its sequence.
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) key: Vec<String>,
}

const SQLITE: &str = "select name, type, nullif(pk, 0) from pragma_table_info(?1) order by name";

const POSTGRES: &str = "
    select cast(attname as text), format_type(atttypid, atttypmod),
           cast(array_position(cast(indkey as smallint[]), attnum) as bigint)
    from pg_attribute left join pg_index on indrelid = attrelid and indisprimary
    where attrelid = to_regclass(?1) and attnum > 0 and not attisdropped order by attname";

/// The columns of the table called `name`.
pub(super) async fn table(conn: &mut Conn, name: &str) -> Result<Table, Error> {
    let statement = match conn.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    let rows: Vec<(String, String, Option<i64>)> =
        query_as(statement).bind(name).fetch_all(conn).await?;
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    for (column, declared, place) in rows {
        let kind = match &*declared.to_ascii_lowercase() {
            "integer" | "bigint" => Kind::Int,
            "text" => Kind::Text,
            "blob" | "bytea" => Kind::Bytes,
            other => {
                return Err(Error::Inconsistent(format!(
                    "{column} of {name} is of the type {other}, which is not copied"
                )));
            }
        };
        key.extend(place.map(|place| (place, column.clone())));
        columns.push(Column { name: column, kind });
    }
    key.sort_unstable();
    Ok(Table {
        columns,
        key: key.into_iter().map(|(_, column)| column).collect(),
    })
}
