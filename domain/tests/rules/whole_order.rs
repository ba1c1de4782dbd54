//! What speaks against an order whoever the users are.

use crate::org::*;
use domain::*;

fn nothing() -> &'static str {
    "There is nothing to do. Choose at least one user and one product."
}

#[test]
fn an_order_for_nobody_or_of_nothing_is_refused() {
    let org = Org::new();
    for order in [
        Order::default(),
        assign("Visio Plan 2", &[]),
        assign_all(&[], &["Ann"]),
        Order::new(Action::Unassign(vec![]), users(&["Ann"])),
    ] {
        assert_eq!(org.message(&order), nothing(), "{order:?}");
        assert_eq!(org.refusal(&order).who_can, 0);
    }
}

#[test]
fn an_unknown_product_is_named_by_its_id() {
    let order = assign("Unheard of", &["Ann"]);
    let id = product("Unheard of");
    let expected = format!(
        "There is no product {id} in the catalog. Check the product, or import the catalog."
    );
    assert_eq!(Org::new().message(&order), expected);
    assert_eq!(
        Org::new().message(&unassign("Unheard of", &["Ann"])),
        expected
    );
    assert_eq!(Org::new().message(&Order::buy_seats(id, 1)), expected);
    let switch = Switch::Exactly(Services::none());
    let switched = Order::set_services(id, switch, users(&["Ann"]));
    assert_eq!(Org::new().message(&switched), expected);
}

#[test]
fn a_product_without_a_subscription_is_not_owned() {
    let mut org = Org::new();
    org.subscriptions("Visio Plan 2", vec![]);
    org.seats("Visio Plan 2", 0, 0);
    let refusal = org.refusal(&assign("Visio Plan 2", &["Ann"]));
    assert_eq!(
        refusal.problems[0].cause.message(),
        "Your organization has no subscription for Visio Plan 2. Buy licenses first."
    );
}

#[test]
fn a_product_for_the_whole_organization_is_refused_for_a_user() {
    assert_eq!(
        Org::new().message(&assign("Exchange Foundation", &["Ann"])),
        "License Exchange Foundation cannot be assigned to a user: its services are for the whole organization."
    );
    assert_eq!(
        Org::new().causes(&Order::buy_seats(product("Exchange Foundation"), 1)),
        ["organization-wide"]
    );
}

#[test]
fn a_product_without_any_service_can_be_assigned() {
    let mut org = Org::new();
    org.product("Bare", &[]);
    assert!(org.decide(&assign("Bare", &["Ann"])).is_ok());
}

#[test]
fn a_self_service_product_is_not_the_admins_to_assign() {
    let mut org = Org::new();
    let own = Subscription {
        id: purchase("own"),
        seats: 3,
        state: SubscriptionState::Active,
        channel: Channel::SelfService,
        term: Term::default(),
    };
    org.subscriptions("Visio Plan 2", vec![own]);
    org.seats("Visio Plan 2", 0, 0);
    let refusal = org.refusal(&assign("Visio Plan 2", &["Ann"]));
    assert_eq!(
        refusal.problems[0].cause.message(),
        "Visio Plan 2 was bought by users for themselves. \
         Take control of the subscription before you assign or unassign it."
    );
}

#[test]
fn a_service_that_the_product_does_not_have_is_named() {
    let order = Order::assign(
        product("Visio Plan 2"),
        services(&["Teams"]),
        users(&["Ann"]),
    );
    let expected = "Visio Plan 2 does not include Teams. Review the services included with the license, and try again.";
    assert_eq!(Org::new().message(&order), expected);
    let mut org = Org::new();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    let switch = Switch::Only {
        on: services(&["Teams"]),
        off: Services::none(),
    };
    let order = Order::set_services(product("Visio Plan 2"), switch, users(&["Ann"]));
    assert_eq!(org.message(&order), expected);
}

#[test]
fn every_reason_for_every_user_is_told_at_once() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    org.gives("Bob", "Office 365 E1", Via::Direct, &[]);
    org.seats("Office 365 E3", 10, 9);
    let order = assign("Office 365 E3", &["Ann", "Bob", "Cem", "Dora"]);
    assert_eq!(
        org.causes(&order),
        ["unknown-user", "no-location", "conflict", "no-seats"]
    );
    let refusal = org.refusal(&order);
    assert_eq!(refusal.who_can, 1);
    for problem in &refusal.problems {
        assert!(refusal.message().contains(&problem.cause.message()));
    }
}

#[test]
fn one_user_with_several_reasons_has_them_all() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    let order = assign("Office 365 E3", &["Ann"]);
    assert_eq!(org.causes(&order), ["no-location", "conflict"]);
    let first = org.refusal(&order).problems.remove(0);
    let order = order.fixed(&first.fixes[0], &users(&["Ann"]));
    assert_eq!(org.causes(&order), ["conflict"]);
    assert!(org.decide(&org.fixed(&order)).is_ok());
}

#[test]
fn a_user_who_is_gone_is_left_out_by_everyone_who_can() {
    let org = Org::new();
    let order = assign("Visio Plan 2", &["Ann", "Dora"]);
    let problem = org.problem(&order);
    assert_eq!(
        problem.cause.message(),
        "There is no such user. They may have been deleted; leave them out."
    );
    assert_eq!(titles(&problem), ["Leave them out"]);
    let line = "1 user gets Visio Plan 2; 1 of 10 seats left.";
    assert_eq!(org.line(&org.fixed(&order)), line);
    assert_eq!(
        org.line(&order.with_policy(Policy::EveryoneWhoCan)),
        "1 user gets Visio Plan 2; 1 user left out; 1 of 10 seats left."
    );
}

#[test]
fn guests_are_for_global_admins() {
    let mut org = Org::new();
    org.named("Ann").kind = UserKind::Guest;
    let order = assign("Visio Plan 2", &["Ann", "Bob"]);
    assert!(org.decide(&order).is_ok());
    for role in [Role::License, Role::User] {
        let refusal = decide(&admin(role), &order, &org.facts).expect_err("a guest");
        let [problem] = &refusal.problems[..] else {
            panic!("one reason: {refusal:?}");
        };
        assert_eq!(
            problem.cause.message(),
            "Only a Global admin can assign licenses to guests."
        );
        assert_eq!(names(&problem.users), ["Ann"]);
        assert_eq!(titles(problem), ["Leave them out"]);
    }
    let place = Order::new(Action::SetLocation(place("FR")), users(&["Ann"]));
    assert!(
        decide(&admin(Role::License), &place, &org.facts).is_ok(),
        "a location is no license"
    );
}

#[test]
fn a_refusal_is_a_denial_if_roles_alone_stand_in_the_way() {
    let mut org = Org::new();
    org.named("Ann").kind = UserKind::Guest;
    let denied = |role: Role, order: &Order, org: &Org| {
        let refusal = decide(&admin(role), order, &org.facts);
        refusal.expect_err("refused").is_denial()
    };
    let to_ann = assign("Visio Plan 2", &["Ann"]);
    assert!(denied(Role::Billing, &to_ann, &org));
    assert!(denied(Role::License, &to_ann, &org), "a guest");
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    let e3_to_ann = assign("Office 365 E3", &["Ann"]);
    assert!(denied(Role::Billing, &e3_to_ann, &org));
    assert!(!denied(Role::License, &e3_to_ann, &org), "in conflict, too");
    org.seats("Visio Plan 2", 10, 10);
    let to_bob = assign("Visio Plan 2", &["Bob"]);
    assert!(!denied(Role::License, &to_bob, &org), "no seats");
}
