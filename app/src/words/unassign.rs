//! The unassign pane.

use domain::words::digits;

/// The pane, and its button.
pub const TITLE: &str = "Unassign licenses";
/// Its button.
pub const UNASSIGN: &str = "Unassign";
/// What it means, before it is done.
pub const NOTE: &str = "They lose the product's apps and services at once, and the seats are free for others. Mail and files are kept for 30 days.";
/// Above the list.
pub const WHO: &str = "What happens to whom";
/// The address names nobody.
pub const NOBODY: &str = "No users are selected";
/// What to do.
pub const NOBODY_TEXT: &str =
    "Close this pane, select users in the list, and choose Unassign licenses.";
/// One user's fate.
pub const LOSES: &str = "Loses it";
/// One user's fate, if no group is named.
pub const KEEPS: &str = "Keeps it by another source";
/// One user's fate.
pub const STAYS: &str = "Stays as it is";

/// One user's fate: a group gives it too.
pub fn keeps_by(group: &str) -> String {
    format!("Keeps it by {group}")
}

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    format!("Unassign from the {} who can", digits(number))
}

/// After the last one named.
pub fn and_more(number: usize) -> String {
    format!("and {} more", digits(number))
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    format!("{who} can't lose this license yet")
}
