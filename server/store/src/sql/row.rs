//! What a row answers, whichever engine it came from.

use sqlx::{
    ColumnIndex, Row as _, TypeInfo, ValueRef,
    error::BoxDynError,
    postgres::{PgRow, Postgres},
    sqlite::SqliteRow,
};
use std::sync::Arc;
use uuid::Uuid;

/// A row.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A column's place in the sequence, or its name.
pub(crate) trait Place: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> + Copy {}

impl<I: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> + Copy> Place for I {}

impl Row {
    /// A column, read as what is wanted.
    ///
    /// # Errors
    /// If there is no such column, or it holds something else.
    pub(crate) fn try_get<'r, T: Column<'r>, I: Place>(
        &'r self,
        column: I,
    ) -> Result<T, sqlx::Error> {
        T::column(self, column)
    }

    fn int(&self, column: impl Place) -> Result<Option<i64>, sqlx::Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => {
                let value = row.try_get_raw(column)?;
                if value.is_null() {
                    return Ok(None);
                }
                let kind = value.type_info();
                // What is counted or compared comes in a type of its own; SQLite has one for all of them.
                let read = match kind.name() {
                    "BOOL" => decoded::<bool>(value).map(i64::from),
                    "INT4" => decoded::<i32>(value).map(i64::from),
                    _ => decoded::<i64>(value),
                };
                read.map(Some).map_err(sqlx::Error::Decode)
            }
        }
    }

    fn text(&self, column: impl Place) -> Result<Option<&str>, sqlx::Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            // What is packed comes as `json`, which is a text too.
            Self::Postgres(row) => row.try_get_unchecked(column),
        }
    }

    fn bytes(&self, column: impl Place) -> Result<Option<&[u8]>, sqlx::Error> {
        match self {
            Self::Sqlite(row) => row.try_get(column),
            Self::Postgres(row) => row.try_get(column),
        }
    }
}

fn decoded<'r, T: sqlx::Decode<'r, Postgres>>(
    value: sqlx::postgres::PgValueRef<'r>,
) -> Result<T, BoxDynError> {
    T::decode(value)
}

/// What a column can be read as, if it holds anything.
pub(crate) trait Known<'r>: Sized {
    /// Reads it.
    fn known(row: &'r Row, column: impl Place) -> Result<Option<Self>, sqlx::Error>;
}

/// What a column can be read as.
pub(crate) trait Column<'r>: Sized {
    /// Reads it.
    fn column(row: &'r Row, column: impl Place) -> Result<Self, sqlx::Error>;
}

impl<'r, T: Known<'r>> Column<'r> for T {
    fn column(row: &'r Row, column: impl Place) -> Result<Self, sqlx::Error> {
        let nothing = || sqlx::Error::Decode(Box::new(sqlx::error::UnexpectedNullError));
        T::known(row, column)?.ok_or_else(nothing)
    }
}

impl<'r, T: Known<'r>> Column<'r> for Option<T> {
    fn column(row: &'r Row, column: impl Place) -> Result<Self, sqlx::Error> {
        T::known(row, column)
    }
}

/// How a type is read from one of the basic three.
macro_rules! known {
    ($($type:ty: $basic:ident => $read:expr),+ $(,)?) => {$(
        impl<'r> Known<'r> for $type {
            fn known(row: &'r Row, column: impl Place) -> Result<Option<Self>, sqlx::Error> {
                let Some(found) = row.$basic(column)? else {
                    return Ok(None);
                };
                let read: Result<Self, BoxDynError> = $read(found);
                read.map(Some).map_err(sqlx::Error::Decode)
            }
        }
    )+};
}

known! {
    i64: int => Ok,
    u32: int => |found| u32::try_from(found).map_err(Into::into),
    bool: int => |found| Ok(found != 0),
    &'r str: text => Ok,
    String: text => |found: &str| Ok(found.to_owned()),
    Arc<str>: text => |found: &str| Ok(found.into()),
    &'r [u8]: bytes => Ok,
    Vec<u8>: bytes => |found: &[u8]| Ok(found.to_vec()),
    Uuid: bytes => |found| Uuid::from_slice(found).map_err(Into::into),
}

/// What a whole row can be read as.
pub(crate) trait FromRow: Sized {
    /// Reads it.
    fn from_row(row: &Row) -> Result<Self, sqlx::Error>;
}

macro_rules! tuple {
    ($($type:ident $index:literal),+) => {
        impl<$($type: for<'r> Column<'r>),+> FromRow for ($($type,)+) {
            fn from_row(row: &Row) -> Result<Self, sqlx::Error> {
                Ok(($(row.try_get::<$type, usize>($index)?,)+))
            }
        }
    };
}

tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
