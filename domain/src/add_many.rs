//! Adding many users from a list: one order, whatever the length of the list. Whoever asks holds the list and says what
//! everybody gets; the order is made where it is carried out.

use crate::{
    Action, Cause, Location, Order, Policy, Preview, Problem, Profile, Step, Summary, UserId,
    UserKind, outcome::left_out, words::Sentence,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// What everybody of a list gets. Who they are stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddMany {
    /// Their ids follow this one, in the sequence of the list.
    pub first: UserId,
    /// What the order does for each of them, and what it buys for them; in this sequence.
    pub actions: Vec<Action>,
    /// Is the country or region of a row its usage location, where the row has no other?
    #[serde(default)]
    pub by_country: bool,
}

/// A row of a list: somebody to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newcomer {
    /// The number of the row, from 1.
    pub number: u32,
    /// What is written about them.
    pub profile: Profile,
    /// Member or guest.
    pub kind: UserKind,
    /// Where they are, if the row says it.
    pub location: Option<Location>,
}

/// Why rows of a list aren't added, by number.
pub type Reasons = BTreeMap<u32, Vec<Sentence>>;

impl AddMany {
    /// The most rows of a list.
    pub const MOST_ROWS: usize = 100_000;
    /// The heaviest list, in bytes.
    pub const MOST_BYTES: usize = 16 * 1024 * 1024;

    /// The id of whom a row adds: the same whenever the same list is asked about.
    pub fn id(&self, number: u32) -> UserId {
        let first = self.first.0.as_u128();
        UserId(Uuid::from_u128(first.wrapping_add(number.into())))
    }

    /// The number of the row that adds whom.
    pub fn number(&self, id: UserId) -> Option<u32> {
        let from_first = id.0.as_u128().wrapping_sub(self.first.0.as_u128());
        u32::try_from(from_first).ok()
    }

    /// The order: everybody who can is added, each with all of it or not at all. A row that says where somebody is
    /// has the last word on that.
    pub fn order(&self, rows: &[Newcomer]) -> Order {
        let add = |row: &Newcomer| Step {
            action: Action::AddUser {
                profile: row.profile.clone(),
                kind: row.kind,
            },
            users: vec![self.id(row.number)],
        };
        let mut steps: Vec<Step> = rows.iter().map(add).collect();
        let mut placed: BTreeMap<Option<Location>, Vec<UserId>> = BTreeMap::new();
        for row in rows {
            let users = placed.entry(row.location).or_default();
            users.push(self.id(row.number));
        }
        let elsewhere = placed.remove(&None).unwrap_or_default();
        for action in &self.actions {
            let users = match action {
                Action::SetLocation(_) => elsewhere.clone(),
                _ if action.concerns_users() => {
                    rows.iter().map(|row| self.id(row.number)).collect()
                }
                _ => Vec::new(),
            };
            let action = action.clone();
            steps.push(Step { action, users });
        }
        let own = placed.into_iter().filter_map(|(location, users)| {
            let action = Action::SetLocation(location?);
            Some(Step { action, users })
        });
        steps.extend(own);
        Order {
            steps,
            policy: Policy::EveryoneWhoCan,
        }
    }

    /// Which rows `problems` keep out, and why.
    pub fn reasons(&self, problems: &[Problem]) -> Reasons {
        let mut reasons = Reasons::new();
        for problem in problems {
            let numbers = problem.users.iter().filter_map(|user| self.number(user.id));
            for number in numbers {
                let reason = problem.cause.sentence();
                reasons.entry(number).or_default().push(reason);
            }
        }
        reasons
    }
}

/// A row that isn't added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRow {
    /// Where it begins in the list.
    pub line: u64,
    /// The username in it, as far as there is one.
    pub username: Arc<str>,
    /// Why: all that is known to be in the way.
    pub reasons: Vec<Sentence>,
}

/// What would come of a list, in numbers: of the rows that fail only the first are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// How many rows it has.
    pub rows: usize,
    /// How many of them would be added.
    pub added: usize,
    /// Headings that mean nothing to Usher, of columns in which something stands.
    pub ignored: Vec<String>,
    /// The rows that would not be added: the first of them.
    pub failed: Vec<FailedRow>,
    /// What would come of those that can be read; without the problems that are of single rows.
    pub summary: Summary,
}

impl Listed {
    /// As many rows that fail are told.
    pub const TOLD: usize = 20;

    /// How many rows would not be added.
    pub fn failures(&self) -> usize {
        self.rows.saturating_sub(self.added)
    }

    /// Sums up what would come of the rows that can be read, of which there are so many.
    pub fn summary(preview: Preview, read: usize, seal: String) -> Summary {
        let mut summary = Summary::of(preview, read, seal);
        // That nobody is left to add is said by the rows.
        let told =
            |cause: &Cause| cause.is_about_account() || (read == 0 && *cause == Cause::Nothing);
        summary
            .problems
            .retain(|(problem, _)| !told(&problem.cause));
        summary.line = Self::line(summary.line);
        summary
    }

    /// The outcome line without how many users are left out: rows that can't be read aren't among them, and all rows
    /// that aren't added are told beside it.
    pub fn line(line: Sentence) -> Sentence {
        line.without(&left_out(0))
    }
}
