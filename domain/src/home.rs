//! What Home shows.

use crate::{Cause, Named, ProductId, ProductRow, UserId, words::Sentence};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The products owned, by name.
    pub products: Vec<ProductRow>,
    /// What is amiss with what users hold; none if they are too many to look at all of them.
    pub standing: Option<Vec<Troubled>>,
    /// The last changes, the newest first.
    pub recent: Vec<RecentChange>,
    /// Seats over time.
    pub trend: Trend,
}

/// Users with the same trouble.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Troubled {
    /// What it is.
    pub cause: Cause,
    /// How many have it.
    pub users: u32,
    /// Some of them.
    pub some: Vec<Named<UserId>>,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentChange {
    /// Its number.
    pub entry: i64,
    /// When, in seconds since 1970 UTC.
    pub at: i64,
    /// Who, as a person reads it.
    pub actor: Arc<str>,
    /// What.
    pub line: Sentence,
    /// The only user whom it is about.
    pub user: Option<Named<UserId>>,
    /// The products that it is about.
    pub products: Vec<ProductId>,
    /// Is it about settings?
    pub settings: bool,
}

/// How far back to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Range {
    /// 30 days.
    Month,
    /// 90 days.
    #[default]
    Quarter,
    /// 365 days.
    Year,
}

impl Range {
    /// Every one, the shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// In days.
    pub fn days(self) -> u16 {
        match self {
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }

    /// Of so many days one is looked at.
    pub fn step(self) -> u16 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 7,
        }
    }

    /// The one with so many days.
    pub fn from_days(days: &str) -> Option<Self> {
        let is_it = |range: &Self| range.days().to_string() == days;
        Self::ALL.into_iter().find(is_it)
    }
}

/// Seats over time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trend {
    /// How far back.
    pub range: Range,
    /// Of this product; of all together, if left open.
    pub product: Option<ProductId>,
    /// At the end of some days, the last of them today.
    pub points: Vec<TrendPoint>,
}

/// The seats at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendPoint {
    /// The day, counted from 1970-01-01.
    pub day: i64,
    /// Seats that could be assigned.
    pub assignable: u64,
    /// Seats that were.
    pub assigned: u64,
}
