//! What can go wrong between a page and the server, as the page needs to know it.

use crate::wire::JsonText;
use domain::{say, words::Sentence};
use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use std::{fmt, sync::Arc};

/// Why the server didn't do or tell what was asked. Nothing was changed; only of what wasn't answered it isn't known.
///
/// In words, because every page reads errors: what the rule knows of an order would come along with the first one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Error {
    /// The rule says no, for these reasons. The fixes come from the rule in the browser.
    Refused(Vec<Sentence>),
    /// The order would do something else now than what was shown: this.
    Changed(Sentence),
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// The roles don't allow it; the sentence says whom to ask.
    NotAllowed(String),
    /// There is no such thing, in words.
    Missing(Sentence),
    /// What was sent can't be used, in words.
    Input(Sentence),
    /// Too much work at once; try again.
    Busy,
    /// The server can't be reached, or its answer isn't Usher's.
    Unreachable,
    /// The server didn't answer in time and still works on it, in words.
    Late(Sentence),
    /// The connection to the database broke while a change was being kept: nobody knows whether it was. Under the same key it
    /// is made once.
    Unsure,
    /// Something broke on our side; the log has it under this reference.
    Fault {
        /// What to tell the operator.
        reference: String,
    },
}

impl Error {
    /// Its HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Refused(_) | Self::Changed(_) => 409,
            Self::SignedOut => 401,
            Self::NotAllowed(_) => 403,
            Self::Missing(_) => 404,
            Self::Input(_) => 400,
            Self::Busy | Self::Unreachable | Self::Unsure => 503,
            Self::Late(_) => 504,
            Self::Fault { .. } => 500,
        }
    }

    /// Does it leave open whether what was asked was done?
    pub(crate) fn leaves_open(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Late(_) | Self::Unsure)
    }

    /// Does it say that what was asked wasn't done, nor an earlier time when it was asked with the same key?
    pub(crate) fn settles(&self) -> bool {
        matches!(
            self,
            Self::Refused(_) | Self::Changed(_) | Self::Missing(_) | Self::Input(_)
        )
    }

    /// May it pass by itself, so that the page asks again?
    pub(crate) fn passes(&self) -> bool {
        matches!(
            self,
            Self::Busy | Self::Unreachable | Self::Late(_) | Self::Unsure
        )
    }

    /// May it help if somebody asks again?
    pub(crate) fn may_pass(&self) -> bool {
        self.passes() || matches!(self, Self::Fault { .. })
    }
}

/// Sets the HTTP status of the answer under way. The server provides it as context for each
/// request; in the browser there is none.
#[derive(Clone)]
pub struct SetStatus(Arc<dyn Fn(u16) + Send + Sync>);

impl SetStatus {
    /// By this function.
    pub fn new(set: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self(Arc::new(set))
    }

    /// The status of `error`, if an answer is under way here. (Left alone, Leptos says 500 to all.)
    pub fn of(error: &Error) {
        Self::to(error.status());
    }

    /// This status, if an answer is under way here.
    pub(crate) fn to(status: u16) {
        if let Some(Self(set)) = use_context::<Self>() {
            set(status);
        }
    }
}

impl fmt::Debug for SetStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetStatus")
    }
}

impl FromServerFnError for Error {
    type Encoder = JsonText;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        use ServerFnErrorErr::{Args, Deserialization, MissingArg, UnsupportedRequestMethod};
        let answering = use_context::<SetStatus>().is_some();
        let error = match error {
            Args(what) => Self::Input(unreadable(&what)),
            // In the browser it is the server's answer that can't be read.
            Deserialization(what) if answering => Self::Input(unreadable(&what)),
            MissingArg(name) => Self::Input(say!("The request lacks {name}.", name = name)),
            UnsupportedRequestMethod(method) => Self::Input(say!(
                "This address doesn't answer {method}.",
                method = method
            )),
            _ => Self::Unreachable,
        };
        SetStatus::of(&error);
        error
    }
}

fn unreadable(why: &str) -> Sentence {
    say!(
        "The request isn't what this address expects. Reload the page, and try again. ({why})",
        why = found(why)
    )
}

/// The most letters that are repeated of what was sent.
const LONGEST: usize = 120;

/// What a reader found, and where, for whoever writes scripts: without the names that types have in our code, which come
/// after what it found.
fn found(why: &str) -> String {
    let ends = [", expected ", " of untagged enum "];
    let end = ends.iter().filter_map(|end| why.find(end)).min();
    let (found, rest) = why.split_at(end.unwrap_or(why.len()));
    let place = rest.rfind(" at line ").map_or("", |at| &rest[at..]);
    found.chars().take(LONGEST).chain(place.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn what_was_found_is_told_without_the_names_of_types() {
        for (why, told) in [
            (
                "invalid length 0, expected struct Submit with 3 elements at line 1 column 2",
                "invalid length 0 at line 1 column 2",
            ),
            (
                "missing field `order` at line 1 column 2",
                "missing field `order` at line 1 column 2",
            ),
            (
                "data did not match any variant of untagged enum Wire at line 3 column 4",
                "data did not match any variant at line 3 column 4",
            ),
            ("missing field `slug`", "missing field `slug`"),
        ] {
            assert_eq!(found(why), told);
        }
        assert_eq!(found(&"\u{e9}".repeat(1_000)).chars().count(), 120);
    }
}
