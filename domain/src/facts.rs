//! Facts: everything that the rule needs to know, and nothing more.

use crate::{
    Account, Admin, GroupId, License, Location, Named, Person, Product, ProductId, Role, Service,
    ServiceId, Services, Settings, UserId, Username,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// Services of which a user may have one only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusiveSet {
    /// Such as "SharePoint Online".
    pub label: Arc<str>,
    /// Any two of these conflict.
    pub services: Services,
}

/// A service that works only beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// The dependent service.
    pub service: ServiceId,
    /// At least one of these must be on for the user, by any license.
    pub any_of: Services,
}

/// The rule set in force: data, by the profile that the organization chose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Mutually exclusive services.
    pub exclusive: Vec<ExclusiveSet>,
    /// Prerequisites.
    pub requires: Vec<Requirement>,
    /// Locations in which no product can be assigned.
    pub prohibited: Vec<Location>,
}

/// What is so, before the order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Where the organization is; offered to users without a location.
    pub default_location: Option<Location>,
    /// The rule set.
    pub rules: Rules,
    /// Every service of the products below, and those that the rules name.
    pub services: BTreeMap<ServiceId, Service>,
    /// The order's products and those that its users hold.
    pub products: BTreeMap<ProductId, Product>,
    /// Seats of products that other admins hold, for what they are about to do: see [`Hold`](crate::Hold).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub held: BTreeMap<ProductId, u32>,
    /// Names of the groups by which its users hold licenses.
    pub groups: BTreeMap<GroupId, Arc<str>>,
    /// The order's users.
    pub people: BTreeMap<UserId, Person>,
    /// The id that a new subscription gets: ids are handed in.
    #[serde(default)]
    pub fresh: Uuid,
    /// Who asks, if a user does.
    #[serde(default)]
    pub asker: Option<UserId>,
    /// The accounts that the order touches, of deleted users too.
    #[serde(default)]
    pub accounts: BTreeMap<UserId, Account>,
    /// The usernames that it gives, as they were written.
    #[serde(default)]
    pub usernames: BTreeMap<Arc<str>, Username>,
    /// Who has admin roles, if the order gives some or touches accounts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub admins: BTreeMap<UserId, Admin>,
    /// The organization's settings, if the order needs them.
    #[serde(default)]
    pub settings: Settings,
    /// The time, in seconds since 1970 UTC: it is handed in too.
    #[serde(default)]
    pub now: i64,
}

impl Facts {
    /// A service's id and name, or its id if nothing is known of it.
    pub fn service_named(&self, id: ServiceId) -> Named<ServiceId> {
        self.services.get(&id).map_or_else(
            || Named {
                id,
                name: id.to_string().into(),
            },
            Service::named,
        )
    }

    /// A product's id and name, or its id if nothing is known of it.
    pub fn product_named(&self, id: ProductId) -> Named<ProductId> {
        self.products.get(&id).map_or_else(
            || Named {
                id,
                name: id.to_string().into(),
            },
            Product::named,
        )
    }

    /// A group's id and name.
    pub fn group_named(&self, id: GroupId) -> Named<GroupId> {
        Named {
            id,
            name: self
                .groups
                .get(&id)
                .cloned()
                .unwrap_or_else(|| id.to_string().into()),
        }
    }

    /// The services of `product` that have a switch.
    pub fn switchable(&self, product: &Product) -> Services {
        self.with_switch(product, &product.services)
    }

    /// Those of `services` that `product` has, with a switch.
    pub(crate) fn with_switch(&self, product: &Product, services: &Services) -> Services {
        let has_switch = |id: &ServiceId| self.services.get(id).is_none_or(Service::switchable);
        let own = |id: &ServiceId| product.services.contains(*id);
        services.iter().filter(own).filter(has_switch).collect()
    }

    /// Can `product` be assigned to a user at all, or is it for the whole organization only?
    pub fn per_user(&self, product: &Product) -> bool {
        use crate::Scope::Organization;
        let scope = |id| self.services.get(&id).map(|service| service.scope);
        let mut scopes = product.services.iter().map(scope);
        product.services.is_empty() || scopes.any(|scope| scope != Some(Organization))
    }

    /// Adds what `more` knows; on the same user or product, `more` is the newer.
    pub fn merge(&mut self, more: Self) {
        self.services.extend(more.services);
        self.held
            .retain(|product, _| !more.products.contains_key(product));
        self.held.extend(more.held);
        self.products.extend(more.products);
        self.groups.extend(more.groups);
        self.people.extend(more.people);
        self.now = self.now.max(more.now);
        self.accounts.extend(more.accounts);
        self.usernames.extend(more.usernames);
        if !more.admins.is_empty() {
            self.admins = more.admins;
        }
    }

    /// The admin roles that somebody holds, or held when they were deleted.
    pub(crate) fn roles_of(&self, user: UserId) -> &[Role] {
        let admin = self.admins.get(&user).map(|admin| &admin.roles);
        let account = || self.accounts.get(&user).map(|account| &account.roles);
        admin.or_else(account).map_or(&[], |roles| roles)
    }

    /// `person`'s license of `product` by direct assignment.
    pub fn direct(person: &Person, product: ProductId) -> Option<&License> {
        person
            .licenses
            .iter()
            .find(|license| license.product == product && license.via == crate::Via::Direct)
    }
}
