//! What commands that give orders share: on which terms, and the receipt.

use super::{
    Desk, Failure,
    failure::{self, No},
    remedy::Codes,
    whom::Users,
};
use clap::{Args, ValueEnum};
use domain::{Order, Policy, Preview, Problem, Scope, Service};
use serde::Serialize;
use std::sync::Arc;
use store::{Error, Terms};

/// On which terms.
#[derive(Args)]
pub(crate) struct OnTerms {
    /// What to do if not everybody can get what is asked
    #[arg(long, value_enum, default_value_t)]
    policy: Rule,
    /// The same key with the same order takes effect once, however often it is sent: it answers the first receipt, also if
    /// users of the order were deleted since
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
    /// Do it for everyone who can, and name the others, also addresses that nobody has
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
    /// What the order wants off, and stays on.
    stays_on: Vec<StaysOn>,
}

/// A service without a switch, which stays on whatever an order says.
#[derive(Serialize)]
struct StaysOn {
    /// Its code.
    service: Arc<str>,
    /// For people.
    name: Arc<str>,
    /// A word for scripts.
    reason: &'static str,
    /// Why, for people.
    message: String,
}

impl OnTerms {
    /// The same, but never writing.
    pub(crate) fn previewing(self) -> Self {
        Self {
            preview: true,
            ..self
        }
    }

    /// The key under which it is carried out. A preview has none: it says what would happen now.
    pub(crate) fn key(&self) -> Option<&str> {
        self.key.as_deref().filter(|_| !self.preview)
    }

    /// Gives the order, or shows what it would do.
    pub(crate) async fn give(
        &self,
        desk: &Desk<'_>,
        order: Order,
        users: &Users,
    ) -> Result<(), Failure> {
        let order = order.with_policy(self.policy.into());
        match self.preview {
            true => preview(desk, &order, users).await,
            false => carry_out(desk, &order, self.key(), users).await,
        }
    }
}

/// Carries an order out, and prints its receipt.
pub(crate) async fn carry_out(
    desk: &Desk<'_>,
    order: &Order,
    key: Option<&str>,
    users: &Users,
) -> Result<(), Failure> {
    let terms = Terms { key, shown: None };
    let receipt = match desk.store.carry_out(&desk.asker, order, terms).await {
        Ok(receipt) => receipt,
        Err(Error::Refused(refusal)) => {
            return Err(refused(desk, &refusal.problems, users).await);
        }
        Err(other) => return Err(other.into()),
    };
    let done = Done {
        entry: Some(receipt.entry),
        line: receipt.line.to_string(),
        changed_users: receipt.changed_users,
        left_out: told(desk, &receipt.left_out, users).await,
        stays_on: StaysOn::each(&receipt.stays_on),
    };
    let printed = desk.out.print(&done, || done.text());
    printed.map_err(|failure| failure.after(&receipt, key))
}

async fn preview(desk: &Desk<'_>, order: &Order, users: &Users) -> Result<(), Failure> {
    let outcome = match desk.store.preview(&desk.asker, order).await? {
        Preview::Accepted(outcome) => outcome,
        Preview::Refused(refusal) => return Err(refused(desk, &refusal.problems, users).await),
    };
    let done = Done {
        entry: None,
        line: outcome.line(),
        changed_users: outcome.changed_users(),
        left_out: told(desk, &outcome.left_out, users).await,
        stays_on: StaysOn::each(&outcome.stays_on),
    };
    desk.out.print(&done, || done.text())
}

/// The rule's "no".
async fn refused(desk: &Desk<'_>, problems: &[Problem], users: &Users) -> Failure {
    Failure::Refused(told(desk, problems, users).await)
}

/// Every problem, in the words of the command line.
async fn told(desk: &Desk<'_>, problems: &[Problem], users: &Users) -> Vec<No> {
    failure::reasons(problems, users, &Codes::of(desk, problems).await)
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
        if !self.stays_on.is_empty() {
            let stays: Vec<_> = self.stays_on.iter().map(StaysOn::line).collect();
            text = format!("{text}\nThese services stay on:\n{}", stays.join("\n"));
        }
        text
    }
}

impl StaysOn {
    fn each(services: &[Service]) -> Vec<Self> {
        services.iter().filter_map(Self::of).collect()
    }

    fn of(service: &Service) -> Option<Self> {
        let reason = match service.scope {
            Scope::User => return None,
            Scope::Automatic => "automatic",
            Scope::Organization => "organization-wide",
        };
        Some(Self {
            service: service.code.clone(),
            name: service.name.clone(),
            reason,
            message: service.scope.no_switch()?.to_string(),
        })
    }

    fn line(&self) -> String {
        let Self {
            service,
            name,
            message,
            ..
        } = self;
        format!("  {name} ({service}): {message}.")
    }
}
