//! The unassign pane.

use super::Text;
/// The pane, and its button.
pub const TITLE: Text = Text("Unassign licenses");
/// Its button.
pub const UNASSIGN: Text = Text("Unassign");
/// What it means, before it is done.
pub const NOTE: Text = Text(
    "They lose the product's apps and services at once, and the seats are free for others. Mail and files are kept for 30 days.",
);
/// Above the list.
pub const WHO: Text = Text("What happens to whom");
/// The address names nobody.
pub const NOBODY: Text = Text("No users are selected");
/// What to do.
pub const NOBODY_TEXT: Text =
    Text("Close this pane, select users in the list, and choose Unassign licenses.");
/// One user's fate.
pub const LOSES: Text = Text("Loses it");
/// One user's fate, while others have a problem.
pub const WOULD_LOSE: Text = Text("Would lose it");
/// One user's fate, if no group is named.
pub const KEEPS: Text = Text("Keeps it by another source");
/// One user's fate.
pub const STAYS: Text = Text("Stays as it is");

/// One user's fate: a group gives it too.
pub fn keeps_by(group: &str) -> String {
    say!("Keeps it by {group}", group = group)
}

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    say!(number => "Unassign from the 1 who can" | "Unassign from the {n} who can")
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    say!("{who} can't lose this license yet", who = who)
}
