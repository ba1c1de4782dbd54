//! Holds: seats that an open pane needs, kept from other admins for a moment. A hold is no license: it is never counted as
//! assigned, and ends when the pane is closed, when its admin's order for the product is carried out, or by the clock.

use crate::{Named, ProductId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// So long are seats held after what the pane needs last changed, in seconds.
pub const HOLD: i64 = 120;

/// So long is a pane taken for open after it was last heard of, in seconds. Pages say it three times as often.
pub const PRESENCE: i64 = 90;

/// An admin has a product's assign pane open, and perhaps holds seats for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Which pane: an admin may have several open.
    pub pane: Uuid,
    /// Of which product.
    pub product: ProductId,
    /// Who.
    pub admin: Named<UserId>,
    /// How many seats; none once it has lapsed, or others took them whom no hold binds.
    pub seats: u32,
    /// Until when, in seconds since 1970 UTC.
    pub until: i64,
}

/// What each of a product's panes holds of the seats that are `left`, by what each was `given`; whoever asked first comes
/// first. Those keep theirs, and later ones shrink, where somebody took seats whom no hold binds.
pub fn still_held<P>(
    given: impl IntoIterator<Item = (P, u32)>,
    left: u32,
) -> impl Iterator<Item = (P, u32)> {
    given.into_iter().scan(left, |left, (pane, seats)| {
        let seats = seats.min(*left);
        *left -= seats;
        Some((pane, seats))
    })
}
