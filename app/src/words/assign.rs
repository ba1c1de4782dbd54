//! The assign pane.

use super::{Text, and, tell};
use domain::Resolved;

/// The pane.
pub const TITLE: Text = Text("Assign licenses to users");
/// Its button.
pub const ASSIGN: Text = Text("Assign");
/// The box.
pub const USERS: Text = Text("Users");
/// What to do in the box.
pub const BEGIN: Text = Text("Begin typing a name, or paste addresses");
/// Why Assign is off.
pub const NOBODY: Text = Text("Choose at least one user.");
/// The line while nobody is chosen.
pub const NOBODY_LINE: Text = Text("Choose users to see what will happen.");
/// Begins the next one.
pub const MORE: Text = Text("Assign more");
/// While an answer is on its way.
pub const LOOKING: Text = Text("Searching…");
/// A user's mark.
pub const HAS_IT: Text = Text("already has it");
/// A user's mark.
pub const NO_LOCATION: Text = Text("no location");
/// A user's mark.
pub const GUEST: Text = Text("guest");

/// How many were found.
pub fn found(number: usize, typed: &str) -> String {
    match number {
        0 => say!("No user matches “{typed}”.", typed = typed),
        _ => say!(number => "1 user found." | "{n} users found."),
    }
}

/// How many of a pasted list were added.
pub fn added(number: usize) -> String {
    say!(number => "1 user added." | "{n} users added.")
}

/// So many lines are named of a list in which others name nobody, or several.
const NAMED: usize = 5;

/// Whom lines of a pasted list don't name: those that name nobody, and those that name several. Nothing, if each names one.
pub fn not_found(resolved: &Resolved) -> Option<String> {
    let unknown = &resolved.unknown[..];
    let unknown = (!unknown.is_empty()).then(|| self::unknown(unknown));
    let (all, some) = (resolved.ambiguous.len(), resolved.ambiguous.iter());
    let ambiguous = some.take(NAMED).map(|one| tell(&one.sentence()));
    let more = (all > NAMED).then(|| {
        say!(
            all - NAMED =>
                "1 more address belongs to several users."
                | "{n} more addresses belong to several users."
        )
    });
    let sentences: Vec<String> = unknown.into_iter().chain(ambiguous).chain(more).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// Lines of a pasted list that name nobody.
fn unknown(lines: &[String]) -> String {
    let named = lines
        .iter()
        .take(NAMED)
        .map(|line| say!("“{line}”", line = line))
        .collect::<Vec<_>>();
    let named = match lines.len() - named.len() {
        0 => and(&named),
        more => say!(
            "{names} and {more} more",
            names = domain::words::commas(&named),
            more = more
        ),
    };
    say!(
        "Nobody has the address {named}. Check it, or type the name.",
        named = named
    )
}

/// The end of a list that a refused form without JavaScript couldn't bring back.
pub fn not_kept(number: usize) -> String {
    say!(
        number =>
            "1 user at the end of your list didn't fit into the box again: add them once more."
            | "{n} users at the end of your list didn't fit into the box again: add them once more."
    )
}

/// The button for a part of them.
pub fn those_who_can(number: usize) -> String {
    say!(number => "Assign to the 1 who can" | "Assign to the {n} who can")
}

/// The heading of a problem.
pub fn stuck(who: &str) -> String {
    say!("{who} can't get this license yet", who = who)
}
