//! Partners: organizations whose admins may act in another one, their customer (a Cloud Solution Provider's delegated
//! admin privileges). The customer says with which roles.

use crate::{OrganizationId, Role};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Arc};

/// A partner, as a customer knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// What the partner is called.
    pub name: Arc<str>,
    /// With which roles its admins may act here; none if its access was taken away.
    pub roles: BTreeSet<Role>,
}

impl Partner {
    /// The roles that one of its admins has at the customer, strongest first: those of the granted ones that they have at
    /// home too. A Global admin has every role at home. So a partner decides by the roles it gives at home who of its
    /// people works for customers.
    pub fn roles_of(&self, at_home: &[Role]) -> Vec<Role> {
        let has = |role: &&Role| at_home.contains(&Role::Global) || at_home.contains(role);
        self.roles.iter().filter(has).copied().collect()
    }
}

/// A customer, as one of its partner's admins sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Which organization.
    pub id: OrganizationId,
    /// What it is called.
    pub name: Arc<str>,
    /// The roles that the admin has there, strongest first.
    pub roles: Vec<Role>,
}
