//! Plans: what will change, as data. Only the rule makes one.

use crate::{
    Configured, Facts, Location, Named, Problem, ProductId, Profile, Role, Seats, Service,
    ServiceId, Services, Setting, Subscription, UserId, UserKind, Via,
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
    /// A subscription begins (there is none before), changes, or is taken back (there is none after).
    SubscriptionSet {
        /// Of which product.
        product: ProductId,
        /// Before.
        before: Option<Box<Subscription>>,
        /// After.
        after: Option<Box<Subscription>>,
    },
    /// Licenses from a group or by a self-service purchase begin.
    SourceBegun {
        /// Of which product.
        product: ProductId,
        /// By which source.
        via: Via,
        /// With these services off.
        off: Services,
        /// For whom.
        users: Vec<UserId>,
    },
    /// Licenses from a group or by a self-service purchase end.
    SourceEnded {
        /// Of which product.
        product: ProductId,
        /// By which source.
        via: Via,
        /// The services that were off.
        off: Services,
        /// For whom.
        users: Vec<UserId>,
    },
    /// Somebody new.
    UserAdded {
        /// What is written about them.
        profile: Profile,
        /// Member or guest.
        kind: UserKind,
        /// Who: one, as usernames are unique.
        users: Vec<UserId>,
    },
    /// As if they had never been added.
    UserRemoved {
        /// What was written about them.
        profile: Profile,
        /// Member or guest.
        kind: UserKind,
        /// Who: one.
        users: Vec<UserId>,
    },
    /// What is written about a user changes.
    ProfileSet {
        /// Before.
        before: Profile,
        /// After.
        after: Profile,
        /// About whom: one.
        users: Vec<UserId>,
    },
    /// Sign-in is allowed or blocked.
    SignInSet {
        /// May they now? They could (not) before.
        allowed: bool,
        /// Who.
        users: Vec<UserId>,
    },
    /// Users are deleted. What is kept of them is the store's.
    UserDeleted {
        /// Who.
        users: Vec<UserId>,
    },
    /// Deleted users are back.
    UserRestored {
        /// Who.
        users: Vec<UserId>,
    },
    /// Deleted users are gone for good: nothing takes this back, nor is anything about them repeated here.
    UserPurged {
        /// Who.
        users: Vec<UserId>,
    },
    /// Admin roles change.
    RolesSet {
        /// Before, strongest first.
        before: Vec<Role>,
        /// After.
        after: Vec<Role>,
        /// For whom.
        users: Vec<UserId>,
    },
    /// A setting of the organization changes.
    Configured {
        /// As it was.
        before: Setting,
        /// As it is.
        after: Setting,
    },
}

/// What becomes of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Somebody new.
    Added,
    /// Deleted, and can be restored.
    Deleted,
    /// Back.
    Restored,
    /// Gone for good.
    Purged,
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
    /// Products that the user keeps, on a seat of the organization instead of a self-service purchase.
    #[serde(default)]
    pub moves: Vec<Named<ProductId>>,
    /// Services that go on, of products that stay.
    pub turned_on: Vec<Named<ServiceId>>,
    /// Services that go off, of products that stay.
    pub turned_off: Vec<Named<ServiceId>>,
    /// The new usage location, if it changes.
    pub location: Option<Location>,
    /// What becomes of the user.
    #[serde(default)]
    pub fate: Option<Fate>,
    /// Does something change that is written about the user?
    #[serde(default)]
    pub edited: bool,
    /// May they sign in, if that changes?
    #[serde(default)]
    pub sign_in: Option<bool>,
    /// Products that groups would give, but no seat is left.
    #[serde(default)]
    pub waits: Vec<Named<ProductId>>,
    /// The admin roles from now on, if they change.
    #[serde(default)]
    pub roles: Option<Vec<Role>>,
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

/// A subscription before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionChange {
    /// Of which product.
    pub product: Named<ProductId>,
    /// Before; none if it is new.
    pub before: Option<Subscription>,
    /// After.
    pub after: Option<Subscription>,
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
    pub stays_on: Vec<Service>,
    /// Settings of the organization that change, as they will be.
    #[serde(default)]
    pub settings: Vec<Configured>,
    /// What becomes of subscriptions.
    #[serde(default)]
    pub subscriptions: Vec<SubscriptionChange>,
}

/// The rule's "yes": the changes to make. Private fields and no `Deserialize`, so that nobody
/// but [`decide`](crate::decide) makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    pub(crate) changes: Vec<Change>,
    pub(crate) outcome: Outcome,
}

impl Plan {
    /// What to write: purchases, seat counters, settings, then what changes for users (sorted by id); each kind and variant once.
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
