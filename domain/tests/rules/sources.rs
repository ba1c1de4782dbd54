//! By which sources a user holds a license: directly, from groups, by a self-service purchase.

use crate::org::*;
use domain::*;

#[test]
fn a_direct_license_beside_a_groups_uses_no_further_seat() {
    let mut org = Org::new();
    org.seats("Office 365 E1", 10, 10);
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    let order = assign("Office 365 E1", &["Ann"]);
    let plan = org.decide(&order).expect("accepted");
    assert!(
        plan.changes()
            .iter()
            .all(|change| !matches!(change, Change::SeatsMoved { .. }))
    );
    assert_eq!(
        plan.outcome().line(),
        "1 user already has Office 365 E1; 0 of 10 seats left."
    );
}

#[test]
fn unassigning_leaves_what_a_group_gives() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.gives("Ann", "Office 365 E1", group("Sales"), &["Teams"]);
    org.gives("Bob", "Office 365 E1", Via::Direct, &[]);
    let order = unassign("Office 365 E1", &["Ann", "Bob"]);
    assert_eq!(
        org.line(&order),
        "1 user loses Office 365 E1; 1 user still has it; Teams is turned off for 1 user; 3 of 10 seats left."
    );
    let after = org.after(&order);
    let vias: Vec<Via> = after.facts.people[&user("Ann")]
        .licenses
        .iter()
        .map(|one| one.via)
        .collect();
    assert_eq!(vias, [group("Sales")]);
}

#[test]
fn an_inherited_license_cannot_be_changed_on_the_user() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    let expected = "Office 365 E1 is inherited from Sales and can't be changed on the user. \
                    Remove the user from the group, or change the group's licenses.";
    assert_eq!(org.message(&unassign("Office 365 E1", &["Ann"])), expected);
    let switch = Switch::Exactly(services(&["Teams"]));
    let order = Order::set_services(product("Office 365 E1"), switch, users(&["Ann"]));
    assert_eq!(org.message(&order), expected);
}

#[test]
fn a_self_service_license_cannot_be_changed_before_control_is_taken() {
    let mut org = Org::new();
    org.gives(
        "Ann",
        "Visio Plan 2",
        Via::SelfService(purchase("own")),
        &[],
    );
    assert_eq!(
        org.message(&unassign("Visio Plan 2", &["Ann"])),
        "The user has Visio Plan 2 from a self-service purchase. \
         Take control of the subscription before you change it."
    );
}

#[test]
fn a_self_service_license_uses_no_seat_of_the_admins() {
    let mut org = Org::new();
    org.gives(
        "Ann",
        "Visio Plan 2",
        Via::SelfService(purchase("own")),
        &[],
    );
    let seats = org.outcome(&assign("Visio Plan 2", &["Ann"])).seats;
    assert_eq!(seats[0].after.assigned, seats[0].before.assigned + 1);
}

#[test]
fn what_a_user_does_not_have_cannot_be_unassigned() {
    let org = Org::new();
    let problem = org.problem(&unassign("Visio Plan 2", &["Ann"]));
    assert_eq!(
        problem.cause.message(),
        "The user doesn't have Visio Plan 2. Leave them out."
    );
    assert!(problem.fixes.is_empty(), "nobody would be left");
}

#[test]
fn unassigned_twice_is_unassigned() {
    let mut org = Org::new();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    let once = unassign("Visio Plan 2", &["Ann"]);
    let line = "1 user loses Visio Plan 2; 3 of 10 seats left.";
    assert_eq!(org.line(&together(&[once.clone(), once])), line);
    let id = product("Visio Plan 2");
    let twice = Order::new(Action::Unassign(vec![id, id]), users(&["Ann", "Ann"]));
    assert_eq!(org.line(&twice), line);
}

#[test]
fn one_reason_is_told_once_however_often_it_comes_up() {
    let once = unassign("Visio Plan 2", &["Ann"]);
    let switch = Switch::Exactly(Services::none());
    let switched = Order::set_services(product("Visio Plan 2"), switch, users(&["Ann"]));
    let problem = Org::new().problem(&together(&[once, switched]));
    assert_eq!(names(&problem.users), ["Ann"]);
}

#[test]
fn assigned_and_unassigned_in_one_order_is_nothing() {
    let order = together(&[
        assign("Visio Plan 2", &["Ann"]),
        unassign("Visio Plan 2", &["Ann"]),
    ]);
    let plan = Org::new().decide(&order).expect("accepted");
    assert!(plan.changes().is_empty());
}
