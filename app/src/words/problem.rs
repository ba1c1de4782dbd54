//! A refusal and its fixes.

use super::{Text, actor::actor, and, date};
use domain::{
    Brought, Cause, License, Named, UserId, Via, say as sentence,
    words::{Part, Sentence},
};

/// Applies a fix.
pub const APPLY: Text = Text("Apply");
/// For whom a fix is.
pub const FOR: Text = Text("Fix it for");
/// Why the location isn't applied yet.
pub const CHOOSE_LOCATION: Text = Text("Choose a country or region first.");
/// The choice before any.
pub const CHOOSE: Text = Text("Choose a country or region");
/// Where somebody works.
pub const LOCATION: Text = Text("Usage location");
/// What comes of leaving everybody out.
pub const NOBODY_LEFT: Text = Text("Then nothing is left to do here.");
/// The way to a subscription that can't be assigned.
pub const DISABLED: Text = Text("See the disabled subscription");
/// Goes there.
pub const OPEN: Text = Text("Open");

/// So many of those whom a fix leaves out are named.
const MOST_NAMED: usize = 100;

/// Whom a problem stops: "Greta Holm", "Greta Holm and Elif Demir", "Greta Holm and 11 others".
pub fn who(users: &[Named<UserId>]) -> String {
    match users {
        [first, _, _, ..] => say!(
            users.len() - 1 => "{name} and 1 other" | "{name} and {n} others",
            name = &first.name
        ),
        few => and(&few.iter().map(|user| &*user.name).collect::<Vec<_>>()),
    }
}

/// The heading of a problem; `stuck` says what can't be done for whom.
pub fn title(cause: &Cause, users: &[Named<UserId>], stuck: fn(&str) -> String) -> String {
    match cause {
        Cause::NoSeats { .. } => say!("There aren't enough licenses"),
        Cause::NotAllowed(_) => say!("You don't have permission"),
        _ if users.is_empty() => say!("This can't be done"),
        Cause::NotHeld(product) => match users {
            [one] => say!(
                "{who} doesn't have {product}",
                who = &one.name,
                product = &product.name
            ),
            _ => say!(
                "{who} don't have {product}",
                who = who(users),
                product = &product.name
            ),
        },
        _ => stuck(&who(users)),
    }
}

/// The choice of everybody whom a problem stops.
pub fn everybody(number: usize) -> String {
    say!("All {number} users like this", number = number)
}

/// The button that applies a fix to several.
pub fn apply_to_all(number: usize) -> String {
    say!("Apply to all {number}", number = number)
}

/// Which license brings a service: "SharePoint (Plan 1) comes with Office 365 E1, assigned directly
/// on March 3, 2026 by Ida Marsh." `held` finds the user's license; none when it is for several users.
pub fn brought<'a>(
    brought: &Brought,
    held: impl Fn(&Named<domain::ProductId>, &Via) -> Option<(&'a License, Sentence)>,
) -> String {
    let products = brought
        .by
        .iter()
        .map(|(product, via)| match held(product, via) {
            Some((license, by)) => Part::from(sentence!(
                "{product}, assigned {by} on {day} by {who}",
                product = &product.name,
                by = by,
                day = date::day(license.since),
                who = actor(&license.by)
            )),
            None => Part::from(&product.name),
        });
    say!(
        "{service} comes with {products}.",
        service = &brought.service.name,
        products = Part::all(products)
    )
}

/// By which source.
pub fn via(via: &Via, group: &str) -> Sentence {
    match via {
        Via::Direct => sentence!("directly"),
        Via::Group(_) => sentence!("by the group {group}", group = group),
        Via::SelfService(_) => sentence!("by a self-service purchase"),
    }
}

/// Those whom a fix leaves out, but for the first, whom it names itself.
pub fn others(others: &[Named<UserId>]) -> Option<String> {
    let named = others.iter().take(MOST_NAMED).map(|user| &user.name);
    let named = match others.len().saturating_sub(MOST_NAMED) {
        0 => Part::all(named),
        more => sentence!(
            "{names} and {more} more",
            names = Part::listed(named),
            more = more
        )
        .into(),
    };
    (!others.is_empty()).then(|| say!("The others are {names}.", names = named))
}

/// In which page the way goes on.
pub fn in_page(page: &str) -> String {
    say!("In {page}", page = page)
}

/// A fix that was applied, and for whom.
pub fn applied(fix: &str, users: &[Named<UserId>]) -> String {
    match users {
        [] => fix.to_owned(),
        some => say!("{fix}, for {who}", fix = fix, who = who(some)),
    }
}
