//! Taking control of a self-service purchase.

use crate::org::*;
use domain::*;

/// Visio: so many seats free of the organization's own, and three users by a self-service purchase.
fn org(free: u32) -> Org {
    let mut org = Org::new();
    let of = |id, seats, channel| Subscription {
        id,
        seats,
        state: SubscriptionState::Active,
        channel,
        term: Term::default(),
    };
    org.subscriptions(
        "Visio Plan 2",
        vec![
            of(purchase("Visio Plan 2"), 8 + free, Channel::Direct),
            of(purchase("own"), 4, Channel::SelfService),
        ],
    );
    org.seats("Visio Plan 2", 8 + free, 8);
    for who in ["Ann", "Bob", "Cem"] {
        org.gives(who, "Visio Plan 2", Via::SelfService(purchase("own")), &[]);
    }
    org
}

fn take(takeover: Takeover) -> Order {
    Order::manage(
        product("Visio Plan 2"),
        purchase("own"),
        Deed::TakeControl(takeover),
    )
}

#[test]
fn moved_users_keep_the_product_on_seats_of_the_organization() {
    let org = org(3);
    let order = take(Takeover::MoveUsers);
    assert_eq!(
        org.line(&order),
        "3 users keep Visio Plan 2; a subscription of Visio Plan 2 is deleted; 0 of 11 seats left."
    );
    let outcome = org.outcome(&order);
    assert_eq!(outcome.changed_users(), 3);
    let after = org.after(&order);
    for who in ["Ann", "Bob", "Cem"] {
        let licenses = &after.facts.people[&user(who)].licenses;
        assert_eq!(licenses.len(), 1);
        assert_eq!(licenses[0].via, Via::Direct);
    }
    assert_eq!(
        after.facts.products[&product("Visio Plan 2")]
            .seats
            .assigned,
        11
    );
}

#[test]
fn each_needs_a_free_seat() {
    let org = org(1);
    let order = take(Takeover::MoveUsers);
    let problem = org.problem(&order);
    assert_eq!(
        problem.cause.message(),
        "3 users are to be moved, and 1 license is free in the other subscriptions of Visio Plan 2. \
         Buy 2 more, or unassign some."
    );
    assert_eq!(titles(&problem), ["Buy 2 more seats of Visio Plan 2"]);
    assert!(org.decide(&org.fixed(&order)).is_ok());
    let all = order.with_policy(Policy::EveryoneWhoCan);
    assert_eq!(org.causes(&all), ["no-room"], "nobody is left out");
}

#[test]
fn where_the_organization_owns_none_seats_are_bought_first() {
    let mut org = org(0);
    let own = org.facts.products[&product("Visio Plan 2")].subscriptions[1].clone();
    org.subscriptions("Visio Plan 2", vec![own]);
    org.seats("Visio Plan 2", 0, 0);
    let order = take(Takeover::MoveUsers);
    assert_eq!(org.causes(&order), ["no-room"]);
    let after = org.after(&org.fixed(&order));
    let seats = after.facts.products[&product("Visio Plan 2")].seats;
    assert_eq!((seats.assignable, seats.assigned), (3, 3));
}

#[test]
fn who_has_a_seat_already_needs_no_other_and_keeps_all_services() {
    let mut org = org(2);
    org.product("Visio Plan 2", &["Visio", "Files"]);
    let own = Subscription {
        id: purchase("own"),
        seats: 4,
        state: SubscriptionState::Active,
        channel: Channel::SelfService,
        term: Term::default(),
    };
    let mine = org.facts.products[&product("Visio Plan 2")].subscriptions[0].clone();
    org.subscriptions("Visio Plan 2", vec![mine, own]);
    org.gives("Ann", "Visio Plan 2", Via::Direct, &["Files"]);
    org.seats("Visio Plan 2", 10, 8);
    let after = org.after(&take(Takeover::MoveUsers));
    let licenses = &after.facts.people[&user("Ann")].licenses;
    assert_eq!(licenses.len(), 1);
    assert!(licenses[0].off.is_empty(), "Files was on by the purchase");
    assert_eq!(
        after.facts.products[&product("Visio Plan 2")]
            .seats
            .assigned,
        10
    );
}

#[test]
fn who_has_no_location_is_named_with_the_remedy() {
    let mut org = org(3);
    org.named("Bob").location = None;
    let order = take(Takeover::MoveUsers);
    let problem = org.problem(&order);
    assert_eq!(problem.cause, Cause::NoLocation);
    assert_eq!(names(&problem.users), ["Bob"]);
    assert_eq!(titles(&problem), ["Set the usage location to Germany"]);
    let after = org.after(&org.fixed(&order));
    assert_eq!(after.facts.people[&user("Bob")].location, Some(place("DE")));
    assert!(after.facts.people[&user("Bob")].holds(product("Visio Plan 2")));
}

#[test]
fn a_billing_admin_takes_control_though_they_assign_nothing() {
    let org = org(3);
    let order = take(Takeover::MoveUsers);
    assert!(decide(&admin(Role::Billing), &order, &org.facts).is_ok());
    let refusal = decide(&admin(Role::License), &order, &org.facts).expect_err("refused");
    assert_eq!(
        refusal.message(),
        "You don't have permission to change subscriptions. Ask a Global or Billing admin."
    );
}

#[test]
fn canceled_its_users_lose_the_product() {
    let mut org = org(0);
    org.gives("Ann", "Visio Plan 2", group("Sales"), &[]);
    let order = take(Takeover::Cancel);
    assert_eq!(
        org.line(&order),
        "2 users lose Visio Plan 2; a subscription of Visio Plan 2 is deleted; 0 of 8 seats left."
    );
    let after = org.after(&order);
    assert!(
        after.facts.people[&user("Ann")].holds(product("Visio Plan 2")),
        "by her group"
    );
    assert!(!after.facts.people[&user("Bob")].holds(product("Visio Plan 2")));
    assert_eq!(after.causes(&order), ["deleted-subscription"], "not twice");
}

#[test]
fn there_is_nothing_to_take_of_the_organizations_own() {
    let deed = Deed::TakeControl(Takeover::Cancel);
    let order = Order::manage(product("Visio Plan 2"), purchase("Visio Plan 2"), deed);
    assert_eq!(
        org(0).message(&order),
        "This subscription of Visio Plan 2 was not bought by a user. Your organization has control of it already."
    );
}
