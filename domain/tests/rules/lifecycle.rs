//! The life of a subscription by the clock.

use crate::org::*;
use domain::{calendar::DAY, *};

const NOW: i64 = 1_800_000_000;

fn bought(channel: Channel, recurring: bool) -> Subscription {
    Subscription {
        id: purchase("Visio Plan 2"),
        seats: 10,
        state: SubscriptionState::Active,
        channel,
        term: Term::new(NOW, TermLength::Monthly, recurring),
    }
}

fn end(subscription: &Subscription) -> i64 {
    subscription.term.ends.expect("it has an end")
}

/// Visio, of which two hold a seat of the subscription and one by self-service.
fn org(subscriptions: Vec<Subscription>) -> Org {
    let mut org = Org::new();
    org.subscriptions("Visio Plan 2", subscriptions);
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    org.gives("Bob", "Visio Plan 2", group("Sales"), &[]);
    org.gives(
        "Cem",
        "Visio Plan 2",
        Via::SelfService(purchase("own")),
        &[],
    );
    let assignable = org.facts.products[&product("Visio Plan 2")]
        .seats
        .assignable;
    org.seats("Visio Plan 2", assignable, 2);
    org
}

fn advance(to: SubscriptionState) -> Order {
    Order::manage(
        product("Visio Plan 2"),
        purchase("Visio Plan 2"),
        Deed::Advance(to),
    )
}

#[test]
fn a_subscription_expires_is_disabled_and_deleted() {
    let new = bought(Channel::Direct, false);
    let end = end(&new);
    let state = |now| new.aged(now).map(|aged| aged.state);
    assert_eq!(state(end - 1), None);
    assert_eq!(state(end), Some(SubscriptionState::Expired));
    assert_eq!(state(end + 30 * DAY - 1), Some(SubscriptionState::Expired));
    assert_eq!(state(end + 30 * DAY), Some(SubscriptionState::Disabled));
    assert_eq!(state(end + 120 * DAY), Some(SubscriptionState::Deleted));
    let deleted = new.aged(end + 500 * DAY).expect("long past");
    assert_eq!(deleted.aged(end + 900 * DAY), None, "it stays deleted");
}

#[test]
fn step_by_step_or_all_at_once_it_comes_to_the_same() {
    let new = bought(Channel::Direct, false);
    let mut stepwise = new.clone();
    for day in 0..200 {
        let now = NOW + day * DAY;
        stepwise = stepwise.aged(now).unwrap_or(stepwise);
        assert_eq!(new.aged(now).unwrap_or(new.clone()), stepwise);
    }
}

#[test]
fn with_recurring_billing_it_is_renewed_for_another_term() {
    let new = bought(Channel::Direct, true);
    let renewed = new.aged(end(&new)).expect("due");
    assert_eq!(renewed.state, SubscriptionState::Active);
    assert_eq!(renewed.term.since, end(&new));
    assert_eq!(renewed.term.ends, TermLength::Monthly.end(end(&new)));
    assert_eq!(renewed.cancelable_until(), end(&new) + WINDOW);
    let years_later = new.aged(NOW + 1_000 * DAY).expect("due");
    assert!(end(&years_later) > NOW + 1_000 * DAY && years_later.term.since <= NOW + 1_000 * DAY);
}

#[test]
fn a_trial_converts_unless_recurring_billing_is_off() {
    let trial = bought(Channel::Trial, true);
    let paid = trial.aged(end(&trial)).expect("due");
    assert_eq!(
        (paid.channel, paid.state),
        (Channel::Direct, SubscriptionState::Active)
    );
    let trial = bought(Channel::Trial, false);
    let lapsed = trial.aged(end(&trial)).expect("due");
    assert_eq!(
        (lapsed.channel, lapsed.state),
        (Channel::Trial, SubscriptionState::Expired)
    );
}

#[test]
fn perpetual_software_never_ends() {
    let mut one = bought(Channel::Partner, true);
    one.term = Term::new(NOW, TermLength::Perpetual, true);
    assert_eq!(one.aged(i64::MAX), None);
    assert!(!one.term.recurring, "there is nothing to renew");
}

#[test]
fn an_expired_one_is_still_used_and_assigned() {
    let mut org = org(vec![bought(Channel::Direct, false)]);
    org.facts.now = end(&bought(Channel::Direct, false));
    let org = org.after(&advance(SubscriptionState::Expired));
    let seats = org.facts.products[&product("Visio Plan 2")].seats;
    assert_eq!((seats.assignable, seats.assigned), (10, 2));
    assert!(
        org.decide(&assign("Visio Plan 2", &["Cem"])).is_ok(),
        "seats can be assigned in grace"
    );
}

#[test]
fn of_a_disabled_one_users_keep_their_rows_and_nobody_is_assigned() {
    let mut org = org(vec![bought(Channel::Direct, false)]);
    org.facts.now = end(&bought(Channel::Direct, false)) + 30 * DAY;
    let order = advance(SubscriptionState::Disabled);
    assert_eq!(
        org.line(&order),
        "A subscription of Visio Plan 2 is disabled; 0 of 0 seats left; \
         2 assigned licenses without a seat."
    );
    let org = org.after(&order);
    assert!(org.facts.people[&user("Ann")].holds(product("Visio Plan 2")));
    assert_eq!(
        org.causes(&assign("Visio Plan 2", &["Cem"])),
        ["no-seats"],
        "a disabled subscription's seats cannot be assigned"
    );
}

#[test]
fn when_the_last_one_is_deleted_all_its_assignments_end() {
    let mut org = org(vec![bought(Channel::Direct, false)]);
    org.facts.now = end(&bought(Channel::Direct, false)) + 120 * DAY;
    let order = advance(SubscriptionState::Deleted);
    assert_eq!(
        org.line(&order),
        "2 users lose Visio Plan 2; a subscription of Visio Plan 2 is deleted; 0 of 0 seats left."
    );
    let after = org.after(&order);
    for (who, holds) in [("Ann", false), ("Bob", false), ("Cem", true)] {
        let person = &after.facts.people[&user(who)];
        assert_eq!(person.holds(product("Visio Plan 2")), holds, "{who}");
    }
    let seats = after.facts.products[&product("Visio Plan 2")].seats;
    assert_eq!((seats.assignable, seats.assigned), (0, 0));
    let plan = org.decide(&order).expect("due");
    let mut back = after.facts.clone();
    let inverse: Vec<Change> = plan.changes().iter().rev().map(Change::inverse).collect();
    back.apply(&inverse, 0, &"somebody".into());
    assert_eq!(back, org.facts, "and the inverse brings all of it back");
}

#[test]
fn only_those_lose_it_whom_the_other_seats_do_not_reach_the_last_assigned_first() {
    let mut other = bought(Channel::Direct, true);
    other.id = purchase("another");
    other.seats = 1;
    let mut org = org(vec![bought(Channel::Direct, false), other.clone()]);
    org.named("Ann").licenses[0].since = 200;
    org.named("Bob").licenses[0].since = 100;
    org.facts.now = end(&bought(Channel::Direct, false)) + 120 * DAY;
    let order = advance(SubscriptionState::Deleted);
    let outcome = org.outcome(&order);
    assert_eq!(outcome.effects.len(), 1);
    assert_eq!(outcome.effects[0].1, [user("Ann")], "Bob had it before her");
    other.state = SubscriptionState::Disabled;
    org.subscriptions(
        "Visio Plan 2",
        vec![bought(Channel::Direct, false), other.clone()],
    );
    assert_eq!(
        org.outcome(&order).effects[0].1,
        [user("Ann")],
        "a disabled one may come back"
    );
}

#[test]
fn a_self_service_purchase_takes_only_its_own_users_along() {
    let mut own = bought(Channel::SelfService, false);
    own.id = purchase("own");
    let mut org = org(vec![bought(Channel::Direct, true), own.clone()]);
    org.facts.now = end(&own) + 120 * DAY;
    let deed = Deed::Advance(SubscriptionState::Deleted);
    let order = Order::manage(product("Visio Plan 2"), own.id, deed);
    let after = org.after(&order);
    assert!(!after.facts.people[&user("Cem")].holds(product("Visio Plan 2")));
    assert!(after.facts.people[&user("Ann")].holds(product("Visio Plan 2")));
}

#[test]
fn the_clock_does_nothing_that_is_not_due_and_nothing_twice() {
    let mut org = org(vec![bought(Channel::Direct, false)]);
    org.facts.now = NOW;
    let order = advance(SubscriptionState::Expired);
    assert_eq!(org.causes(&order), ["not-due"]);
    org.facts.now = end(&bought(Channel::Direct, false));
    assert_eq!(
        org.causes(&advance(SubscriptionState::Disabled)),
        ["not-due"]
    );
    let after = org.after(&order);
    assert_eq!(after.causes(&order), ["not-due"]);
}
