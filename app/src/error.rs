//! What can go wrong between a page and the server, as the page needs to know it.

use crate::wire::JsonText;
use domain::{say, words::Sentence};
use leptos::prelude::use_context;
use serde::{Deserialize, Serialize};
use server_fn::error::{FromServerFnError, ServerFnErrorErr};
use std::{fmt, sync::Arc};

/// Why the server didn't do or tell what was asked. Whatever it is, nothing was changed.
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
            Self::Busy | Self::Unreachable => 503,
            Self::Fault { .. } => 500,
        }
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
        if let Some(Self(set)) = use_context::<Self>() {
            set(error.status());
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
            Args(what) => Self::Input(unreadable(what)),
            // In the browser it is the server's answer that can't be read.
            Deserialization(what) if answering => Self::Input(unreadable(what)),
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

fn unreadable(what: String) -> Sentence {
    say!("The request can't be read: {what}", what = what)
}
