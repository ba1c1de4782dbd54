//! The rule for admin roles: the organization always has a Global admin who can sign in, and nobody takes that role
//! from themselves.

use crate::{Action, Cause, Facts, Order, Role, UserId, draft::Draft};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a user who has admin roles has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admin {
    /// The roles, strongest first.
    pub roles: Vec<Role>,
    /// Isn't blocked?
    pub can_sign_in: bool,
}

/// `roles`, each once, strongest first.
pub(crate) fn tidy(roles: &[Role]) -> Vec<Role> {
    let has = |role: &Role| roles.contains(role);
    Role::ALL.into_iter().filter(has).collect()
}

/// Gives the user these roles, and no others.
pub(crate) fn edit(draft: &mut Draft<'_>, roles: &[Role]) {
    draft.roles = tidy(roles);
}

/// The roles that the order gives, by user: what counts is the last step.
fn given(order: &Order) -> BTreeMap<UserId, &[Role]> {
    let mut given = BTreeMap::new();
    for step in &order.steps {
        if let Action::SetRoles(roles) = &step.action {
            given.extend(step.users.iter().map(|user| (*user, &roles[..])));
        }
    }
    given
}

/// What speaks against the order as a whole.
pub(crate) fn check(order: &Order, facts: &Facts) -> Vec<Cause> {
    let given = given(order);
    if given.is_empty() {
        return Vec::new();
    }
    let mut causes = Vec::new();
    let had = |id: &UserId| {
        let admin = facts.admins.get(id);
        admin.is_some_and(|admin| admin.roles.contains(&Role::Global))
    };
    let has = |id: &UserId| match given.get(id) {
        Some(roles) => roles.contains(&Role::Global),
        None => had(id),
    };
    if facts.asker.is_some_and(|own| had(&own) && !has(&own)) {
        causes.push(Cause::OwnGlobalRole);
    }
    let takes = given.keys().any(|id| had(id) && !has(id));
    let known = facts.admins.iter().filter(|(_, admin)| admin.can_sign_in);
    // Whoever gets the role now and isn't among the admins yet is not counted: nobody knows whether they can sign in.
    if takes && !known.map(|(id, _)| id).any(has) {
        causes.push(Cause::LastGlobalAdmin);
    }
    causes
}
