//! What can go wrong with the store.

use crate::{BadRows, postgres::faults};
use domain::{Outcome, Refusal, words::Sentence};

/// Why the store didn't do what was asked. Whatever it says, nothing was changed; but for [`Unsure`](Self::Unsure).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rule says no.
    #[error("{}", .0.message())]
    Refused(Box<Refusal>),
    /// Facts changed since the asker was shown the outcome: this is what would happen now.
    #[error("Something changed meanwhile. Review the new outcome, and try again.")]
    Changed(Box<Outcome>),
    /// The actor may not; the sentence says whom to ask.
    #[error("{0}")]
    NotAllowed(&'static str),
    /// There is no such thing, in words.
    #[error("{0}")]
    Missing(Sentence),
    /// The input can't be used: in words.
    #[error("{0}")]
    Input(Sentence),
    /// Rows of a file can't be used: all that is wrong with them, with line and column.
    #[error("{0}")]
    Rows(Box<BadRows>),
    /// The idempotency key was used for another order.
    #[error("The key {0:?} was already used for another order. Use a new key.")]
    KeyReused(String),
    /// The database is locked by others, or full of work. Try again.
    #[error("The database is busy. Nothing was changed; try again in a moment.")]
    Busy,
    /// The database can't be used: read-only, disk full, not there, in words with a remedy.
    #[error("{0}")]
    Unavailable(String),
    /// The connection to the database broke while the change was being kept, so that nobody knows whether it was; or it was,
    /// and has no number in the ledger yet: in words that say which. Given again under the same key, it is made once, and
    /// its receipt is told.
    #[error("{0}")]
    Unsure(&'static str),
    /// The database is damaged, or was changed past Usher, so that nothing helps but a backup: in words that say so.
    #[error("{0}")]
    Damaged(String),
    /// What is stored contradicts itself.
    #[error(
        "The database is inconsistent: {0}. `usher verify` names all that is wrong; what mends it is the last backup that \
         is sound."
    )]
    Inconsistent(String),
    /// Any other fault of the database; its text is for the log, never for a browser.
    #[error("database fault: {0}")]
    Database(#[source] sqlx::Error),
}

impl Error {
    /// Does it say nothing of what was asked, only that the database didn't get to it?
    pub(crate) fn is_of_database(&self) -> bool {
        matches!(
            self,
            Self::Busy
                | Self::Unavailable(_)
                | Self::Unsure(_)
                | Self::Damaged(_)
                | Self::Inconsistent(_)
                | Self::Database(_)
        )
    }

    /// The same failure for somebody else whose order shared the commit.
    pub(crate) fn shared(&self) -> Self {
        match self {
            Self::Busy => Self::Busy,
            Self::Unavailable(why) => Self::Unavailable(why.clone()),
            Self::Unsure(why) => Self::Unsure(why),
            Self::Damaged(why) => Self::Damaged(why.clone()),
            other => Self::Database(sqlx::Error::Protocol(format!("shared commit: {other}"))),
        }
    }
}

/// Sorts the engine's errors into those that pass (busy), those that an operator mends (unavailable), those that only a
/// backup mends (damaged), and faults: so `?` does the right thing after any query.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::closed(),
            sqlx::Error::Io(fault) => faults::unreachable(fault),
            sqlx::Error::Database(fault) if let Some(fault) = fault.try_downcast_ref() => {
                faults::read(fault).unwrap_or(Self::Database(error))
            }
            sqlx::Error::Database(fault) => {
                let code = fault.code().and_then(|code| code.parse::<u32>().ok());
                match code.map(|extended| (extended & 0xff, extended)) {
                    Some((5 | 6, _)) => Self::Busy,
                    Some((primary, _)) if let Some(why) = damage(primary) => {
                        Self::Damaged(why.into())
                    }
                    Some((primary, _)) if let Some(why) = remedy(primary) => {
                        Self::Unavailable(why.into())
                    }
                    Some((_, CHECK_FAILED)) => Self::Inconsistent(fault.message().into()),
                    _ => Self::Database(error),
                }
            }
            _ => Self::Database(error),
        }
    }
}

/// SQLite's extended code for a CHECK constraint.
const CHECK_FAILED: u32 = 275;

/// What to do about a failure of SQLite, by its primary code.
fn remedy(code: u32) -> Option<&'static str> {
    Some(match code {
        8 => {
            "The database can't be written. Allow the account that runs Usher to write to the file \
             and its folder. Nothing was changed."
        }
        10 => {
            "The disk failed while reading or writing the database. Check the disk, its free space and quotas. \
             Nothing was changed."
        }
        13 => "The disk is full. Free some space, and try again. Nothing was changed.",
        14 => {
            "The database can't be opened. Check that its folder exists and that the account that runs Usher \
             may read and write there."
        }
        _ => return None,
    })
}

/// What is said of a file that is damaged.
pub(crate) const DAMAGED: &str = "The database file is damaged. Stop Usher, keep a copy of the file, and restore the last backup.";

/// What is said of a file of which SQLite can make nothing, by its primary code.
fn damage(code: u32) -> Option<&'static str> {
    Some(match code {
        11 => DAMAGED,
        26 => {
            "The file is not a database, or its beginning is damaged. Check the path, or restore the last backup."
        }
        _ => return None,
    })
}

impl Error {
    /// The store was closed: the process is stopping.
    pub(crate) fn closed() -> Self {
        Self::Unavailable("Usher is stopping. Nothing was changed; try again in a moment.".into())
    }
}
