//! The rule for admin roles: the organization always has a Global admin who can sign in, and nobody takes that role
//! from themselves.

use crate::{Action, Cause, Facts, Order, Role, Step, UserId, draft::Draft};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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

/// Whom the order blocks or deletes; whoever asks stays, for another reason.
fn leaving(order: &Order, facts: &Facts) -> BTreeSet<UserId> {
    let leaves = |action: &Action| matches!(action, Action::BlockSignIn | Action::DeleteUser);
    let steps = order.steps.iter().filter(|step| leaves(&step.action));
    let users = steps.flat_map(|step| step.users.iter().copied());
    users.filter(|user| facts.asker != Some(*user)).collect()
}

/// Does the order give roles, or take them?
pub(crate) fn gives(order: &Order) -> bool {
    let gives = |step: &Step| matches!(step.action, Action::SetRoles(_));
    order.steps.iter().any(gives)
}

/// What speaks against the order as a whole.
pub(crate) fn check(order: &Order, facts: &Facts) -> Vec<Cause> {
    let mut causes = Vec::new();
    let given = given(order);
    let gives_up = |own: &UserId| {
        had(own, facts)
            && given
                .get(own)
                .is_some_and(|roles| !roles.contains(&Role::Global))
    };
    if facts.asker.as_ref().is_some_and(gives_up) {
        causes.push(Cause::OwnGlobalRole);
    }
    if takes_the_last(order, facts, |_| false) {
        causes.push(Cause::LastGlobalAdmin);
    }
    causes
}

fn had(id: &UserId, facts: &Facts) -> bool {
    let admin = facts.admins.get(id);
    admin.is_some_and(|admin| admin.roles.contains(&Role::Global))
}

/// Would the order leave the organization without a Global admin who can sign in, if these are left out of it?
///
/// Whoever gets the role and isn't among the admins yet is not counted: nobody knows whether they can sign in.
pub(crate) fn takes_the_last(
    order: &Order,
    facts: &Facts,
    is_out: impl Fn(&UserId) -> bool,
) -> bool {
    let (mut given, mut leaving) = (given(order), leaving(order, facts));
    given.retain(|user, _| !is_out(user));
    leaving.retain(|user| !is_out(user));
    let had = |id: &UserId| had(id, facts);
    let has = |id: &UserId| match given.get(id) {
        Some(roles) => roles.contains(&Role::Global),
        None => had(id),
    };
    let can = |id: &UserId| facts.admins.get(id).is_some_and(|admin| admin.can_sign_in);
    let goes = |id: &UserId| leaving.contains(id) && can(id) && had(id);
    let takes = given.keys().any(|id| had(id) && !has(id)) || leaving.iter().any(goes);
    let stays = |id: &UserId| can(id) && has(id) && !leaving.contains(id);
    takes && !facts.admins.keys().any(stays)
}
