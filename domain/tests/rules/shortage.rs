//! Ways out where the seats don't reach for everybody.

use crate::org::*;
use domain::*;

fn visio(seats: u32, state: SubscriptionState, channel: Channel) -> Subscription {
    Subscription {
        id: purchase(&format!("{channel:?} {state:?}")),
        seats,
        state,
        channel,
        term: Term::default(),
    }
}

/// Nothing of Visio but what is disabled.
fn disabled(seats: u32, channel: Channel) -> Org {
    let mut org = Org::new();
    let one = visio(seats, SubscriptionState::Disabled, channel);
    org.subscriptions("Visio Plan 2", vec![one]);
    org.seats("Visio Plan 2", 0, 0);
    org
}

/// The fix that leaves some out by name, applied.
fn leave_out(org: &Org, order: &Order, role: Role) -> (String, String) {
    let refusal = decide(&admin(role), order, &org.facts).expect_err("refused");
    let problem = refusal
        .problems
        .iter()
        .find(|one| one.cause.code() == "no-seats")
        .expect("a shortage");
    let fix = problem
        .fixes
        .iter()
        .find(|fix| matches!(fix.edits[..], [Edit::LeaveOutNamed(_)]))
        .expect("a way out");
    let plan = decide(&admin(role), &order.fixed(fix, &[]), &org.facts);
    let line = plan.map_or_else(|refusal| refusal.message(), |plan| plan.outcome().line());
    (fix.title(), line)
}

#[test]
fn who_may_not_buy_leaves_as_many_out_as_find_no_seat() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 9);
    org.named("Cem").username = "aaa@x.example".into();
    let order = assign("Visio Plan 2", &["Ann", "Bob", "Cem"]);
    let refusal = decide(&admin(Role::License), &order, &org.facts).expect_err("refused");
    assert_eq!(
        titles(&refusal.problems[0]),
        ["Assign to everyone who can", "Leave out Ann and Bob"]
    );
    let (_, line) = leave_out(&org, &order, Role::License);
    assert_eq!(line, "1 user gets Visio Plan 2; 0 of 10 seats left.");
}

#[test]
fn who_cannot_get_it_anyway_is_left_out_first_and_no_more_than_need_be() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    let order = assign("Visio Plan 2", &["Ann", "Bob", "Cem"]);
    let (title, line) = leave_out(&org, &order, Role::Global);
    assert_eq!(title, "Leave out Ann", "one seat is missing");
    assert_eq!(line, "2 users get Visio Plan 2; 0 of 10 seats left.");
    // Of two who can't, the last in order of username goes; the other still has to be helped.
    org.named("Bob").location = None;
    let (title, line) = leave_out(&org, &order, Role::Global);
    assert_eq!(title, "Leave out Bob");
    assert!(
        line.starts_with("License assignment cannot be done for user with invalid usage location.")
    );
}

#[test]
fn nobody_else_loses_a_seat_by_who_is_left_out() {
    let mut org = Org::new();
    org.facts.rules = Rules::default();
    org.seats("Visio Plan 2", 10, 10);
    org.seats("Audio Conferencing", 10, 10);
    org.named("Cem").location = None;
    org.gives("Bob", "Audio Conferencing", Via::Direct, &[]);
    // Bob would free the seat for which Cem waits, but finds none himself.
    let order = together(&[
        assign("Office 365 E1", &["Ann"]),
        unassign("Audio Conferencing", &["Bob"]),
        assign("Visio Plan 2", &["Bob"]),
        assign("Audio Conferencing", &["Cem"]),
    ]);
    let (title, line) = leave_out(&org, &order, Role::License);
    assert_eq!(title, "Leave out Bob and Cem");
    assert!(line.starts_with("1 user gets Office 365 E1"), "{line}");
}

#[test]
fn to_leave_everybody_out_is_no_way_out() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 10);
    let order = assign("Visio Plan 2", &["Ann", "Bob"]);
    let refusal = decide(&admin(Role::License), &order, &org.facts).expect_err("refused");
    assert!(refusal.problems[0].fixes.is_empty());
}

#[test]
fn seats_of_a_disabled_subscription_are_named_and_brought_back() {
    let org = disabled(5, Channel::Direct);
    let order = assign("Visio Plan 2", &["Ann"]);
    let problem = org.problem(&order);
    assert_eq!(
        problem.cause.message(),
        "There aren't enough licenses: Visio Plan 2 has no seats left, 1 is needed. \
         5 more seats can't be assigned, because their subscription is disabled. \
         Reactivate the subscription in Your products, buy 1 more, free some, or leave 1 user out."
    );
    assert_eq!(
        titles(&problem),
        ["Reactivate Visio Plan 2", "Buy 1 more seat of Visio Plan 2"]
    );
    assert_eq!(
        org.line(&org.fixed(&order)),
        "1 user gets Visio Plan 2; a subscription of Visio Plan 2 is active again; 4 of 5 seats left."
    );
    let after = org.after(&org.fixed(&order));
    assert_eq!(
        after.facts.products[&product("Visio Plan 2")].seats,
        Seats {
            assignable: 5,
            assigned: 1
        }
    );
}

#[test]
fn a_subscription_is_reactivated_for_an_order_only_if_its_seats_are_enough_and_by_who_may() {
    let org = disabled(1, Channel::Direct);
    let order = assign("Visio Plan 2", &["Ann", "Bob"]);
    assert_eq!(
        titles(&org.problem(&order)),
        ["Buy 2 more seats of Visio Plan 2"]
    );
    let one = assign("Visio Plan 2", &["Ann"]);
    let refusal = decide(&admin(Role::License), &one, &org.facts).expect_err("refused");
    let problem = &refusal.problems[0];
    assert!(problem.fixes.is_empty());
    assert!(problem.cause.message().contains(
        "1 more seat can't be assigned, because its subscription is disabled. Reactivate the subscription"
    ));
}

#[test]
fn who_brings_a_disabled_subscription_back_depends_on_how_it_was_bought() {
    let remedy = |channel, role| {
        let org = disabled(5, channel);
        let order = assign("Visio Plan 2", &["Ann"]);
        let refusal = decide(&admin(role), &order, &org.facts).expect_err("refused");
        let [problem] = &refusal.problems[..] else {
            panic!("one reason: {refusal:?}");
        };
        let reactivates =
            |fix: &Fix| matches!(fix.edits[..], [Edit::Manage(_, _, Deed::Reactivate)]);
        assert!(!problem.fixes.iter().any(reactivates));
        problem.cause.message()
    };
    for (channel, says) in [
        (
            Channel::Partner,
            "Ask your partner to reactivate the subscription, buy 1 more, ",
        ),
        (Channel::Prepaid, "Redeem another product key, buy 1 more, "),
        (
            Channel::Trial,
            "Buy the trial in Your products, buy 1 more, ",
        ),
    ] {
        let message = remedy(channel, Role::Global);
        assert!(message.contains(says), "{message}");
    }
    // Who doesn't see what a partner bought isn't told of it.
    let message = remedy(Channel::Partner, Role::License);
    assert!(!message.contains("disabled"), "{message}");
}

#[test]
fn of_several_disabled_subscriptions_the_one_to_reactivate_is_named_and_all_seats_are_told() {
    use {Channel::*, SubscriptionState::*};
    let mut org = Org::new();
    let all = [
        visio(50, Disabled, Prepaid),
        visio(5, Disabled, Direct),
        visio(70, Deleted, Direct),
        visio(80, Disabled, SelfService),
        visio(10, Active, Direct),
    ];
    org.subscriptions("Visio Plan 2", all.into());
    org.seats("Visio Plan 2", 10, 10);
    let known = &org.facts.products[&product("Visio Plan 2")];
    let seats = DisabledSeats::of(known, &admin(Role::License)).expect("disabled ones");
    assert_eq!((seats.seats, seats.channel), (55, Direct));
    assert_eq!(seats.subscription, purchase("Direct Disabled"));
}

#[test]
fn that_users_bought_a_product_for_themselves_is_the_only_reason_told() {
    let mut org = Org::new();
    let own = visio(3, SubscriptionState::Active, Channel::SelfService);
    org.subscriptions("Visio Plan 2", vec![own]);
    org.seats("Visio Plan 2", 0, 0);
    let order = assign("Visio Plan 2", &["Ann", "Bob"]);
    assert_eq!(org.causes(&order), ["self-service"]);
    // What else is in the way is told.
    org.named("Ann").location = None;
    assert_eq!(org.causes(&order), ["self-service", "no-location"]);
    org.seats("Office 365 E1", 10, 10);
    let both = together(&[order, assign("Office 365 E1", &["Bob"])]);
    assert_eq!(
        org.causes(&both),
        ["self-service", "no-location", "no-seats"]
    );
}
