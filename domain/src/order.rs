//! Orders: what somebody asks for. They cross the wire; nothing in them is trusted.

use crate::{Location, ProductId, Services, UserId, Verb};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What happens if not everybody can get what is asked for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Refuse the whole order.
    #[default]
    AllOrNothing,
    /// Do it for everyone who can, and name the others. The last seats go in order of username.
    EveryoneWhoCan,
}

/// A product to assign, with the services that shall be off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What to assign.
    pub product: ProductId,
    /// Its services that are off; all others are on. Services without a switch stay on.
    pub off: Services,
}

/// How the services of a license shall stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Switch {
    /// Exactly these are off, all others on (Graph's `disabledPlans`).
    Exactly(Services),
    /// These go on, those go off, the others stay as they are: for many users at once.
    Only {
        /// Turn on.
        on: Services,
        /// Turn off.
        off: Services,
    },
}

/// One verb of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Assign products. Who has one already keeps it and gets the new choice of services.
    Assign(Vec<Choice>),
    /// Take back directly assigned products.
    Unassign(Vec<ProductId>),
    /// Swap directly assigned products for others, in one step. Services that were off stay off where the new ones
    /// have them.
    Replace {
        /// What goes; all that is direct, if left open.
        from: Option<Vec<ProductId>>,
        /// What comes; with nothing to come, it unassigns.
        to: Vec<Choice>,
    },
    /// Switch services of a directly assigned product.
    SetServices {
        /// Of which product.
        product: ProductId,
        /// How.
        switch: Switch,
    },
    /// Set the usage location.
    SetLocation(Location),
    /// Buy seats; concerns no user.
    BuySeats {
        /// Of which product.
        product: ProductId,
        /// How many more.
        seats: u32,
    },
}

impl Action {
    /// The permission that it needs.
    pub fn verb(&self) -> Verb {
        match self {
            Self::Assign(_)
            | Self::Unassign(_)
            | Self::Replace { .. }
            | Self::SetServices { .. } => Verb::AssignLicenses,
            Self::SetLocation(_) => Verb::SetLocation,
            Self::BuySeats { .. } => Verb::BuySeats,
        }
    }

    /// Does it change what users hold?
    pub(crate) fn touches_licenses(&self) -> bool {
        self.verb() == Verb::AssignLicenses
    }

    /// Does it do something for users, rather than for the organization?
    pub(crate) fn concerns_users(&self) -> bool {
        !matches!(self, Self::BuySeats { .. })
    }

    /// The products that it names.
    pub fn products(&self) -> Vec<ProductId> {
        match self {
            Self::Assign(choices) => choices.iter().map(|choice| choice.product).collect(),
            Self::Unassign(products) => products.clone(),
            Self::Replace { from, to } => {
                let from = from.iter().flatten().copied();
                from.chain(to.iter().map(|choice| choice.product)).collect()
            }
            Self::SetServices { product, .. } | Self::BuySeats { product, .. } => vec![*product],
            Self::SetLocation(_) => Vec::new(),
        }
    }
}

/// A verb and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What to do.
    pub action: Action,
    /// For whom; the order of users doesn't matter.
    pub users: Vec<UserId>,
}

/// What somebody asks for. Its steps are one change: what counts is where everybody stands
/// after the last step, so that a swap is never "remove, then add".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// In this sequence for each user.
    pub steps: Vec<Step>,
    /// If not everybody can.
    #[serde(default)]
    pub policy: Policy,
}

/// What the rule needs to know to decide an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Products named by the order, sorted. (Those that its users hold are needed too.)
    pub products: Vec<ProductId>,
    /// Users named by the order, sorted.
    pub users: Vec<UserId>,
}

impl Order {
    /// An order of one step, all or nothing.
    pub fn new(action: Action, users: impl IntoIterator<Item = UserId>) -> Self {
        let step = Step {
            action,
            users: users.into_iter().collect(),
        };
        Self {
            steps: vec![step],
            policy: Policy::AllOrNothing,
        }
    }

    /// Assign one product.
    pub fn assign(
        product: ProductId,
        off: Services,
        users: impl IntoIterator<Item = UserId>,
    ) -> Self {
        Self::new(Action::Assign(vec![Choice { product, off }]), users)
    }

    /// Unassign one product.
    pub fn unassign(product: ProductId, users: impl IntoIterator<Item = UserId>) -> Self {
        Self::new(Action::Unassign(vec![product]), users)
    }

    /// Swap what is direct: `from`, or all of it, for `to`.
    pub fn replace(
        from: Option<Vec<ProductId>>,
        to: Vec<Choice>,
        users: impl IntoIterator<Item = UserId>,
    ) -> Self {
        Self::new(Action::Replace { from, to }, users)
    }

    /// Switch services of one product.
    pub fn set_services(
        product: ProductId,
        switch: Switch,
        users: impl IntoIterator<Item = UserId>,
    ) -> Self {
        Self::new(Action::SetServices { product, switch }, users)
    }

    /// Buy seats.
    pub fn buy_seats(product: ProductId, seats: u32) -> Self {
        Self::new(Action::BuySeats { product, seats }, [])
    }

    /// The same under another policy.
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// The products that it names, sorted.
    pub(crate) fn products(&self) -> BTreeSet<ProductId> {
        let steps = self.steps.iter();
        steps.flat_map(|step| step.action.products()).collect()
    }

    /// What the rule needs to know.
    pub fn needs(&self) -> Needs {
        let users = self.steps.iter().flat_map(|step| step.users.iter());
        let mut users: Vec<_> = users.copied().collect();
        users.sort_unstable();
        users.dedup();
        let products = self.products().into_iter().collect();
        Needs { products, users }
    }
}
