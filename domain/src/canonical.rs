//! The canonical form of what is asked for: who asks for the same writes the same, in whichever sequence users and products
//! are listed. By it an idempotency key knows its order again, and so the ledger keeps it.

use crate::{Action, AddMany, Choice, Matching, Order, Step, set_roles};

impl Order {
    /// The order with its lists in order of id, each item once. It does the same: only the sequence of steps counts.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let step = |step: &Step| Step {
            action: step.action.canonical(),
            users: sorted(&step.users),
        };
        Self {
            steps: self.steps.iter().map(step).collect(),
            policy: self.policy,
        }
    }
}

impl Matching {
    /// The same question, with the lists of what it does in order of id.
    #[must_use]
    pub fn canonical(&self) -> Self {
        Self {
            query: self.query.clone(),
            actions: self.actions.iter().map(Action::canonical).collect(),
            policy: self.policy,
        }
    }
}

impl AddMany {
    /// The same for everybody, with its lists in order of id.
    #[must_use]
    pub fn canonical(&self) -> Self {
        Self {
            first: self.first,
            actions: self.actions.iter().map(Action::canonical).collect(),
            by_country: self.by_country,
        }
    }
}

impl Action {
    /// Sets of services are sorted already.
    fn canonical(&self) -> Self {
        match self {
            Self::Assign(choices) => Self::Assign(by_product(choices)),
            Self::Unassign(products) => Self::Unassign(sorted(products)),
            Self::Replace { from, to } => Self::Replace {
                from: from.as_deref().map(sorted),
                to: by_product(to),
            },
            Self::SetRoles(roles) => Self::SetRoles(set_roles::tidy(roles)),
            other => other.clone(),
        }
    }
}

fn sorted<T: Ord + Clone>(items: &[T]) -> Vec<T> {
    let mut items = items.to_vec();
    items.sort_unstable();
    items.dedup();
    items
}

/// Of several choices of one product the last counts, so they stay in their sequence.
fn by_product(choices: &[Choice]) -> Vec<Choice> {
    let mut choices = choices.to_vec();
    choices.sort_by_key(|choice| choice.product);
    choices
}
