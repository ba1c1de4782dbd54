//! What commands that give orders share: for whom, on which terms, and the receipt.

use super::{
    Desk, Failure,
    failure::{self, No},
};
use clap::{Args, ValueEnum};
use domain::{Order, Policy, Problem, UserId};
use serde::Serialize;
use std::{collections::HashMap, path::PathBuf, sync::Arc};
use store::Terms;

/// For whom.
#[derive(Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Whom {
    /// Users by username or mail address, separated by commas
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',')]
    user: Vec<String>,
    /// A file of users, one address a line; - reads them from stdin
    #[arg(long, value_name = "FILE")]
    users_file: Option<PathBuf>,
}

/// On which terms.
#[derive(Args)]
pub(crate) struct OnTerms {
    /// What to do if not everybody can get what is asked
    #[arg(long, value_enum, default_value_t)]
    policy: Rule,
    /// The same key with the same order takes effect once, however often it is sent
    #[arg(long, value_name = "TEXT")]
    key: Option<String>,
    /// Show what would happen, and change nothing
    #[arg(long)]
    preview: bool,
}

/// The policies, as flags.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Rule {
    /// Refuse the whole order
    #[default]
    AllOrNothing,
    /// Do it for everyone who can, and name the others
    EveryoneWhoCan,
}

impl From<Rule> for Policy {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::AllOrNothing => Self::AllOrNothing,
            Rule::EveryoneWhoCan => Self::EveryoneWhoCan,
        }
    }
}

/// The users that an order names: those found, and what is no user's address.
#[derive(Default)]
pub(crate) struct Users {
    pub(crate) ids: Vec<UserId>,
    pub(crate) names: HashMap<UserId, Arc<str>>,
    unknown: Vec<String>,
}

impl Whom {
    /// Looks everybody up.
    pub(crate) async fn users(&self, desk: &Desk<'_>) -> Result<Users, Failure> {
        let mut addresses = self.user.clone();
        if let Some(file) = &self.users_file {
            addresses.extend(
                super::users::read_text(file)?
                    .lines()
                    .map(ToOwned::to_owned),
            );
        }
        let addresses: Vec<String> = addresses
            .iter()
            .map(|address| address.trim().to_owned())
            .filter(|address| !address.is_empty())
            .collect();
        let found = desk
            .store
            .resolve_users(&desk.asker, &addresses, None)
            .await?;
        Ok(Users {
            ids: found.found.iter().map(|user| user.id).collect(),
            names: found
                .found
                .iter()
                .map(|user| (user.id, user.username.clone()))
                .collect(),
            unknown: found.unknown,
        })
    }
}

/// What an order did, or would do.
#[derive(Serialize)]
struct Done {
    /// The number of its entry in the ledger; none for a preview.
    entry: Option<i64>,
    /// The outcome in a sentence.
    line: String,
    /// How many users something changes for.
    changed_users: usize,
    /// Who is left out, and why.
    left_out: Vec<No>,
}

impl OnTerms {
    /// The same, but never writing.
    pub(crate) fn previewing(self) -> Self {
        Self {
            preview: true,
            ..self
        }
    }

    /// Gives the order, or shows what it would do.
    pub(crate) async fn give(
        &self,
        desk: &Desk<'_>,
        order: Order,
        users: &Users,
    ) -> Result<(), Failure> {
        let order = order.with_policy(self.policy.into());
        if !users.unknown.is_empty() {
            return Err(refuse_strangers(desk, &order, users).await);
        }
        if self.preview {
            preview(desk, &order, users).await
        } else {
            self.carry_out(desk, &order, users).await
        }
    }

    async fn carry_out(
        &self,
        desk: &Desk<'_>,
        order: &Order,
        users: &Users,
    ) -> Result<(), Failure> {
        carry_out(desk, order, self.key.as_deref(), &users.names).await
    }
}

/// Carries an order out, and prints its receipt.
pub(crate) async fn carry_out(
    desk: &Desk<'_>,
    order: &Order,
    key: Option<&str>,
    names: &HashMap<UserId, Arc<str>>,
) -> Result<(), Failure> {
    let terms = Terms { key, shown: None };
    let receipt = desk.store.carry_out(&desk.asker, order, terms).await;
    let receipt = receipt.map_err(|error| match error {
        store::Error::Refused(refusal) => Failure::refused(&refusal, names),
        other => other.into(),
    })?;
    print(
        desk,
        Some(receipt.entry),
        receipt.line.to_string(),
        receipt.changed_users,
        &receipt.left_out,
        names,
    )
}

async fn preview(desk: &Desk<'_>, order: &Order, users: &Users) -> Result<(), Failure> {
    match desk.store.preview(&desk.asker, order).await? {
        domain::Preview::Accepted(outcome) => {
            let (line, changed) = (outcome.line(), outcome.changed_users());
            print(desk, None, line, changed, &outcome.left_out, &users.names)
        }
        domain::Preview::Refused(refusal) => Err(Failure::refused(&refusal, &users.names)),
    }
}

fn print(
    desk: &Desk<'_>,
    entry: Option<i64>,
    line: String,
    changed_users: usize,
    left_out: &[Problem],
    names: &HashMap<UserId, Arc<str>>,
) -> Result<(), Failure> {
    let left_out = failure::reasons(left_out, names);
    let done = Done {
        entry,
        line,
        changed_users,
        left_out,
    };
    desk.out.print(&done, || done.text())
}

impl Done {
    fn text(&self) -> String {
        let mut text = match self.entry {
            Some(entry) => format!("{}\nLedger entry {entry}.", self.line),
            None => format!("Preview: {}\nNothing was changed.", self.line),
        };
        if !self.left_out.is_empty() {
            text = format!("{text}\nLeft out:\n{}", failure::lines(&self.left_out));
        }
        text
    }
}

/// Addresses that no user has refuse the order; every other reason is named with them.
async fn refuse_strangers(desk: &Desk<'_>, order: &Order, users: &Users) -> Failure {
    let all = users.unknown.len() + users.ids.len();
    let mut reasons = failure::strangers(&users.unknown, all);
    if !users.ids.is_empty() {
        match desk.store.preview(&desk.asker, order).await {
            Ok(domain::Preview::Refused(refusal)) => {
                reasons.extend(failure::reasons(&refusal.problems, &users.names));
            }
            Ok(domain::Preview::Accepted(_)) => {}
            Err(error) => return error.into(),
        }
    }
    Failure::Refused(reasons)
}
