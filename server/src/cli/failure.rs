//! What a command ends with if it isn't done: an exit status, words, and JSON.

use super::{
    remedy::{Codes, Remedy},
    whom::Users,
};
use domain::{Named, Problem, Receipt, UserId};
use serde::Serialize;
use std::{borrow::Cow, sync::Arc};
use store::{BadRows, Flaw};

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line, or a file that it names, can't be used.
    Usage(String),
    /// Rows of a file can't be used. Nothing was changed.
    File(Box<BadRows>),
    /// The rule, or what is there, says no: every reason for every user.
    Refused(Vec<No>),
    /// Others write for too long, or the database can't be used now. Nothing was changed, if the words don't say otherwise.
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
        message: Cow<'f, str>,
        /// What is wrong with the rows of a file: the first 100 faults, by line.
        #[serde(skip_serializing_if = "Option::is_none")]
        faults: Option<Vec<Fault>>,
        /// How many faults there are in all.
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<usize>,
    },
}

/// One thing that is wrong with a row of a file.
#[derive(Serialize)]
pub(crate) struct Fault {
    /// From 1.
    line: u64,
    /// From 1; none if the row as a whole is meant.
    column: Option<usize>,
    /// For people, with the place.
    message: String,
}

/// One "no": for a user, or for the order as a whole.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct No {
    /// The username, or the address that no user has; none if the order as a whole is meant.
    pub(crate) user: Option<Arc<str>>,
    /// A word for scripts.
    pub(crate) reason: &'static str,
    /// A sentence for people.
    pub(crate) message: String,
    /// What would solve it, the smallest change first.
    pub(crate) fixes: Vec<Remedy>,
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
            Self::Usage(_) | Self::File(_) => 2,
            Self::Refused(_) => 3,
            Self::Unavailable(_) => 4,
        }
    }

    /// The document for scripts; none if it was printed already.
    pub(crate) fn document(&self) -> Option<Document<'_>> {
        let error = |kind, message| Document::Error {
            kind,
            message: Cow::Borrowed(message),
            faults: None,
            count: None,
        };
        Some(match self {
            Self::Usage(message) => error("usage", message),
            Self::File(rows) => Document::Error {
                kind: "usage",
                message: rows.to_string().into(),
                faults: Some(rows.first().iter().map(Fault::of).collect()),
                count: Some(rows.count()),
            },
            Self::Refused(reasons) => Document::Refused(reasons),
            Self::Unavailable(message) => error("unavailable", message),
            Self::Fault(message) => error("fault", message),
            Self::Wrong(_) | Self::Unread => return None,
        })
    }

    /// For people, without the program's name.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Usage(message) | Self::Unavailable(message) | Self::Fault(message) => {
                message.clone()
            }
            Self::File(rows) => rows.to_string(),
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

/// Every problem as reasons, in the words of the command line.
pub(crate) fn reasons(problems: &[Problem], users: &Users, codes: &Codes) -> Vec<No> {
    let mut reasons = Vec::new();
    for problem in problems {
        if problem.users.is_empty() {
            reasons.push(No::of(problem, None, users, codes));
        }
        let each = problem.users.iter();
        reasons.extend(each.map(|user| No::of(problem, Some(user), users, codes)));
    }
    reasons
}

impl No {
    fn of(problem: &Problem, user: Option<&Named<UserId>>, users: &Users, codes: &Codes) -> Self {
        let name = user.map(|user| users.name(user));
        // Of an address that several users have, the rule knows but that it is nobody's username.
        let (reason, message) = match user.and_then(|user| users.ambiguous(user.id)) {
            Some(them) => ("ambiguous-user", them.sentence().to_string()),
            None => (problem.cause.code(), problem.cause.message()),
        };
        Self {
            reason,
            message,
            fixes: Remedy::each(&problem.fixes, name.as_ref(), users, codes),
            user: name,
        }
    }
}

impl Fault {
    fn of(flaw: &Flaw) -> Self {
        Self {
            line: flaw.line(),
            column: flaw.column(),
            message: flaw.sentence().to_string(),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        use store::Error;
        let message = error.to_string();
        match error {
            Error::Refused(refusal) => {
                let (users, codes) = (Users::default(), Codes::default());
                Self::Refused(reasons(&refusal.problems, &users, &codes))
            }
            Error::Changed(_) => Self::no("changed", message),
            Error::NotAllowed(_) => Self::no("not-allowed", message),
            Error::Missing(_) => Self::no("missing", message),
            Error::KeyReused(_) => Self::no("key-reused", message),
            Error::Input(_) => Self::Usage(message),
            Error::Rows(rows) => Self::File(rows),
            Error::Busy | Error::Unavailable(_) | Error::Unsure(_) => Self::Unavailable(message),
            Error::Damaged(_) | Error::Inconsistent(_) | Error::Database(_) => Self::Fault(message),
        }
    }
}

impl Failure {
    /// The same, if the order was carried out under `key`, and what could not be told is `receipt`.
    pub(crate) fn after(self, receipt: &Receipt, key: Option<&str>) -> Self {
        let why = match self {
            Self::Fault(why) => why,
            other => return other,
        };
        let Receipt { entry, line, .. } = receipt;
        let remedy = match key {
            Some(_) => {
                "Send it again with the same --key: it does nothing more, and answers the same receipt."
            }
            None => {
                "Don't send it again: it stands among the last changes on Home. With a --key, an order can be sent again."
            }
        };
        Self::Fault(format!(
            "The order was carried out (ledger entry {entry}): {line} {why} {remedy}"
        ))
    }
}
