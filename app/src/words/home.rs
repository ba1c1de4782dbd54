//! Home.

use super::{Text, actor::actor, date};
use domain::{Cause, Range, RecentChange, Seats, Trend, Troubled, say as sentence, words::Part};

/// The page.
pub const TITLE: Text = Text("Home");
/// Why, and what to do.
pub const NONE_TEXT: Text = Text(
    "Seats and what needs attention are shown here once your organization has products. Buy a product to begin. If the catalog is still empty, whoever operates this Usher imports it first: usher catalog import FILE.",
);

/// A panel: what to look at first.
pub const ATTENTION: Text = Text("Needs attention");
/// Nothing does.
pub const ALL_WELL: Text = Text(
    "Nothing needs attention: seats are left, no subscription is about to end, and nobody has a conflict.",
);
/// All is well as far as was looked.
pub const ALL_WELL_SO_FAR: Text = Text("Seats are left, and no subscription is about to end.");
/// Why conflicts aren't counted.
pub const TOO_MANY: Text =
    Text("Conflicts of users aren't counted here: there are more than 100,000 licenses.");
/// Opens the rest.
pub fn more(number: usize) -> String {
    say!("{number} more", number = number)
}

/// A panel: what is owned and used.
pub const SEATS: Text = Text("Seats by product");
/// The way to all products.
pub const ALL_PRODUCTS: Text = Text("All products");

/// "19 of 84 left".
pub fn left(seats: Seats) -> String {
    say!(
        "{left} of {all} left",
        left = seats.available(),
        all = seats.assignable
    )
}

/// A panel: the last changes.
pub const RECENT: Text = Text("Recent changes");
/// There are none.
pub const NO_CHANGES: Text =
    Text("No changes yet. What admins change is listed here, and kept in the ledger.");
/// A link to the settings.
pub const SETTINGS: Text = Text("Settings");

/// "Ida Marsh, November 25, 2026 at 14:05 UTC".
pub fn by(change: &RecentChange) -> String {
    say!(
        "{who}, {moment}",
        who = actor(&change.actor),
        moment = date::moment(change.at)
    )
}

/// A panel: the chart.
pub const TREND: Text = Text("Seats over time");
/// The choice of a product.
pub const OF: Text = Text("Product");
/// The choice of a product: no choice.
pub const OF_ALL: Text = Text("All products");
/// The choice of how far back.
pub const RANGES: Text = Text("How far back");
/// Asks for it, where nothing does so by itself.
pub const SHOW: Text = Text("Show");
/// A line of the chart.
pub const OWNED: Text = Text("Owned");
/// A line of the chart.
pub const ASSIGNED: Text = Text("Assigned");
/// Opens the numbers.
pub const AS_TABLE: Text = Text("As a table");
/// A column of the numbers.
pub const DAY: Text = Text("Day");

/// "30 days".
pub fn range(range: Range) -> Text {
    Text(match range {
        Range::Month => "30 days",
        Range::Quarter => "90 days",
        Range::Year => "365 days",
    })
}

/// The chart in one sentence.
pub fn summary(trend: &Trend) -> String {
    let (Some(first), Some(last)) = (trend.points.first(), trend.points.last()) else {
        return say!("There are no seats yet.");
    };
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    say!(
        "In {range}, seats assigned went from {from} to {to}, and seats owned from {owned_from} to {owned_to}.",
        range = range(trend.range).say(),
        from = number(first.assigned),
        to = number(last.assigned),
        owned_from = number(first.assignable),
        owned_to = number(last.assignable)
    )
}

/// What is amiss with what users hold: "2 users have services that exclude each other: A, B."
pub fn troubled(trouble: &Troubled) -> String {
    let users = trouble.users;
    match &trouble.cause {
        Cause::Conflict(services) => {
            let names = Part::listed(services.iter().map(|one| &one.service.name));
            say!(
                users =>
                    "1 user has conflicting services: {services}"
                    | "{n} users have conflicting services: {services}",
                services = names
            )
        }
        Cause::Missing { service, .. } => say!(
            users =>
                "1 user has {service} without what it needs"
                | "{n} users have {service} without what it needs",
            service = &service.service.name
        ),
        other => say!(
            "{users}: {problem}",
            users = sentence!(users => "1 user" | "{n} users"),
            problem = other.sentence()
        ),
    }
}

/// After those who are named: "and 4 others".
pub fn others(trouble: &Troubled) -> Option<String> {
    let rest = (trouble.users as usize).saturating_sub(trouble.some.len());
    (rest > 0).then(|| say!(rest => "and 1 other" | "and {n} others"))
}
