//! The pane that manages the licenses of many users.

use domain::{
    Effect, Named, ProductId, Seats,
    words::{and, count, digits},
};

/// The pane.
pub const TITLE: &str = "Manage product licenses";
/// The first step.
pub const WHAT: &str = "What to do";
/// A way.
pub const MORE: &str = "Assign more";
/// A way.
pub const MORE_TEXT: &str = "Keep the existing licenses and assign more.";
/// A way.
pub const REPLACE: &str = "Replace";
/// A way.
pub const REPLACE_TEXT: &str = "Swap licenses in one step. Apps and services that are off stay off where the new product has them.";
/// A way.
pub const UNASSIGN: &str = "Unassign all";
/// A way.
pub const UNASSIGN_TEXT: &str =
    "Take back every license that was assigned directly. The seats are free at once.";
/// What is replaced.
pub const FROM: &str = "Replace";
/// Not only one product.
pub const FROM_ALL: &str = "All licenses assigned directly";
/// To the second step.
pub const NEXT: &str = "Next";
/// To the first step.
pub const BACK: &str = "Back";
/// The second step.
pub const LICENSES: &str = "Licenses";
/// The services of a license.
pub const SERVICES: &str = "Apps and services";
/// The button.
pub const SAVE: &str = "Save changes";
/// Nothing is ticked.
pub const CHOOSE: &str = "Choose at least one license.";
/// The address names nobody.
pub const NOBODY: &str = "No users are selected";
/// What to do.
pub const NOBODY_TEXT: &str =
    "Close this pane, select users in the list, and choose Manage product licenses.";
/// Above the list of users.
pub const WHO: &str = "What happens to whom";
/// Nothing happens to a user.
pub const STAYS: &str = "Stays as it is";
/// A user is left out.
pub const LEFT_OUT: &str = "Left out";
/// While services load.
pub const LOADING: &str = "Loading the apps and services.";
/// Takes a user out.
pub const LEAVE_OUT: &str = "Leave out";

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    format!("Save for the {} who can", digits(number))
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    format!("The licenses of {who} can't be changed like this yet")
}

/// "14 of 25 seats left".
pub fn left(seats: Seats) -> String {
    format!(
        "{} of {} seats left",
        digits(seats.available() as usize),
        digits(seats.assignable as usize)
    )
}

/// "Gets A; loses B".
pub fn fate(effect: &Effect) -> String {
    let names =
        |named: &[Named<ProductId>]| and(&named.iter().map(|one| &*one.name).collect::<Vec<_>>());
    let parts = [
        ("gets", &effect.gains),
        ("loses", &effect.loses),
        ("keeps", &effect.keeps),
        ("still has", &effect.still_has),
    ];
    let mut said = parts
        .iter()
        .filter(|(_, products)| !products.is_empty())
        .map(|(verb, products)| format!("{verb} {}", names(products)))
        .collect::<Vec<_>>();
    for (switched, how) in [(&effect.turned_on, "on"), (&effect.turned_off, "off")] {
        if !switched.is_empty() {
            let services = switched.iter().map(|one| &*one.name).collect::<Vec<_>>();
            said.push(format!("{} goes {how}", and(&services)));
        }
    }
    if said.is_empty() {
        return STAYS.into();
    }
    domain::words::sentence(&said.join("; "))
}

/// How many users something befalls.
pub fn users(number: usize) -> String {
    count(number, "user")
}

/// Of a long list.
pub fn and_more(number: usize) -> String {
    format!("and {} more", digits(number))
}

/// The pane's second line, for everybody who matches.
pub const EVERYBODY: &str = "All users that match the list's search and filters";

/// Buys what is missing.
pub fn buy(seats: u32, product: &str) -> String {
    format!("Buy {} of {product}", count(seats as usize, "more seat"))
}

/// Goes on without those who can't.
pub fn leave_out_others(who_can: usize) -> String {
    format!("Go on with the {} who can", digits(who_can))
}

/// Some of many: "Ida Marsh and 167 others".
pub fn first_of(name: &str, number: usize) -> String {
    match number {
        1 => name.to_owned(),
        2 => format!("{name} and 1 other"),
        _ => format!("{name} and {} others", digits(number - 1)),
    }
}
