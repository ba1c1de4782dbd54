//! Plans: what will change, as data. Only the rule makes one.

use crate::{
    Facts, Location, Named, Problem, ProductId, Seats, ServiceId, Services, SubscriptionId, UserId,
};
use serde::{Deserialize, Serialize};

/// One change of the same kind for a set of users (sorted by id).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Direct licenses begin.
    Assigned {
        /// Of which product.
        product: ProductId,
        /// With these services off.
        off: Services,
        /// For whom.
        users: Vec<UserId>,
    },
    /// Direct licenses end.
    Unassigned {
        /// Of which product.
        product: ProductId,
        /// The services that were off.
        off: Services,
        /// For whom.
        users: Vec<UserId>,
    },
    /// Services of direct licenses are switched.
    ServicesSet {
        /// Of which product.
        product: ProductId,
        /// Off before.
        before: Services,
        /// Off after.
        after: Services,
        /// For whom.
        users: Vec<UserId>,
    },
    /// Usage locations change.
    LocationSet {
        /// Before.
        before: Option<Location>,
        /// After.
        after: Option<Location>,
        /// For whom.
        users: Vec<UserId>,
    },
    /// The seat counter moves, by seats taken (positive) or freed (negative).
    SeatsMoved {
        /// Of which product.
        product: ProductId,
        /// By how many.
        by: i64,
    },
    /// The number of seats bought changes.
    SeatsBought {
        /// Of which product.
        product: ProductId,
        /// On which subscription.
        subscription: SubscriptionId,
        /// Did the subscription not exist before?
        new: bool,
        /// How many more (fewer, if negative: the inverse).
        seats: i64,
    },
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Assigned {
                product,
                off,
                users,
            } => Self::Unassigned {
                product,
                off,
                users,
            },
            Self::Unassigned {
                product,
                off,
                users,
            } => Self::Assigned {
                product,
                off,
                users,
            },
            Self::ServicesSet {
                product,
                before,
                after,
                users,
            } => Self::ServicesSet {
                product,
                before: after,
                after: before,
                users,
            },
            Self::LocationSet {
                before,
                after,
                users,
            } => Self::LocationSet {
                before: after,
                after: before,
                users,
            },
            Self::SeatsMoved { product, by } => Self::SeatsMoved { product, by: -by },
            Self::SeatsBought {
                product,
                subscription,
                new,
                seats,
            } => Self::SeatsBought {
                product,
                subscription,
                new,
                seats: -seats,
            },
        }
    }
}

/// What an order does for one user.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Effect {
    /// Products that the user gets.
    pub gains: Vec<Named<ProductId>>,
    /// Products that the user loses.
    pub loses: Vec<Named<ProductId>>,
    /// Ordered products that the user had already.
    pub keeps: Vec<Named<ProductId>>,
    /// Unassigned products that the user still has: from a group, or by a self-service purchase.
    #[serde(default)]
    pub still_has: Vec<Named<ProductId>>,
    /// Services that go on, of products that stay.
    pub turned_on: Vec<Named<ServiceId>>,
    /// Services that go off, of products that stay.
    pub turned_off: Vec<Named<ServiceId>>,
    /// The new usage location, if it changes.
    pub location: Option<Location>,
}

/// A product's seats before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatChange {
    /// Which product.
    pub product: Named<ProductId>,
    /// Before.
    pub before: Seats,
    /// After.
    pub after: Seats,
}

/// What will happen, for people to read: exactly what the plan does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Each effect and whom it befalls (sorted by id).
    pub effects: Vec<(Effect, Vec<UserId>)>,
    /// The seats of every product that the order names or moves.
    pub seats: Vec<SeatChange>,
    /// Who is left out, and why (under the policy "everyone who can").
    pub left_out: Vec<Problem>,
    /// Services that the order wanted off and that have no switch: they stay on.
    pub stays_on: Vec<Named<ServiceId>>,
}

/// The rule's "yes": the changes to make. Private fields and no `Deserialize`, so that nobody
/// but [`decide`](crate::decide) makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    pub(crate) changes: Vec<Change>,
    pub(crate) outcome: Outcome,
}

impl Plan {
    /// What to write: purchases, seat counters, then what changes for users (sorted by id); each kind and variant once.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// What it means.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// Both, by value.
    pub fn into_parts(self) -> (Vec<Change>, Outcome) {
        (self.changes, self.outcome)
    }
}

/// The answer to "what would happen?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preview {
    /// It would be done.
    Accepted(Outcome),
    /// It would be refused.
    Refused(crate::Refusal),
}

impl Preview {
    /// Decides and shows, without writing.
    pub fn of(actor: &crate::Actor, order: &crate::Order, facts: &Facts) -> Self {
        match crate::decide(actor, order, facts) {
            Ok(plan) => Self::Accepted(plan.outcome),
            Err(refusal) => Self::Refused(refusal),
        }
    }
}
