//! Users and the licenses that they hold.

use crate::{GroupId, Location, Named, ProductId, Services, SubscriptionId, UserId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Member or guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserKind {
    /// Belongs to the organization.
    Member,
    /// Invited from elsewhere: only a Global admin assigns licenses to guests.
    Guest,
}

/// By which source a user holds a license.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    /// Assigned to the user by an admin.
    Direct,
    /// Inherited from a group: changed on the group only.
    Group(GroupId),
    /// Bought by the user or a colleague in a self-service purchase.
    SelfService(SubscriptionId),
}

impl Via {
    /// Does a license by this source use a seat of the admins' pool?
    pub fn uses_seat(&self) -> bool {
        !matches!(self, Self::SelfService(_))
    }
}

/// A product that a user holds by one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct License {
    /// What.
    pub product: ProductId,
    /// By which source.
    pub via: Via,
    /// The product's services that are off in this source. A service is on for the user
    /// if any of the user's licenses has it on.
    pub off: Services,
    /// Since when, in seconds since 1970 UTC.
    pub since: i64,
    /// By whom, as a person reads it.
    pub by: Arc<str>,
}

/// A user, as far as the rules need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: UserId,
    /// Display name.
    pub name: Arc<str>,
    /// User principal name: unique, what they sign in with.
    pub username: Arc<str>,
    /// Member or guest.
    pub kind: UserKind,
    /// Usage location, required before a direct license.
    pub location: Option<Location>,
    /// What the user holds; at most one per product and source.
    pub licenses: Vec<License>,
}

impl Person {
    /// Id and name.
    pub fn named(&self) -> Named<UserId> {
        Named {
            id: self.id,
            name: self.name.clone(),
        }
    }

    /// Does the user hold `product`, by whatever source?
    pub fn holds(&self, product: ProductId) -> bool {
        self.licenses
            .iter()
            .any(|license| license.product == product)
    }
}
