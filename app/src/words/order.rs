//! What every pane that gives an order says.

use domain::{
    Receipt,
    words::{count, digits},
};

/// While the answer is on its way.
pub const CHECKING: &str = "Checking what this would do.";
/// Turns away without a change.
pub const CANCEL: &str = "Cancel";
/// After it is done.
pub const CLOSE: &str = "Close";
/// The heading when it is done.
pub const DONE: &str = "Done";
/// The button that takes a fix back.
pub const UNDO: &str = "Undo";
/// Above the fixes that were applied.
pub const APPLIED: &str = "Applied, not saved yet";
/// Everything stays as it is.
pub const NOTHING: &str = "Nothing changes: everybody chosen already has it like this.";
/// What was asked is refused.
pub const REFUSED: &str = "Solve the problem above first.";
/// What was asked is refused, but some can.
pub const REFUSED_BUT: &str = "Solve the problem above first, or go on with those who can.";
/// The order does something else now.
pub const CHANGED: &str = "Something changed while you were looking";
/// What to do about it.
pub const CHANGED_TEXT: &str =
    "Nothing was changed yet. Look at the difference, then confirm again.";
/// What was fine before is refused now.
pub const NOW_REFUSED: &str =
    "Nothing was changed. What you confirmed isn't possible any more: look at the problem below.";
/// Before the old line.
pub const BEFORE: &str = "You saw:";
/// Before the new line.
pub const NOW: &str = "Now:";
/// Above those who were left out.
pub const LEFT_OUT: &str = "Left out";

/// Where the ledger has it.
pub fn entry(receipt: &Receipt) -> String {
    format!(
        "Entry {} in the ledger.",
        usize::try_from(receipt.entry).map_or_else(|_| receipt.entry.to_string(), digits)
    )
}

/// "1 of 3 users conflicts" and so on, with what follows from it.
pub fn refused(stopped: usize, all: usize) -> String {
    match stopped {
        0 => "This can't be done yet; nothing will be changed until it is fixed.".into(),
        1 if all == 1 => "1 user has a problem; nothing will be changed until it is fixed.".into(),
        _ => format!(
            "{} of {} {} a problem; nothing will be changed until it is fixed.",
            digits(stopped),
            count(all, "user"),
            if stopped == 1 { "has" } else { "have" }
        ),
    }
}

/// What a fix would leave.
pub fn remaining(problems: usize) -> String {
    format!(
        "Then {} {} left.",
        count(problems, "problem"),
        if problems == 1 { "is" } else { "are" }
    )
}
