//! Products, the services that they bundle, and their seats.

use crate::{
    Named, ProductId, ServiceId, Services, Subscription, say, seats::Seats, words::Sentence,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Whether a service can be switched for one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// On by default with the product; an admin may turn it off for a user.
    User,
    /// "Some services, like Sway, are automatically assigned to users, and don't need to be assigned individually."
    Automatic,
    /// For the whole organization (`appliesTo: Company`): not a per-user switch.
    Organization,
}

impl Scope {
    /// Why a service has no switch per user; none, if it has one.
    pub fn no_switch(self) -> Option<Sentence> {
        match self {
            Self::User => None,
            Self::Automatic => Some(say!("Assigned automatically")),
            Self::Organization => Some(say!("For the whole organization")),
        }
    }
}

/// An app or service that comes with products (a "service plan").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Microsoft's `servicePlanId`.
    pub id: ServiceId,
    /// Microsoft's `servicePlanName`, such as `EXCHANGE_S_STANDARD`.
    pub code: Arc<str>,
    /// The friendly name, such as "Exchange Online (Plan 1)".
    pub name: Arc<str>,
    /// Whether it has a switch.
    pub scope: Scope,
}

impl Service {
    /// Has it a switch per user?
    pub fn switchable(&self) -> bool {
        self.scope == Scope::User
    }

    /// Id and name.
    pub fn named(&self) -> Named<ServiceId> {
        Named {
            id: self.id,
            name: self.name.clone(),
        }
    }
}

/// A product (SKU) as the organization has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Microsoft's `skuId`.
    pub id: ProductId,
    /// Microsoft's `skuPartNumber`, such as `ENTERPRISEPACK`.
    pub part_number: Arc<str>,
    /// The display name, such as "Office 365 E3".
    pub name: Arc<str>,
    /// What it bundles.
    pub services: Services,
    /// The seats that admins can assign, over all subscriptions.
    pub seats: Seats,
    /// The purchases behind it, in the order of purchase.
    pub subscriptions: Vec<Subscription>,
}

impl Product {
    /// Id and name.
    pub fn named(&self) -> Named<ProductId> {
        Named {
            id: self.id,
            name: self.name.clone(),
        }
    }

    /// Does the organization own it now?
    pub fn owned(&self) -> bool {
        self.subscriptions.iter().any(Subscription::exists)
    }

    /// Is it owned only through purchases that users made for themselves?
    pub fn only_self_service(&self) -> bool {
        self.owned()
            && !self
                .subscriptions
                .iter()
                .any(|one| one.exists() && one.managed())
    }
}
