//! The rows of one table, from one database to another: as many statements as there are full batches of rows, and two
//! batches in memory at a time, one on its way in and one on its way out.

use super::{
    of_source,
    schema::{self, Column, Kind, Table},
};
use crate::{
    Error,
    sql::{Conn, Engine, Row, Rows, Text, Value, query},
};
use sqlx::error::ErrorKind;
use tokio::join;

/// So many rows go into one statement...
const MOST_ROWS: usize = 250;

/// ...or fewer, if they come to so many bytes: entries of the ledger may be long.
const MOST_BYTES: usize = 1 << 20;

/// Copies the rows of `table`.
pub(super) async fn transfer(
    source: &mut Conn,
    target: &mut Conn,
    table: &str,
) -> Result<(), Error> {
    let from = schema::table(source, table).await.map_err(of_source)?;
    let to = schema::table(target, table).await?;
    if from.columns != to.columns {
        return Err(Error::Inconsistent(format!(
            "{table} has other columns in the source than in the target"
        )));
    }
    // By the target's key, so that it is filled from one end to the other.
    let rows = query(selecting(table, &to)).fetch(source);
    let mut rows = rows.map_err(Error::from).map_err(of_source)?;
    let engine = target.engine();
    let full: Text = inserting(table, &to.columns, MOST_ROWS, engine).into();
    let mut batch = next(&mut rows, &to.columns).await?;
    while batch.rows > 0 {
        // Only the statement for a full set of rows is worth remembering.
        let is_full = batch.rows == MOST_ROWS;
        let text = match is_full {
            true => full.clone(),
            false => inserting(table, &to.columns, batch.rows, engine).into(),
        };
        let statement = query(text).bind_all(batch.values).persistent(is_full);
        // While these are written, the next are read.
        let (written, after) = join!(statement.execute(target), next(&mut rows, &to.columns));
        written.map_err(|error| unfit(table, error))?;
        batch = after?;
    }
    Ok(())
}

/// In the sequence of the key, in which either engine has rows at hand.
fn selecting(table: &str, of: &Table) -> String {
    let columns = of.columns.iter().map(|column| &*column.name);
    let (columns, key) = (
        quoted(columns),
        quoted(of.key.iter().map(|column| &**column)),
    );
    format!("select {columns} from {table} order by {key}")
}

fn inserting(table: &str, columns: &[Column], rows: usize, engine: Engine) -> String {
    let row = format!("({})", vec!["?"; columns.len()].join(", "));
    let columns = quoted(columns.iter().map(|column| &*column.name));
    let own = match engine {
        Engine::Sqlite => "",
        // PostgreSQL would number the entries of the ledger anew.
        Engine::Postgres => " overriding system value",
    };
    let rows = vec![&*row; rows].join(", ");
    format!("insert into {table} ({columns}){own} values {rows}")
}

fn quoted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let quoted: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
    quoted.join(", ")
}

/// What goes into one statement.
#[derive(Default)]
struct Batch {
    values: Vec<Value>,
    rows: usize,
}

/// The next rows, as many as go into one statement; none after the last.
async fn next(rows: &mut Rows<'_>, columns: &[Column]) -> Result<Batch, Error> {
    let (mut batch, mut bytes) = (Batch::default(), 0);
    while batch.rows < MOST_ROWS && bytes < MOST_BYTES {
        let row = rows.next().await.map_err(Error::from).map_err(of_source)?;
        let Some(row) = row else { break };
        for (place, column) in columns.iter().enumerate() {
            let value = value(&row, place, column.kind)?;
            bytes += length(&value);
            batch.values.push(value);
        }
        batch.rows += 1;
    }
    Ok(batch)
}

fn value(row: &Row, place: usize, kind: Kind) -> Result<Value, sqlx::Error> {
    Ok(match kind {
        Kind::Int => Value::Int(row.try_get(place)?),
        Kind::Text => Value::Text(row.try_get(place)?),
        Kind::Bytes => Value::Bytes(row.try_get(place)?),
    })
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(Some(text)) => text.len(),
        Value::Bytes(Some(bytes)) => bytes.len(),
        Value::Int(_) | Value::Text(None) | Value::Bytes(None) => 0,
    }
}

/// Why rows of `table` can't be written.
fn unfit(table: &str, error: sqlx::Error) -> Error {
    let kind = error.as_database_error().map(|fault| fault.kind());
    let what = match kind {
        Some(ErrorKind::ForeignKeyViolation) => "refers to one that doesn't exist",
        Some(ErrorKind::UniqueViolation) => "stands there twice",
        _ => match error.into() {
            Error::Input(why) => return Error::Input(format!("{table}: {why}").into()),
            other => return other,
        },
    };
    Error::Inconsistent(format!("a row of {table} {what}"))
}
