//! What every pane that gives an order says.

use super::{Text, error as errors};
use crate::error::Error;
use domain::{Cause, Receipt, say as sentence, words::Sentence};

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
/// What befalls users, where nothing becomes of their licenses.
pub const IS_DONE: Text = Text("What is asked is done");
/// Why nothing else can be asked for meanwhile.
pub const UNDER_WAY: Text = Text("Being carried out.");
/// The heading while an order isn't answered.
pub const OPEN: Text = Text("It isn't known yet whether the last try was carried out");
/// To whoever leaves before the answer is here.
pub const STILL_UNDER_WAY: Text =
    Text("What you asked for is being carried out. What comes of it will stand here.");
/// To whoever left, and nobody will know.
pub const NOT_KNOWN: Text = Text(
    "Usher didn't answer, so it isn't known whether what you asked for was carried out. Look at the list before you ask again.",
);

/// Where the ledger has it.
pub fn entry(receipt: &Receipt) -> String {
    let entry = usize::try_from(receipt.entry).unwrap_or_default();
    say!("Entry {entry} in the ledger.", entry = entry)
}

/// What was carried out, to whoever left before.
pub fn was_done(receipt: &Receipt) -> String {
    say!(
        "Done: {line} Entry {entry} in the ledger.",
        line = receipt.line.clone(),
        entry = usize::try_from(receipt.entry).unwrap_or_default()
    )
}

/// What was not carried out, to whoever left before.
pub fn was_not_done(why: &Error) -> String {
    say!(
        "What you asked for was not done. {why}",
        why = errors::sentence(why)
    )
}

/// What becomes of an order that isn't answered.
pub fn open(why: &Error) -> String {
    match why {
        Error::SignedOut => {
            say!(
                "You're signed out. Sign in again, and see whether it was carried out before you ask for it again."
            )
        }
        _ => {
            let why = match why {
                Error::Unsure => sentence!("The connection to the database broke"),
                why => Sentence::from(errors::title(why)),
            };
            say!(
                "{why}. It is tried again by itself, and takes effect once, however often it is tried.",
                why = why
            )
        }
    }
}

/// "Greta Holm can; Elif Demir and 1 other would be left out".
pub fn some_can(who: &str, out: &str) -> String {
    say!("{who} can; {out} would be left out", who = who, out = out)
}

/// Why users would be left out.
pub fn would_be_left_out(cause: &Cause) -> String {
    match cause {
        Cause::NoSeats { product, .. } => say!(
            "Left out: the seats of {product} don't reach for everybody.",
            product = &product.name
        ),
        cause => say!("Left out: {why}", why = cause.sentence()),
    }
}

/// Why users were left out. What was left of the seats then is gone by now, so it is said of then.
pub fn was_left_out(cause: &Cause) -> String {
    let Cause::NoSeats {
        product,
        needed,
        available,
        ..
    } = cause
    else {
        return super::tell(&cause.sentence());
    };
    let left = match available {
        0 => sentence!("none was left"),
        left => sentence!(*left => "1 was left" | "{n} were left"),
    };
    say!(
        "The seats of {product} didn't reach for everybody: {left}, {needed}.",
        product = &product.name,
        left = left,
        needed = sentence!(*needed => "1 was needed" | "{n} were needed")
    )
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
