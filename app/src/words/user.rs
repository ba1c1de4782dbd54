//! One user's pane.

use super::{Text, actor::actor, date, problem, tell};
use domain::{Facts, License, Via, say as sentence};

/// The tabs.
pub const ACCOUNT: Text = Text("Account");
/// The tabs.
pub const LICENSES_AND_APPS: Text = Text("Licenses and apps");
/// The tabs, for assistive technology.
pub const TABS: Text = Text("About the user");
/// Where licenses are used.
pub const SELECT_LOCATION: Text = Text("Select location");
/// A section.
pub const LICENSES: Text = Text("Licenses");
/// A section.
pub const APPS: Text = Text("Apps");
/// What the section shows.
pub const APPS_TEXT: Text = Text("What is on now, and why.");
/// None are.
pub const NO_APPS: Text = Text("No app or service is on: the user has no license.");
/// The button.
pub const SAVE: Text = Text("Save changes");
/// Why the button is off.
pub const UNCHANGED: Text = Text("Change the location, a license or a service first.");
/// A fact about the user.
pub const NAME: Text = Text("Display name");
/// A fact about the user.
pub const ROLES: Text = Text("Admin roles");
/// A fact about the user.
pub const COUNTRY: Text = Text("Country or region");
/// A fact about the user.
pub const LICENSED: Text = Text("Licenses");

/// The button for a part of it.
pub fn those_who_can(_: usize) -> String {
    SAVE.into()
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    say!(
        "The licenses of {who} can't be changed like this yet",
        who = who
    )
}

/// By which source, since when and by whom: "Assigned directly on March 3, 2026 by Ida Marsh."
pub fn why(license: &License, facts: &Facts) -> String {
    let group = match license.via {
        Via::Group(id) => facts.group_named(id).name,
        _ => "".into(),
    };
    let why = sentence!(
        "assigned {by} on {day} by {who}.",
        by = problem::via(&license.via, &group),
        day = date::day(license.since),
        who = actor(&license.by)
    );
    tell(&why.capitalized())
}

/// Why a service is on: "Microsoft 365 E3: assigned directly on March 3, 2026 by Ida Marsh."
pub fn why_on(license: &License, facts: &Facts) -> String {
    let product = facts.product_named(license.product).name;
    say!(
        "{product}. {why}",
        product = &product,
        why = why(license, facts)
    )
}

/// "3 services".
pub fn services(number: usize) -> String {
    say!(number => "1 service" | "{n} services")
}
