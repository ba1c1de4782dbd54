//! Home.

use crate::words::date;
use domain::{
    Brought, Cause, Range, RecentChange, Seats, Trend, Troubled,
    words::{commas, count, digits},
};

/// The page.
pub const TITLE: &str = "Home";
/// No product at all.
pub const NONE: &str = "No products yet";
/// Why, and what to do.
pub const NONE_TEXT: &str = "Seats and what needs attention are shown here once your organization has products. Import the catalog, then buy seats with “usher buy --product ENTERPRISEPACK --seats 25”.";

/// A panel: what to look at first.
pub const ATTENTION: &str = "Needs attention";
/// Nothing does.
pub const ALL_WELL: &str = "Nothing needs attention: seats are left, no subscription is about to end, and nobody has a conflict.";
/// All is well as far as was looked.
pub const ALL_WELL_SO_FAR: &str = "Seats are left, and no subscription is about to end.";
/// Why conflicts aren't counted.
pub const TOO_MANY: &str =
    "Conflicts of users aren't counted here: there are more than 100,000 licenses.";
/// Opens the rest.
pub fn more(number: usize) -> String {
    format!("{} more", digits(number))
}

/// A panel: what is owned and used.
pub const SEATS: &str = "Seats by product";
/// The way to all products.
pub const ALL_PRODUCTS: &str = "All products";

/// "19 of 84 left".
pub fn left(seats: Seats) -> String {
    format!(
        "{} of {} left",
        digits(seats.available() as usize),
        digits(seats.assignable as usize)
    )
}

/// A panel: the last changes.
pub const RECENT: &str = "Recent changes";
/// There are none.
pub const NO_CHANGES: &str =
    "No changes yet. What admins change is listed here, and kept in the ledger.";
/// A link to the settings.
pub const SETTINGS: &str = "Settings";

/// "Ida Marsh, November 25, 2026 at 14:05 UTC".
pub fn by(change: &RecentChange) -> String {
    format!("{}, {}", change.actor, date::moment(change.at))
}

/// A panel: the chart.
pub const TREND: &str = "Seats over time";
/// The choice of a product.
pub const OF: &str = "Product";
/// The choice of a product: no choice.
pub const OF_ALL: &str = "All products";
/// The choice of how far back.
pub const RANGES: &str = "How far back";
/// Asks for it, where nothing does so by itself.
pub const SHOW: &str = "Show";
/// A line of the chart.
pub const OWNED: &str = "Owned";
/// A line of the chart.
pub const ASSIGNED: &str = "Assigned";
/// Opens the numbers.
pub const AS_TABLE: &str = "As a table";
/// A column of the numbers.
pub const DAY: &str = "Day";

/// "30 days".
pub fn range(range: Range) -> &'static str {
    match range {
        Range::Month => "30 days",
        Range::Quarter => "90 days",
        Range::Year => "365 days",
    }
}

/// The chart in one sentence.
pub fn summary(trend: &Trend) -> String {
    let (Some(first), Some(last)) = (trend.points.first(), trend.points.last()) else {
        return "There are no seats yet.".into();
    };
    let number = |number: u64| digits(usize::try_from(number).unwrap_or(usize::MAX));
    format!(
        "In {}, seats assigned went from {} to {}, and seats owned from {} to {}.",
        range(trend.range),
        number(first.assigned),
        number(last.assigned),
        number(first.assignable),
        number(last.assignable),
    )
}

/// What is amiss with what users hold: "2 users have services that exclude each other: A, B."
pub fn troubled(trouble: &Troubled) -> String {
    let users = count(trouble.users as usize, "user");
    let have = if trouble.users == 1 { "has" } else { "have" };
    let name = |brought: &Brought| brought.service.name.to_string();
    match &trouble.cause {
        Cause::Conflict(services) => {
            let names: Vec<_> = services.iter().map(name).collect();
            format!("{users} {have} conflicting services: {}", commas(&names))
        }
        Cause::Missing { service, .. } => {
            format!("{users} {have} {} without what it needs", name(service))
        }
        other => format!("{users}: {}", other.message()),
    }
}

/// After those who are named: "and 4 others".
pub fn others(trouble: &Troubled) -> Option<String> {
    let rest = (trouble.users as usize).saturating_sub(trouble.some.len());
    (rest > 0).then(|| format!("and {}", count(rest, "other")))
}
