//! What an order needs to be decided: whose facts, and of what.

use crate::{
    Action, Deed, Order, ProductId, SubscriptionId, SubscriptionState, UserId, profile::tidy,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Arc};

/// What the rule needs to know to decide an order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// Products named by the order, sorted. (Those that its users hold are needed too.)
    pub products: Vec<ProductId>,
    /// Users named by the order, sorted.
    pub users: Vec<UserId>,
    /// Users whose accounts the order touches, sorted.
    #[serde(default)]
    pub accounts: Vec<UserId>,
    /// Usernames that it gives, sorted.
    #[serde(default)]
    pub usernames: Vec<Arc<str>>,
    /// Who has which admin roles.
    #[serde(default)]
    pub admins: bool,
    /// The organization's settings.
    #[serde(default)]
    pub settings: bool,
    /// Everybody who holds these products is needed besides.
    #[serde(default)]
    pub holders: Vec<ProductId>,
    /// Everybody who holds something by these self-service purchases is needed besides.
    #[serde(default)]
    pub buyers: Vec<SubscriptionId>,
}

impl Needs {
    /// Does the order touch accounts, or give usernames?
    pub fn touch_accounts(&self) -> bool {
        !self.accounts.is_empty() || !self.usernames.is_empty()
    }
}

impl Order {
    /// What the rule needs to know.
    pub fn needs(&self) -> Needs {
        let users = self.steps.iter().flat_map(|step| step.users.iter());
        let (mut holders, mut buyers) = (Vec::new(), Vec::new());
        for step in &self.steps {
            if let Action::Manage {
                product,
                subscription,
                deed,
            } = step.action
            {
                match deed {
                    Deed::TakeControl(_) => buyers.push(subscription),
                    Deed::Advance(SubscriptionState::Deleted) => {
                        holders.push(product);
                        buyers.push(subscription);
                    }
                    _ => {}
                }
            }
        }
        let touched = self.steps.iter();
        let touched = touched.filter(|step| step.action.touches_account());
        let accounts = touched.clone().flat_map(|step| step.users.iter());
        let usernames: BTreeSet<Arc<str>> = touched
            .filter_map(|step| step.action.username())
            .map(|typed| tidy(typed).into())
            .collect();
        let any = |which: fn(&Action) -> bool| self.steps.iter().any(|step| which(&step.action));
        Needs {
            products: self.products().into_iter().collect(),
            users: sorted(users),
            accounts: sorted(accounts),
            usernames: usernames.into_iter().collect(),
            admins: any(|action| matches!(action, Action::SetRoles(_))),
            settings: any(|action| matches!(action, Action::Configure(_))),
            holders,
            buyers,
        }
    }
}

fn sorted<'u>(users: impl Iterator<Item = &'u UserId>) -> Vec<UserId> {
    let mut users: Vec<_> = users.copied().collect();
    users.sort_unstable();
    users.dedup();
    users
}
