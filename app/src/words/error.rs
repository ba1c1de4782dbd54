//! What went wrong, and what to do. Most of them changed nothing, and say so where it matters.

use super::{Text, tell, told};
use crate::error::Error;
use domain::words::Sentence;

/// The button that asks again.
pub const AGAIN: Text = Text("Try again");
/// The heading when signing in didn't work.
pub const NOT_SIGNED_IN: Text = Text("You're not signed in");
/// The link to sign in.
pub const SIGN_IN: Text = Text("Sign in");
/// The link to where everything begins.
pub const HOME: Text = Text("Go to Home");
/// The title of a page that doesn't exist.
pub const NO_PAGE: Text = Text("There is no such page");
/// What to do then.
pub const NO_PAGE_TEXT: Text = Text("The address may be mistyped, or what it named is gone.");

/// The heading.
pub fn title(error: &Error) -> Text {
    Text(match error {
        Error::Refused(_) => "That can't be done",
        Error::Changed(_) => "Something changed meanwhile",
        Error::SignedOut => "You're signed out",
        Error::NotAllowed(_) => "You don't have permission",
        Error::Missing(_) => "That doesn't exist",
        Error::Input(_) => "That can't be used",
        Error::Busy => "Usher is busy",
        Error::Unreachable => "Usher can't be reached",
        Error::Late(_) => "Usher is still working on it",
        Error::Unsure => "It isn't known whether this was done",
        Error::Fault { .. } => "Something went wrong on our side",
    })
}

/// The sentence, with the remedy.
pub fn sentence(error: &Error) -> String {
    match error {
        Error::Refused(reasons) => sentences(reasons),
        Error::Changed(now) => {
            say!("Nothing was changed. Now: {outcome}", outcome = now.clone())
        }
        Error::SignedOut => say!("Sign in again to go on. Nothing was changed."),
        Error::NotAllowed(sentence) => told(sentence),
        Error::Missing(sentence) | Error::Input(sentence) | Error::Late(sentence) => tell(sentence),
        Error::Busy => say!("Nothing was changed. Try again in a moment."),
        Error::Unreachable => {
            say!("Check the connection and try again. What you entered is still here.")
        }
        Error::Unsure => say!(
            "The connection to the database broke while this was being saved. Try again: what was done already isn't \
             done once more."
        ),
        Error::Fault { reference } => say!(
            "Nothing was changed. Try again; if it happens again, tell your operator the reference {reference}.",
            reference = reference
        ),
    }
}

/// Several sentences, in one line.
pub fn sentences(all: &[Sentence]) -> String {
    all.iter().map(tell).collect::<Vec<_>>().join(" ")
}
