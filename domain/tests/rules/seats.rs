//! Seats: how many there are, and who gets the last ones.

use crate::org::*;
use domain::*;

fn subscription(
    name: &str,
    seats: u32,
    state: SubscriptionState,
    channel: Channel,
) -> Subscription {
    Subscription {
        id: purchase(name),
        seats,
        state,
        channel,
        term: Term::default(),
    }
}

fn full() -> Org {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 10);
    org
}

fn everyone(order: Order) -> Order {
    order.with_policy(Policy::EveryoneWhoCan)
}

#[test]
fn a_subscription_of_five_and_one_of_eight_are_thirteen_seats() {
    let mut org = Org::new();
    let (active, direct) = (SubscriptionState::Active, Channel::Direct);
    let two = [
        subscription("one", 5, active, direct),
        subscription("other", 8, active, direct),
    ];
    org.subscriptions("Visio Plan 2", two.into());
    assert_eq!(
        org.facts.products[&product("Visio Plan 2")]
            .seats
            .assignable,
        13
    );
    assert_eq!(
        org.line(&assign("Visio Plan 2", &["Ann"])),
        "1 user gets Visio Plan 2; 4 of 13 seats left."
    );
}

#[test]
fn expired_seats_can_be_assigned_and_disabled_or_deleted_ones_cannot() {
    use SubscriptionState::*;
    let assignable = |state| subscription("one", 5, state, Channel::Partner).assignable();
    assert_eq!(
        [Active, Expired, Disabled, Deleted].map(assignable),
        [5, 5, 0, 0]
    );
}

#[test]
fn seats_of_a_self_service_purchase_are_not_the_admins() {
    let own = subscription("one", 5, SubscriptionState::Active, Channel::SelfService);
    assert_eq!(own.assignable(), 0);
}

#[test]
fn a_full_pool_refuses_the_whole_order() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 9);
    let problem = org.problem(&assign("Visio Plan 2", &["Ann", "Bob", "Cem"]));
    assert_eq!(
        problem.cause.message(),
        "There aren't enough licenses: Visio Plan 2 has 1 seat left, 3 are needed. \
         Buy 2 more, free some, or leave 2 users out."
    );
    assert_eq!(names(&problem.users), ["Ann", "Bob", "Cem"]);
    assert_eq!(
        titles(&problem),
        [
            "Buy 2 more seats of Visio Plan 2",
            "Assign to everyone who can",
            "Leave out Bob and Cem"
        ]
    );
    assert_eq!(
        org.refusal(&assign("Visio Plan 2", &["Ann", "Bob"]))
            .who_can,
        1
    );
}

#[test]
fn one_seat_too_few_is_said_in_the_singular() {
    let order = assign("Visio Plan 2", &["Ann"]);
    assert_eq!(
        full().message(&order),
        "There aren't enough licenses: Visio Plan 2 has no seats left, 1 is needed. \
         Buy 1 more, free some, or leave 1 user out."
    );
    assert_eq!(
        titles(&full().problem(&order)),
        ["Buy 1 more seat of Visio Plan 2"]
    );
}

#[test]
fn the_last_seats_go_in_order_of_username() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 9);
    org.named("Cem").username = "aaa@x.example".into();
    let outcome = org.outcome(&everyone(assign("Visio Plan 2", &["Ann", "Bob", "Cem"])));
    assert_eq!(outcome.effects[0].1, [user("Cem")]);
    let [left_out] = &outcome.left_out[..] else {
        panic!("one reason: {outcome:?}");
    };
    assert_eq!(names(&left_out.users), ["Ann", "Bob"]);
    assert_eq!(left_out.cause.code(), "no-seats");
    assert_eq!(
        outcome.line(),
        "1 user gets Visio Plan 2; 2 users left out; 0 of 10 seats left."
    );
}

#[test]
fn nobody_served_is_a_refusal_under_any_policy() {
    let refusal = full().refusal(&everyone(assign("Visio Plan 2", &["Ann"])));
    assert_eq!(refusal.who_can, 0);
}

#[test]
fn a_seat_that_the_order_frees_can_be_taken_in_it() {
    let mut org = full();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    let swap = together(&[
        assign("Visio Plan 2", &["Bob"]),
        unassign("Visio Plan 2", &["Ann"]),
    ]);
    assert_eq!(
        org.line(&swap),
        "1 user gets Visio Plan 2; 1 user loses it; 0 of 10 seats left."
    );
}

#[test]
fn users_swap_the_last_seats_of_two_full_products() {
    let mut org = full();
    org.seats("Audio Conferencing", 10, 10);
    org.facts.rules = Rules::default();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    org.gives("Bob", "Audio Conferencing", Via::Direct, &[]);
    let swap = together(&[
        unassign("Visio Plan 2", &["Ann"]),
        assign("Audio Conferencing", &["Ann"]),
        unassign("Audio Conferencing", &["Bob"]),
        assign("Visio Plan 2", &["Bob"]),
    ]);
    assert!(org.decide(&swap).is_ok());
    // A third one for whom nothing is left doesn't keep them from it, and is named.
    let third = together(&[swap, assign("Visio Plan 2", &["Cem"])]);
    assert_eq!(org.refusal(&third).who_can, 2);
    let outcome = org.outcome(&everyone(third));
    assert_eq!(outcome.left_out.len(), 1);
    assert_eq!(names(&outcome.left_out[0].users), ["Cem"]);
}

#[test]
fn who_waits_for_the_seat_of_somebody_left_out_is_left_out_by_name() {
    let mut org = full();
    org.seats("Audio Conferencing", 10, 10);
    org.facts.rules = Rules::default();
    org.gives("Bob", "Visio Plan 2", Via::Direct, &[]);
    // Bob can't have Audio Conferencing, so he keeps the seat for which Ann waits.
    let order = together(&[
        assign("Visio Plan 2", &["Ann"]),
        unassign("Visio Plan 2", &["Bob"]),
        assign("Audio Conferencing", &["Bob"]),
        assign("Office 365 E1", &["Cem"]),
    ]);
    assert_eq!(org.refusal(&order).who_can, 1);
    let outcome = org.outcome(&everyone(order));
    let left_out: Vec<_> = outcome
        .left_out
        .iter()
        .map(|one| (one.cause.message(), names(&one.users)))
        .collect();
    assert_eq!(left_out.len(), 2, "{left_out:?}");
    assert!(left_out.iter().any(|(why, who)| {
        why.contains("Visio Plan 2 has no seats left, 1 is needed") && *who == ["Ann"]
    }));
    assert!(
        left_out.iter().any(
            |(why, who)| why.contains("Audio Conferencing has no seats left") && *who == ["Bob"]
        )
    );
}

#[test]
fn who_gets_nothing_for_want_of_one_product_leaves_the_seats_of_others_to_them() {
    for (one, other) in [("Visio Plan 2", "Word"), ("Word", "Visio Plan 2")] {
        let mut org = Org::new();
        org.product("Word", &["Word"]);
        org.seats(one, 10, 9);
        org.seats(other, 10, 10);
        // Ann comes first, but for the other product nothing is left.
        let order = together(&[assign_all(&[one, other], &["Ann"]), assign(one, &["Bob"])]);
        let outcome = org.outcome(&everyone(order));
        assert_eq!(outcome.effects[0].1, [user("Bob")]);
        assert_eq!(outcome.left_out.len(), 2, "both are full now");
        assert!(
            outcome
                .left_out
                .iter()
                .all(|one| names(&one.users) == ["Ann"])
        );
    }
}

#[test]
fn to_leave_out_who_frees_the_seat_of_another_is_no_fix() {
    let mut org = full();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    let order = together(&[
        unassign("Visio Plan 2", &["Ann"]),
        assign("Office 365 E3", &["Ann"]),
        assign("Visio Plan 2", &["Bob"]),
        assign("Audio Conferencing", &[]),
    ]);
    let problem = org.problem(&order);
    assert_eq!(problem.cause.code(), "conflict");
    assert!(
        problem
            .fixes
            .iter()
            .all(|fix| fix.edits != [Edit::LeaveOut]),
        "{:?}",
        titles(&problem)
    );
    assert!(org.decide(&org.fixed(&order)).is_ok());
}

#[test]
fn an_overdrawn_product_frees_seats_but_takes_none() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 13);
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    let free = unassign("Visio Plan 2", &["Ann"]);
    assert_eq!(
        org.line(&free),
        "1 user loses Visio Plan 2; 0 of 10 seats left."
    );
    let swap = together(&[assign("Visio Plan 2", &["Bob"]), free]);
    assert_eq!(
        org.message(&swap),
        "There aren't enough licenses: Visio Plan 2 is short of 2 seats already, 1 is needed. \
         Buy 3 more, free some, or leave 1 user out.",
        "the freed seat makes good for one of three"
    );
    assert!(org.decide(&org.fixed(&swap)).is_ok());
    assert_eq!(
        org.causes(&everyone(assign("Visio Plan 2", &["Bob"]))),
        ["no-seats"]
    );
}

#[test]
fn seats_that_others_hold_are_taken_by_nobody_else() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 7);
    org.facts.held.insert(product("Visio Plan 2"), 2);
    assert_eq!(
        org.line(&assign("Visio Plan 2", &["Ann"])),
        "1 user gets Visio Plan 2; 2 of 10 seats left."
    );
    let problem = org.problem(&assign("Visio Plan 2", &["Ann", "Bob"]));
    assert_eq!(
        problem.cause.message(),
        "There aren't enough licenses: Visio Plan 2 has 1 seat left (2 more are held by other admins for a moment), \
         2 are needed. Buy 1 more, free some, or leave 1 user out."
    );
    assert_eq!(titles(&problem)[0], "Buy 1 more seat of Visio Plan 2");
}

#[test]
fn whoever_asked_first_keeps_what_was_given_and_later_ones_shrink() {
    let given = [("Ida", 2), ("Sabine", 3), ("Nina", 1)];
    let held = |left| still_held(given, left).collect::<Vec<_>>();
    assert_eq!(held(9), [("Ida", 2), ("Sabine", 3), ("Nina", 1)]);
    assert_eq!(held(4), [("Ida", 2), ("Sabine", 2), ("Nina", 0)]);
    assert_eq!(held(1), [("Ida", 1), ("Sabine", 0), ("Nina", 0)]);
}

#[test]
fn nobody_holds_a_seat_that_does_not_exist_or_that_the_order_itself_buys_or_frees() {
    let mut org = full();
    org.facts.held.insert(product("Visio Plan 2"), 5);
    let problem = org.problem(&assign("Visio Plan 2", &["Ann"]));
    assert_eq!(
        problem.cause.message(),
        "There aren't enough licenses: Visio Plan 2 has no seats left, 1 is needed. \
         Buy 1 more, free some, or leave 1 user out."
    );
    org.outcome(&assign("Visio Plan 2", &["Ann"]).fixed(&problem.fixes[0], &[]));
    org.gives("Bob", "Visio Plan 2", Via::Direct, &[]);
    let instead = together(&[
        assign("Visio Plan 2", &["Ann"]),
        unassign("Visio Plan 2", &["Bob"]),
    ]);
    assert_eq!(org.outcome(&instead).effects.len(), 2);
}
