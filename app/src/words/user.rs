//! One user's pane.

use crate::words::{date, problem};
use domain::{Facts, License, Via, words::sentence};

/// The tabs.
pub const ACCOUNT: &str = "Account";
/// The tabs.
pub const LICENSES_AND_APPS: &str = "Licenses and apps";
/// The tabs, for assistive technology.
pub const TABS: &str = "About the user";
/// Where licenses are used.
pub const SELECT_LOCATION: &str = "Select location";
/// A section.
pub const LICENSES: &str = "Licenses";
/// A section.
pub const APPS: &str = "Apps";
/// What the section shows.
pub const APPS_TEXT: &str = "What is on now, and why.";
/// None are.
pub const NO_APPS: &str = "No app or service is on: the user has no license.";
/// The button.
pub const SAVE: &str = "Save changes";
/// Why the button is off.
pub const UNCHANGED: &str = "Change the location, a license or a service first.";
/// A fact about the user.
pub const NAME: &str = "Display name";
/// A fact about the user.
pub const ROLES: &str = "Admin roles";
/// A fact about the user.
pub const COUNTRY: &str = "Country or region";
/// A fact about the user.
pub const LICENSED: &str = "Licenses";

/// The button for a part of it.
pub fn those_who_can(_: usize) -> String {
    SAVE.into()
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    format!("The licenses of {who} can't be changed like this yet")
}

/// By which source, since when and by whom: "Assigned directly on March 3, 2026 by Ida Marsh."
pub fn why(license: &License, facts: &Facts) -> String {
    let group = match license.via {
        Via::Group(id) => facts.group_named(id).name,
        _ => "".into(),
    };
    let (via, day) = (problem::via(&license.via, &group), date::day(license.since));
    sentence(&format!("assigned {via} on {day} by {}.", license.by))
}

/// Why a service is on: "Microsoft 365 E3: assigned directly on March 3, 2026 by Ida Marsh."
pub fn why_on(license: &License, facts: &Facts) -> String {
    let product = facts.product_named(license.product).name;
    format!("{product}. {}", why(license, facts))
}
