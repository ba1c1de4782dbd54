//! What every pane that gives an order says.

use super::Text;
use domain::Receipt;

/// While the answer is on its way.
pub const CHECKING: Text = Text("Checking what this would do.");
/// Turns away without a change.
pub const CANCEL: Text = Text("Cancel");
/// After it is done.
pub const CLOSE: Text = Text("Close");
/// The heading when it is done.
pub const DONE: Text = Text("Done");
/// The button that takes a fix back.
pub const UNDO: Text = Text("Undo");
/// Above the fixes that were applied.
pub const APPLIED: Text = Text("Applied, not saved yet");
/// Everything stays as it is.
pub const NOTHING: Text = Text("Nothing changes: everybody chosen already has it like this.");
/// What was asked is refused.
pub const REFUSED: Text = Text("Solve the problem above first.");
/// What was asked is refused, but some can.
pub const REFUSED_BUT: Text = Text("Solve the problem above first, or go on with those who can.");
/// The order does something else now.
pub const CHANGED: Text = Text("Something changed while you were looking");
/// What to do about it.
pub const CHANGED_TEXT: Text =
    Text("Nothing was changed yet. Look at the difference, then confirm again.");
/// What was fine before is refused now.
pub const NOW_REFUSED: Text = Text(
    "Nothing was changed. What you confirmed isn't possible any more: look at the problem below.",
);
/// Before the old line.
pub const BEFORE: Text = Text("You saw:");
/// Before the new line.
pub const NOW: Text = Text("Now:");
/// Above those who were left out.
pub const LEFT_OUT: Text = Text("Left out");

/// Where the ledger has it.
pub fn entry(receipt: &Receipt) -> String {
    let entry = usize::try_from(receipt.entry).unwrap_or_default();
    say!("Entry {entry} in the ledger.", entry = entry)
}

/// "1 of 3 users conflicts" and so on, with what follows from it.
pub fn refused(stopped: usize, all: usize) -> String {
    match stopped {
        0 => say!("This can't be done yet; nothing will be changed until it is fixed."),
        1 if all == 1 => {
            say!("1 user has a problem; nothing will be changed until it is fixed.")
        }
        _ => say!(
            stopped =>
                "1 of {all} users has a problem; nothing will be changed until it is fixed."
                | "{n} of {all} users have a problem; nothing will be changed until it is fixed.",
            all = all
        ),
    }
}

/// What a fix would leave.
pub fn remaining(problems: usize) -> String {
    say!(problems => "Then 1 problem is left." | "Then {n} problems are left.")
}
