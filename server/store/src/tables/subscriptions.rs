//! A subscription's row, read the same way everywhere.

use super::codes::Code;
use crate::{Error, sql::Row};
use domain::{Subscription, SubscriptionId, Term};

/// So many columns [`read`] reads: subscription_id, seats, state, channel, since_at, ends_at, length, recurring,
/// grown_at, next_at, in this sequence.
pub(crate) const WIDTH: usize = 10;

/// The subscription whose columns begin `at` this place of a row.
///
/// # Errors
/// [`Error::Inconsistent`] if a word is unknown.
pub(crate) fn read(row: &Row, at: usize) -> Result<Subscription, Error> {
    Ok(Subscription {
        id: SubscriptionId(row.try_get(at)?),
        seats: row.try_get(at + 1)?,
        state: Code::from_code(row.try_get(at + 2)?)?,
        channel: Code::from_code(row.try_get(at + 3)?)?,
        term: Term {
            since: row.try_get(at + 4)?,
            ends: row.try_get(at + 5)?,
            length: Code::from_code(row.try_get(at + 6)?)?,
            recurring: row.try_get(at + 7)?,
            grown: row.try_get(at + 8)?,
            next: row.try_get(at + 9)?,
        },
    })
}
