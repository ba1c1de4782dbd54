//! What went wrong, and what to do. Every one of them changed nothing, and says so where it matters.

use crate::error::Error;

/// The button that asks again.
pub const AGAIN: &str = "Try again";
/// The heading when signing in didn't work.
pub const NOT_SIGNED_IN: &str = "You're not signed in";
/// The link to sign in.
pub const SIGN_IN: &str = "Sign in";
/// The link to where everything begins.
pub const HOME: &str = "Go to Home";
/// The title of a page that doesn't exist.
pub const NO_PAGE: &str = "There is no such page";
/// What to do then.
pub const NO_PAGE_TEXT: &str = "The address may be mistyped, or what it named is gone.";

/// The heading.
pub fn title(error: &Error) -> &'static str {
    match error {
        Error::Refused(_) => "That can't be done",
        Error::Changed(_) => "Something changed meanwhile",
        Error::SignedOut => "You're signed out",
        Error::NotAllowed(_) => "You don't have permission",
        Error::Missing(_) => "That doesn't exist",
        Error::Input(_) => "That can't be used",
        Error::Busy => "Usher is busy",
        Error::Unreachable => "Usher can't be reached",
        Error::Fault { .. } => "Something went wrong on our side",
    }
}

/// The sentence, with the remedy.
pub fn sentence(error: &Error) -> String {
    match error {
        Error::Refused(refusal) => refusal.message(),
        Error::Changed(outcome) => format!("Nothing was changed. Now: {}", outcome.line()),
        Error::SignedOut => "Sign in again to go on. Nothing was changed.".into(),
        Error::NotAllowed(sentence) | Error::Missing(sentence) | Error::Input(sentence) => {
            sentence.clone()
        }
        Error::Busy => "Nothing was changed. Try again in a moment.".into(),
        Error::Unreachable => {
            "Check the connection and try again. What you entered is still here.".into()
        }
        Error::Fault { reference } => format!(
            "Nothing was changed. Try again; if it happens again, tell your operator the reference {reference}."
        ),
    }
}
