//! What a command ends with if it isn't done: an exit status, words, and JSON.

use domain::{Cause, Edit, Fix, Problem, Refusal, UserId};
use serde::Serialize;
use std::{collections::HashMap, sync::Arc};

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line, or a file that it names, can't be used.
    Usage(String),
    /// The rule, or what is there, says no: every reason for every user.
    Refused(Vec<No>),
    /// Others write for too long, or the database can't be used now. Nothing was changed.
    Unavailable(String),
    /// Something is broken.
    Fault(String),
    /// A check found something wrong; its document was printed.
    Wrong(Vec<String>),
    /// Whoever read the output went away.
    Unread,
}

/// A failure, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Document<'f> {
    /// Every reason for every user.
    Refused(&'f [No]),
    /// Anything else.
    Error {
        /// usage, unavailable or fault.
        kind: &'static str,
        /// For people.
        message: &'f str,
    },
}

/// One "no": for a user, or for the order as a whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct No {
    /// The username; none if the order as a whole is meant.
    pub(crate) user: Option<Arc<str>>,
    /// A word for scripts.
    pub(crate) reason: &'static str,
    /// A sentence for people.
    pub(crate) message: String,
    /// What would solve it, the smallest change first.
    pub(crate) fixes: Vec<Remedy>,
}

/// A fix, as the command line shows it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Remedy {
    code: String,
    title: String,
}

impl Failure {
    /// One reason against the order as a whole.
    pub(crate) fn no(reason: &'static str, message: String) -> Self {
        Self::Refused(vec![No {
            user: None,
            reason,
            message,
            fixes: vec![],
        }])
    }

    /// The exit status.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Self::Unread => 0,
            Self::Fault(_) | Self::Wrong(_) => 1,
            Self::Usage(_) => 2,
            Self::Refused(_) => 3,
            Self::Unavailable(_) => 4,
        }
    }

    /// The document for scripts; none if it was printed already.
    pub(crate) fn document(&self) -> Option<Document<'_>> {
        let error = |kind, message| Some(Document::Error { kind, message });
        match self {
            Self::Usage(message) => error("usage", message),
            Self::Refused(reasons) => Some(Document::Refused(reasons)),
            Self::Unavailable(message) => error("unavailable", message),
            Self::Fault(message) => error("fault", message),
            Self::Wrong(_) | Self::Unread => None,
        }
    }

    /// For people, without the program's name.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Usage(message) | Self::Unavailable(message) | Self::Fault(message) => {
                message.clone()
            }
            Self::Refused(reasons) => {
                format!("Refused. Nothing was changed.\n{}", lines(reasons))
            }
            Self::Wrong(found) => format!("Wrong:\n  {}", found.join("\n  ")),
            Self::Unread => String::new(),
        }
    }
}

/// Reasons for people: alike ones together, with whom they concern and what to do.
pub(crate) fn lines(reasons: &[No]) -> String {
    let mut alike: Vec<(&No, Vec<&str>)> = Vec::new();
    for no in reasons {
        let user = no.user.as_deref();
        match alike
            .iter_mut()
            .find(|(known, _)| known.message == no.message)
        {
            Some((_, users)) => users.extend(user),
            None => alike.push((no, user.into_iter().collect())),
        }
    }
    let paragraphs = alike.into_iter().map(|(no, users)| {
        let whom = match users.len() {
            0 => String::new(),
            1..=5 => format!("{}: ", users.join(", ")),
            more => format!("{} and {} more: ", users[..4].join(", "), more - 4),
        };
        let fixes = no
            .fixes
            .iter()
            .map(|fix| format!("\n    Fix: {}.", fix.title));
        format!("  {whom}{}{}", no.message, fixes.collect::<String>())
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// Every problem as reasons, with the usernames that `names` knows.
pub(crate) fn reasons(problems: &[Problem], names: &HashMap<UserId, Arc<str>>) -> Vec<No> {
    let mut reasons = Vec::new();
    for problem in problems {
        let no = |user| No {
            user,
            reason: problem.cause.code(),
            message: problem.cause.message(),
            fixes: problem.fixes.iter().map(Remedy::of).collect(),
        };
        if problem.users.is_empty() {
            reasons.push(no(None));
        }
        let users = problem.users.iter();
        reasons
            .extend(users.map(|user| no(Some(names.get(&user.id).unwrap_or(&user.name).clone()))));
    }
    reasons
}

/// Addresses that no user has, as reasons.
pub(crate) fn strangers(addresses: &[String], of: usize) -> Vec<No> {
    let fixes = if addresses.len() < of {
        vec![Remedy::of(&Fix {
            cost: 0,
            edits: vec![Edit::LeaveOut],
        })]
    } else {
        vec![]
    };
    let stranger = |address: &String| No {
        user: Some(address.as_str().into()),
        reason: Cause::UnknownUser.code(),
        message: Cause::UnknownUser.message(),
        fixes: fixes.clone(),
    };
    addresses.iter().map(stranger).collect()
}

impl Remedy {
    fn of(fix: &Fix) -> Self {
        let codes: Vec<_> = fix.edits.iter().map(Edit::code).collect();
        Self {
            code: codes.join("+"),
            title: fix.title(),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        use store::Error;
        let message = error.to_string();
        match error {
            Error::Refused(refusal) => Self::refused(&refusal, &HashMap::new()),
            Error::Changed(_) => Self::no("changed", message),
            Error::NotAllowed(_) => Self::no("not-allowed", message),
            Error::Missing(_) => Self::no("missing", message),
            Error::KeyReused(_) => Self::no("key-reused", message),
            Error::Input(_) => Self::Usage(message),
            Error::Busy | Error::Unavailable(_) => Self::Unavailable(message),
            Error::Inconsistent(_) | Error::Database(_) => Self::Fault(message),
        }
    }
}

impl Failure {
    /// The rule's "no".
    pub(crate) fn refused(refusal: &Refusal, names: &HashMap<UserId, Arc<str>>) -> Self {
        Self::Refused(reasons(&refusal.problems, names))
    }
}
