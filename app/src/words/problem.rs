//! A refusal and its fixes.

use crate::words::date;
use domain::{
    Brought, Cause, License, Named, UserId, Via,
    words::{and, digits},
};

/// Applies a fix.
pub const APPLY: &str = "Apply";
/// For whom a fix is.
pub const FOR: &str = "Fix it for";
/// Why the location isn't applied yet.
pub const CHOOSE_LOCATION: &str = "Choose a country or region first.";
/// The choice before any.
pub const CHOOSE: &str = "Choose a country or region";
/// Where somebody works.
pub const LOCATION: &str = "Usage location";

/// Whom a problem stops: "Greta Holm", "Greta Holm and Elif Demir", "Greta Holm and 11 others".
pub fn who(users: &[Named<UserId>]) -> String {
    match users {
        [first, _, _, ..] => format!("{} and {} others", first.name, digits(users.len() - 1)),
        few => and(&few.iter().map(|user| &*user.name).collect::<Vec<_>>()),
    }
}

/// The heading of a problem; `stuck` says what can't be done for whom.
pub fn title(cause: &Cause, users: &[Named<UserId>], stuck: fn(&str) -> String) -> String {
    match cause {
        Cause::NoSeats { .. } => "There aren't enough licenses".into(),
        Cause::NotAllowed(_) => "You don't have permission".into(),
        _ if users.is_empty() => "This can't be done".into(),
        _ => stuck(&who(users)),
    }
}

/// The choice of everybody whom a problem stops.
pub fn everybody(number: usize) -> String {
    format!("All {} users like this", digits(number))
}

/// The button that applies a fix to several.
pub fn apply_to_all(number: usize) -> String {
    format!("Apply to all {}", digits(number))
}

/// Which license brings a service: "SharePoint (Plan 1) comes with Office 365 E1, assigned directly
/// on March 3, 2026 by Ida Marsh." `held` finds the user's license; none when it is for several users.
pub fn brought<'a>(
    brought: &Brought,
    held: impl Fn(&Named<domain::ProductId>, &Via) -> Option<(&'a License, String)>,
) -> String {
    let products = brought
        .by
        .iter()
        .map(|(product, via)| match held(product, via) {
            Some((license, by)) => format!(
                "{}, assigned {by} on {} by {}",
                product.name,
                date::day(license.since),
                license.by
            ),
            None => product.name.to_string(),
        })
        .collect::<Vec<_>>();
    format!("{} comes with {}.", brought.service.name, and(&products))
}

/// By which source.
pub fn via(via: &Via, group: &str) -> String {
    match via {
        Via::Direct => "directly".into(),
        Via::Group(_) => format!("by the group {group}"),
        Via::SelfService(_) => "by a self-service purchase".into(),
    }
}

/// A fix that was applied, and for whom.
pub fn applied(fix: &str, users: &[Named<UserId>]) -> String {
    match users {
        [] => fix.to_owned(),
        some => format!("{fix}, for {}", who(some)),
    }
}
