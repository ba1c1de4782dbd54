//! What PostgreSQL's errors mean for whoever asked, or runs it.

use crate::Error;
use sqlx::postgres::PgDatabaseError;

/// What `fault` is, if it passes, an operator can mend it, or the data contradicts itself.
pub(crate) fn read(fault: &PgDatabaseError) -> Option<Error> {
    let why = match fault.code() {
        // Called off for the sake of another transaction; a lock that wasn't given; a statement that took too long.
        "40001" | "40P01" | "55P03" | "57014" => return Some(Error::Busy),
        // Somebody did something under the same idempotency key meanwhile: now that is seen.
        "23505" if fault.constraint() == Some("ledger_key") => return Some(Error::Busy),
        // A NUL, which PostgreSQL's texts can't hold.
        "22021" | "22P05" => {
            return Some(Error::Input(
                "A text has a character that can't be kept. Remove it, and try again.".into(),
            ));
        }
        "54000" => {
            return Some(Error::Input(
                "A text is too long to be kept. Shorten it, and try again.".into(),
            ));
        }
        "23514" => return Some(Error::Inconsistent(fault.message().into())),
        "XX001" | "XX002" => {
            return Some(Error::Damaged(format!(
                "PostgreSQL says that the database is damaged ({}). Stop Usher, keep a copy of the database, and restore \
                 the last backup.",
                fault.message()
            )));
        }
        "53100" => "The disk of the database is full. Free some space, and try again.",
        "53200" => "The database has no memory left. Give PostgreSQL more, and try again.",
        "53300" => {
            "PostgreSQL accepts no more connections. Raise max_connections, or run fewer servers."
        }
        "57P01" | "57P02" | "57P03" => "PostgreSQL is stopping or starting. Try again in a moment.",
        "28000" | "28P01" => {
            "PostgreSQL doesn't let Usher in. Check the user and the password in the database's address."
        }
        "3D000" => {
            "There is no such database. Create it (createdb), or check the database's address."
        }
        "42501" => {
            "PostgreSQL doesn't allow it. Let Usher's user own the database, or grant it the schema."
        }
        "25006" => {
            "The database can't be written: it is a standby. Use the address of the primary."
        }
        _ => return None,
    };
    Some(Error::Unavailable(format!("{why} Nothing was changed.")))
}

/// The connection couldn't be made, or broke.
pub(crate) fn unreachable(error: &std::io::Error) -> Error {
    Error::Unavailable(format!(
        "The database can't be reached ({error}). Check that it runs, and its address. Nothing was changed."
    ))
}

/// The database was waited for as long as patience lasts, and said nothing.
pub(crate) fn silent() -> Error {
    Error::Unavailable(
        "The database doesn't answer. Check that it runs and isn't stopped, and its address. Nothing was changed.".into(),
    )
}

/// The change was made, but its entry of the ledger could not be sealed.
pub(crate) fn unsealed(error: &Error) -> Error {
    tracing::warn!(%error, "entries of the ledger wait for their seal");
    Error::Unsure(
        "The change was made, but the database failed before its entry in the ledger got a number. It gets one with \
         the next change. Don't make the change again; under the same key, you are told its number.",
    )
}

/// The connection broke while the change was being kept: nobody knows whether it was.
pub(crate) fn unsure(error: sqlx::Error) -> Error {
    match error {
        sqlx::Error::Io(_) => Error::Unsure(
            "The connection to the database broke while the change was being kept. Look whether it was made \
             before you try again; under the same key, it is made once.",
        ),
        other => other.into(),
    }
}
