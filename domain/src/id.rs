//! Identities: one type each, so that a user can't be passed for a product.

use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};
use uuid::Uuid;

/// The organization that owns everything: leads every key, so that data shards by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrganizationId(pub i64);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A person who can hold licenses.
    UserId
    /// A product: Microsoft's `skuId`.
    ProductId
    /// A service ("app or service"): Microsoft's `servicePlanId`.
    ServiceId
    /// A group whose members inherit licenses.
    GroupId
    /// One purchase of seats of one product.
    SubscriptionId
}

/// An id with the name that a person reads, so that sentences need no look-up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Named<I> {
    /// Which one.
    pub id: I,
    /// What people call it.
    pub name: Arc<str>,
}

/// A set of services, sorted, cheap to clone: a hundred thousand licenses share one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<ServiceId>", into = "Vec<ServiceId>")]
pub struct Services(Arc<[ServiceId]>);

impl Services {
    /// The empty set.
    pub fn none() -> Self {
        Self(Arc::new([]))
    }

    /// Is `service` in the set?
    pub fn contains(&self, service: ServiceId) -> bool {
        self.0.binary_search(&service).is_ok()
    }

    /// In id order.
    pub fn iter(&self) -> impl Iterator<Item = ServiceId> + '_ {
        self.0.iter().copied()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// None at all?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Both sets together.
    pub fn with(&self, more: &Self) -> Self {
        self.iter().chain(more.iter()).collect()
    }

    /// What is in both sets.
    pub fn common(&self, other: &Self) -> Self {
        self.iter()
            .filter(|service| other.contains(*service))
            .collect()
    }

    /// This set less `fewer`.
    pub fn without(&self, fewer: &Self) -> Self {
        self.iter()
            .filter(|service| !fewer.contains(*service))
            .collect()
    }
}

impl FromIterator<ServiceId> for Services {
    fn from_iter<T: IntoIterator<Item = ServiceId>>(services: T) -> Self {
        Vec::from_iter(services).into()
    }
}

impl From<Vec<ServiceId>> for Services {
    fn from(mut services: Vec<ServiceId>) -> Self {
        services.sort_unstable();
        services.dedup();
        Self(services.into())
    }
}

impl From<Services> for Vec<ServiceId> {
    fn from(services: Services) -> Self {
        services.0.to_vec()
    }
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter()).finish()
    }
}
