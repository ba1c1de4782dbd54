//! Buying seats.

use crate::org::*;
use domain::*;

fn full() -> Org {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 10);
    org
}

#[test]
fn the_seats_that_are_missing_can_be_bought_with_the_order() {
    let org = full();
    let order = org.fixed(&assign("Visio Plan 2", &["Ann", "Bob"]));
    assert_eq!(
        org.line(&order),
        "2 users get Visio Plan 2; 2 seats bought; 0 of 12 seats left."
    );
}

#[test]
fn who_may_not_buy_is_not_offered_to() {
    let order = assign("Visio Plan 2", &["Ann"]);
    let refusal = decide(&admin(Role::License), &order, &full().facts).expect_err("full");
    assert!(refusal.problems[0].fixes.is_empty());
}

#[test]
fn more_than_can_be_bought_at_once_is_not_offered() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 1_000_010);
    let problem = org.problem(&assign("Visio Plan 2", &["Ann"]));
    assert!(problem.fixes.is_empty(), "{:?}", titles(&problem));
}

#[test]
fn for_an_overdrawn_product_the_lapsed_seats_are_bought_too() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 13);
    let order = assign("Visio Plan 2", &["Ann", "Bob"]);
    assert_eq!(
        org.message(&order),
        "There aren't enough licenses: Visio Plan 2 is short of 3 seats already, 2 are needed. \
         Buy 5 more, free some, or leave 2 users out."
    );
    let fixed = org.fixed(&order);
    assert_eq!(
        org.line(&fixed),
        "2 users get Visio Plan 2; 5 seats bought; 0 of 15 seats left."
    );
}

#[test]
fn seats_are_bought_on_the_subscription_that_can_grow() {
    let org = Org::new();
    let plan = org
        .decide(&Order::buy_seats(product("Visio Plan 2"), 5))
        .expect("accepted");
    let [Change::SubscriptionSet { before, after, .. }] = plan.changes() else {
        panic!("one change: {:?}", plan.changes());
    };
    let (before, after) = (
        before.as_deref().expect("it was there"),
        after.as_deref().expect("it stays"),
    );
    assert_eq!(after.id, purchase("Visio Plan 2"));
    assert_eq!((before.seats, after.seats), (10, 15));
    assert_eq!(
        plan.outcome().line(),
        "5 seats of Visio Plan 2 bought; 7 of 15 seats left."
    );
}

#[test]
fn seats_are_bought_as_a_new_subscription_where_none_can_grow() {
    let mut org = Org::new();
    for what in ["Visio Plan 2", "Office 365 E1"] {
        let trial = Subscription {
            id: purchase(what),
            seats: 10,
            state: SubscriptionState::Active,
            channel: Channel::Trial,
            term: Term::default(),
        };
        org.subscriptions(what, vec![trial]);
    }
    let buy = |what: &str| Order::buy_seats(product(what), 5);
    let order = together(&[
        buy("Visio Plan 2"),
        buy("Office 365 E1"),
        buy("Visio Plan 2"),
    ]);
    let plan = org.decide(&order).expect("accepted");
    let mut bought = Vec::new();
    for change in plan.changes() {
        if let Change::SubscriptionSet {
            product,
            before: None,
            after: Some(after),
        } = change
        {
            bought.push((*product, after.id, after.seats));
        }
    }
    bought.sort_by_key(|(_, id, _)| *id);
    assert_eq!(bought.len(), 2, "one purchase a product: {bought:?}");
    assert_eq!(bought[0].1, SubscriptionId(org.facts.fresh));
    assert_ne!(bought[0].1, bought[1].1, "each has an id of its own");
    assert!(
        bought
            .iter()
            .any(|one| one.0 == product("Visio Plan 2") && one.2 == 10)
    );
    let after = org.after(&order);
    assert_eq!(
        after.facts.products[&product("Visio Plan 2")]
            .subscriptions
            .len(),
        2
    );
}

#[test]
fn no_seats_or_too_many_cannot_be_bought() {
    let org = Org::new();
    for seats in [0, 1_000_001, u32::MAX] {
        let message = org.message(&Order::buy_seats(product("Visio Plan 2"), seats));
        assert_eq!(
            message,
            format!("{seats} is not a number of seats that can be bought. Choose 1 to 1,000,000.")
        );
    }
    let half = Order::buy_seats(product("Visio Plan 2"), 600_000);
    assert_eq!(
        org.causes(&together(&[half.clone(), half])),
        ["bad-quantity"]
    );
}

#[test]
fn what_the_order_buys_it_can_assign() {
    let mut org = Org::new();
    org.subscriptions("Visio Plan 2", vec![]);
    org.seats("Visio Plan 2", 0, 0);
    let assign = assign("Visio Plan 2", &["Ann"]);
    assert_eq!(org.causes(&assign), ["not-owned", "no-seats"]);
    let order = together(&[Order::buy_seats(product("Visio Plan 2"), 3), assign]);
    assert_eq!(
        org.line(&order),
        "1 user gets Visio Plan 2; 3 seats bought; 2 of 3 seats left."
    );
}
