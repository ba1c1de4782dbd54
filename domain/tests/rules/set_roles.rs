//! Admin roles: there is always a Global admin who can sign in, and nobody takes that role from themselves.

use crate::org::{Org, unassign, user};
use domain::*;

/// Ann and Bob are Global admins; Bob is blocked. Cem reads.
fn org() -> Org {
    let mut org = Org::new();
    for (name, role, can_sign_in) in [
        ("Ann", Role::Global, true),
        ("Bob", Role::Global, false),
        ("Cem", Role::Reader, true),
    ] {
        let roles = vec![role];
        org.facts
            .admins
            .insert(user(name), Admin { roles, can_sign_in });
    }
    org
}

/// What comes of it, asked by this Global admin.
fn asked_by(name: &str, order: &Order, org: &Org) -> Result<Plan, Refusal> {
    let actor = Actor {
        name: name.into(),
        roles: vec![Role::Global],
    };
    let facts = Facts {
        asker: Some(user(name)),
        ..org.facts.clone()
    };
    decide(&actor, order, &facts)
}

fn codes(decided: Result<Plan, Refusal>) -> Vec<&'static str> {
    match decided {
        Ok(_) => Vec::new(),
        Err(refusal) => refusal
            .problems
            .iter()
            .map(|one| one.cause.code())
            .collect(),
    }
}

#[test]
fn roles_are_given_and_the_change_says_from_what_to_what() {
    let order = Order::set_roles(
        vec![Role::Billing, Role::License, Role::License],
        [user("Cem")],
    );
    let plan = asked_by("Ann", &order, &org()).unwrap();
    let change = Change::RolesSet {
        before: vec![Role::Reader],
        after: vec![Role::License, Role::Billing],
        users: vec![user("Cem")],
    };
    assert_eq!(plan.changes(), [change]);
    assert_eq!(plan.outcome().line(), "Roles change for 1 user.");
}

#[test]
fn the_same_roles_again_change_nothing() {
    let order = Order::set_roles(vec![Role::Reader], [user("Cem")]);
    let plan = asked_by("Ann", &order, &org()).unwrap();
    assert_eq!(plan.changes(), []);
    assert_eq!(plan.outcome().changed_users(), 0);
}

#[test]
fn the_last_global_admin_who_can_sign_in_stays_one() {
    let order = Order::set_roles(vec![], [user("Ann")]);
    assert_eq!(
        codes(asked_by("Bob", &order, &org())),
        ["last-global-admin"]
    );
    let mut org = org();
    org.facts.admins.get_mut(&user("Bob")).unwrap().can_sign_in = true;
    assert_eq!(codes(asked_by("Bob", &order, &org)), [""; 0]);
}

#[test]
fn the_last_two_can_not_go_together() {
    let mut org = org();
    org.facts.admins.get_mut(&user("Bob")).unwrap().can_sign_in = true;
    let order = Order::set_roles(vec![Role::License], [user("Ann"), user("Bob")]);
    let operator = Actor::operator();
    assert_eq!(
        codes(decide(&operator, &order, &org.facts)),
        ["last-global-admin"]
    );
}

#[test]
fn what_counts_is_the_last_step() {
    let mut order = Order::set_roles(vec![], [user("Ann")]);
    order
        .steps
        .extend(Order::set_roles(vec![Role::Global], [user("Ann")]).steps);
    let plan = asked_by("Ann", &order, &org()).unwrap();
    assert_eq!(plan.changes(), []);
}

#[test]
fn a_successor_makes_way() {
    let mut order = Order::set_roles(vec![Role::Global], [user("Cem")]);
    order
        .steps
        .extend(Order::set_roles(vec![], [user("Ann")]).steps);
    assert_eq!(
        codes(decide(&Actor::operator(), &order, &org().facts)),
        [""; 0]
    );
}

/// Cem succeeds Ann; but Cem doesn't hold what the order takes from him.
fn a_successor_in_trouble() -> Order {
    let mut order = Order::set_roles(vec![Role::Global], [user("Cem")]);
    let ann = Order::set_roles(vec![], [user("Ann")]);
    order.steps.extend(ann.steps);
    order
        .steps
        .extend(unassign("Office 365 E1", &["Cem"]).steps);
    order
}

#[test]
fn to_leave_the_successor_out_is_no_fix() {
    let order = a_successor_in_trouble();
    let refusal = decide(&Actor::operator(), &order, &org().facts).unwrap_err();
    let [problem] = &refusal.problems[..] else {
        panic!("{refusal:?}");
    };
    assert_eq!(problem.cause.code(), "not-held");
    assert_eq!(problem.fixes, []);
}

#[test]
fn nobody_makes_way_for_a_successor_who_may_be_left_out() {
    let order = a_successor_in_trouble().with_policy(Policy::EveryoneWhoCan);
    let decided = decide(&Actor::operator(), &order, &org().facts);
    assert!(codes(decided).contains(&"last-global-admin"));
}

#[test]
fn nobody_takes_the_global_role_from_themselves() {
    let mut org = org();
    org.facts.admins.get_mut(&user("Bob")).unwrap().can_sign_in = true;
    let order = Order::set_roles(vec![Role::License], [user("Ann")]);
    assert_eq!(codes(asked_by("Ann", &order, &org)), ["own-global-role"]);
    let more = Order::set_roles(vec![Role::Global, Role::Billing], [user("Ann")]);
    assert_eq!(codes(asked_by("Ann", &more, &org)), [""; 0]);
}
