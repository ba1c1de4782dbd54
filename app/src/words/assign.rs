//! The assign pane.

use domain::words::{and, count, digits};

/// The pane.
pub const TITLE: &str = "Assign licenses to users";
/// Its button.
pub const ASSIGN: &str = "Assign";
/// The box.
pub const USERS: &str = "Users";
/// What to do in the box.
pub const BEGIN: &str = "Begin typing a name, or paste addresses";
/// Why Assign is off.
pub const NOBODY: &str = "Choose at least one user.";
/// The line while nobody is chosen.
pub const NOBODY_LINE: &str = "Choose users to see what will happen.";
/// Begins the next one.
pub const MORE: &str = "Assign more";
/// While an answer is on its way.
pub const LOOKING: &str = "Searching…";
/// A user's mark.
pub const HAS_IT: &str = "already has it";
/// A user's mark.
pub const NO_LOCATION: &str = "no location";
/// A user's mark.
pub const GUEST: &str = "guest";

/// How many were found.
pub fn found(number: usize, typed: &str) -> String {
    match number {
        0 => format!("No user matches “{typed}”."),
        _ => format!("{} found.", count(number, "user")),
    }
}

/// How many of a pasted list were added.
pub fn added(number: usize) -> String {
    format!("{} added.", count(number, "user"))
}

/// Lines of a pasted list that name nobody.
pub fn unknown(lines: &[String]) -> String {
    let named = lines
        .iter()
        .take(5)
        .map(|line| format!("“{line}”"))
        .collect::<Vec<_>>();
    let named = match lines.len() - named.len() {
        0 => and(&named),
        more => format!("{} and {} more", named.join(", "), digits(more)),
    };
    format!("Nobody, or more than one person, has the address {named}. Check it, or type the name.")
}

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    match number {
        1 => "Assign to the 1 who can".into(),
        _ => format!("Assign to the {} who can", digits(number)),
    }
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    format!("{who} can't get this license yet")
}
