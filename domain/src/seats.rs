//! Seats: how many a product has. Who gets the last ones is in [`seating`](crate::seating).

use serde::{Deserialize, Serialize};

/// A product's seats over all its subscriptions (5 + 8 = 13).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// Seats that can be assigned.
    pub assignable: u32,
    /// Users who hold the product: one seat each, however many sources.
    pub assigned: u32,
}

impl Seats {
    /// Seats left. None when a lapsed subscription left more assigned than assignable.
    pub fn available(&self) -> u32 {
        self.assignable.saturating_sub(self.assigned)
    }

    /// After seats were taken (positive) or freed (negative).
    #[must_use]
    pub fn moved(&self, by: i64) -> Self {
        Self {
            assigned: moved(self.assigned, by),
            ..*self
        }
    }
}

/// A counter after it moved; it never wraps.
pub(crate) fn moved(counter: u32, by: i64) -> u32 {
    let after = i64::from(counter).saturating_add(by).max(0);
    u32::try_from(after).unwrap_or(u32::MAX)
}
