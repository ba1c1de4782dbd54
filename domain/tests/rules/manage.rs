//! What is done with one subscription: seats, recurring billing, cancellation.

use crate::org::*;
use domain::{calendar::DAY, *};

const NOW: i64 = 1_800_000_000;

fn subscription(channel: Channel, days_ago: i64) -> Subscription {
    Subscription {
        id: purchase("Visio Plan 2"),
        seats: 10,
        state: SubscriptionState::Active,
        channel,
        term: Term::new(NOW - days_ago * DAY, TermLength::Annual, true),
    }
}

/// Visio by this subscription, with so many seats assigned.
fn org(subscription: Subscription, assigned: u32) -> Org {
    let mut org = Org::new();
    org.facts.now = NOW;
    org.subscriptions("Visio Plan 2", vec![subscription]);
    let assignable = org.facts.products[&product("Visio Plan 2")]
        .seats
        .assignable;
    org.seats("Visio Plan 2", assignable, assigned);
    org
}

fn manage(deed: Deed) -> Order {
    Order::manage(product("Visio Plan 2"), purchase("Visio Plan 2"), deed)
}

fn after(org: &Org, deed: Deed) -> Subscription {
    let after = org.after(&manage(deed));
    after.facts.products[&product("Visio Plan 2")].subscriptions[0].clone()
}

fn message(subscription: Subscription, deed: Deed) -> String {
    org(subscription, 8).message(&manage(deed))
}

#[test]
fn seats_are_bought_on_the_subscription_that_is_named() {
    let org = org(subscription(Channel::Direct, 100), 8);
    assert_eq!(
        org.line(&manage(Deed::Buy(5))),
        "5 seats of Visio Plan 2 bought; 7 of 15 seats left."
    );
    let grown = after(&org, Deed::Buy(5));
    assert_eq!((grown.seats, grown.term.grown), (15, NOW));
    assert_eq!(
        grown.term.ends,
        subscription(Channel::Direct, 100).term.ends
    );
    assert_eq!(
        org.causes(&manage(Deed::Buy(0))),
        ["bad-quantity"],
        "the same limits as for any purchase"
    );
}

#[test]
fn a_new_subscription_has_a_term_of_its_own() {
    let org = org(subscription(Channel::Direct, 100), 8);
    let purchase = Purchase {
        length: TermLength::Monthly,
        recurring: false,
        ..Purchase::usual(product("Visio Plan 2"), 4)
    };
    let order = Order::new(Action::Subscribe(purchase), []);
    assert_eq!(
        org.line(&order),
        "4 seats of Visio Plan 2 bought; 6 of 14 seats left."
    );
    let after = org.after(&order);
    let new = &after.facts.products[&product("Visio Plan 2")].subscriptions[1];
    assert_eq!(new.id, SubscriptionId(org.facts.fresh));
    assert_eq!(new.term.ends, TermLength::Monthly.end(NOW));
    assert!(!new.term.recurring);
}

#[test]
fn a_term_that_ends_in_the_past_is_not_bought() {
    let org = org(subscription(Channel::Direct, 100), 8);
    let ending = |ends| {
        let purchase = Purchase {
            ends: Some(ends),
            ..Purchase::usual(product("Visio Plan 2"), 4)
        };
        Order::new(Action::Subscribe(purchase), [])
    };
    assert_eq!(
        org.message(&ending(NOW - DAY)),
        "The term of Visio Plan 2 can't end on Jan 14, 2027. Choose a day to come, within 10 years."
    );
    for ends in [NOW, NOW + 4_000 * DAY, i64::MAX, i64::MIN] {
        assert_eq!(org.causes(&ending(ends)), ["bad-term"]);
    }
    let after = org.after(&ending(NOW + 20 * DAY));
    let new = &after.facts.products[&product("Visio Plan 2")].subscriptions[1];
    assert_eq!(new.term.next, Some(NOW + 20 * DAY));
}

#[test]
fn seats_are_removed_within_seven_days() {
    let org = org(subscription(Channel::Direct, 6), 8);
    assert_eq!(
        org.line(&manage(Deed::Remove(2))),
        "2 seats of Visio Plan 2 removed; 0 of 8 seats left."
    );
    assert_eq!(
        message(subscription(Channel::Direct, 7), Deed::Remove(2)),
        "Licenses of Visio Plan 2 can be removed only within 7 days after they were bought or renewed. \
         Turn off recurring billing, and buy fewer when the term ends."
    );
    let mut grown = subscription(Channel::Direct, 100);
    grown.term.grown = NOW - 2 * DAY;
    assert_eq!(after(&self::org(grown, 8), Deed::Remove(2)).seats, 8);
}

#[test]
fn seats_are_never_removed_below_those_assigned() {
    assert_eq!(
        message(subscription(Channel::Direct, 1), Deed::Remove(5)),
        "You can't reduce the number of licenses so far: 8 of Visio Plan 2 are assigned. \
         Unassign at least 3 licenses, and try again."
    );
    let mut two = org(subscription(Channel::Direct, 1), 8);
    let mut other = subscription(Channel::Direct, 100);
    other.id = purchase("another");
    two.subscriptions(
        "Visio Plan 2",
        vec![subscription(Channel::Direct, 1), other],
    );
    assert!(
        two.decide(&manage(Deed::Remove(9))).is_ok(),
        "the others' seats reach for those assigned"
    );
    let in_parts = together(&[manage(Deed::Remove(2)), manage(Deed::Remove(2))]);
    let one = org(subscription(Channel::Direct, 1), 8);
    assert_eq!(one.causes(&in_parts), ["below-assigned"]);
}

#[test]
fn the_last_seat_goes_only_with_the_subscription() {
    let org = org(subscription(Channel::Direct, 1), 0);
    assert_eq!(after(&org, Deed::Remove(9)).seats, 1);
    for seats in [0, 10, u32::MAX] {
        assert_eq!(
            org.message(&manage(Deed::Remove(seats))),
            "Choose 1 to 9 licenses of Visio Plan 2 to remove. To give up all of them, cancel the subscription."
        );
    }
}

#[test]
fn seats_are_removed_only_while_recurring_billing_is_on() {
    let mut off = subscription(Channel::Direct, 1);
    off.term.recurring = false;
    let org = org(off, 8);
    let order = manage(Deed::Remove(2));
    let problem = org.problem(&order);
    assert_eq!(
        problem.cause.message(),
        "Licenses of Visio Plan 2 can be removed only while recurring billing is on. Turn it on, and try again."
    );
    assert_eq!(
        titles(&problem),
        ["Turn on recurring billing of Visio Plan 2"]
    );
    assert!(org.decide(&org.fixed(&order)).is_ok());
}

#[test]
fn what_was_bought_otherwise_is_changed_otherwise() {
    for deed in [Deed::Buy(1), Deed::Remove(1)] {
        assert_eq!(
            message(subscription(Channel::Prepaid, 1), deed),
            "This subscription of Visio Plan 2 was bought with a product key (prepaid), so it can't be changed here. \
             Redeem another product key, or buy a new subscription."
        );
        assert_eq!(
            message(subscription(Channel::Partner, 1), deed),
            "This subscription of Visio Plan 2 was bought from a reseller. Ask your partner to change it."
        );
        assert_eq!(
            message(subscription(Channel::Trial, 1), deed),
            "This subscription of Visio Plan 2 is a trial. Buy it first, and try again."
        );
        let own = org(subscription(Channel::SelfService, 1), 0);
        assert_eq!(
            own.message(&manage(deed)),
            "This subscription of Visio Plan 2 was bought by a user in a self-service purchase. \
             Take control of it first."
        );
    }
}

#[test]
fn recurring_billing_is_turned_on_and_off_while_it_is_active() {
    let org = org(subscription(Channel::Direct, 100), 8);
    let order = manage(Deed::SetRecurring(false));
    assert_eq!(
        org.line(&order),
        "Recurring billing of Visio Plan 2 is off."
    );
    let off = after(&org, Deed::SetRecurring(false));
    assert_eq!(off.state, SubscriptionState::Active, "until the term ends");
    let again = org.after(&order);
    assert_eq!(again.decide(&order).map(|plan| plan.changes().len()), Ok(0));
    let mut expired = off;
    expired.state = SubscriptionState::Expired;
    assert_eq!(
        message(expired, Deed::SetRecurring(true)),
        "This subscription of Visio Plan 2 has expired. Reactivate it first."
    );
    let mut perpetual = subscription(Channel::Direct, 100);
    perpetual.term = Term::new(NOW, TermLength::Perpetual, false);
    assert_eq!(
        message(perpetual, Deed::SetRecurring(true)),
        "This subscription of Visio Plan 2 has no term that ends, so there is nothing to renew."
    );
}

#[test]
fn canceled_within_seven_days_it_is_disabled_at_once() {
    let org = org(subscription(Channel::Direct, 6), 8);
    assert_eq!(
        org.line(&manage(Deed::Cancel)),
        "A subscription of Visio Plan 2 is disabled; 0 of 0 seats left; \
         8 assigned licenses without a seat."
    );
    let canceled = after(&org, Deed::Cancel);
    assert_eq!(canceled.state, SubscriptionState::Disabled);
    assert_eq!(canceled.term.next, Some(NOW + DISABLED));
}

#[test]
fn what_was_canceled_is_not_said_to_be_renewed() {
    let bought = subscription(Channel::Direct, 6);
    assert_eq!(bought.renewal(), Some(true));
    let canceled = after(&org(bought, 8), Deed::Cancel);
    assert!(canceled.term.recurring, "it is again, if reactivated");
    assert_eq!(canceled.renewal(), None);
}

#[test]
fn a_term_that_begins_later_opens_no_window() {
    let later = || subscription(Channel::Direct, -40);
    for (deed, barrier) in [
        (Deed::Cancel, Barrier::CancelWindow { recurring: true }),
        (Deed::Remove(1), Barrier::RemoveWindow),
    ] {
        let possible = deed.possible(&Actor::operator(), &later(), NOW);
        assert_eq!(possible, Err(barrier), "{deed:?}");
    }
}

#[test]
fn later_it_is_canceled_by_turning_off_recurring_billing() {
    let org = org(subscription(Channel::Direct, 7), 8);
    let order = manage(Deed::Cancel);
    let problem = org.problem(&order);
    assert_eq!(
        problem.cause.message(),
        "This subscription of Visio Plan 2 could be canceled only within 7 days after it was bought or renewed. \
         Turn off recurring billing to cancel at the end of the term."
    );
    assert_eq!(
        titles(&problem),
        ["Turn off recurring billing of Visio Plan 2"]
    );
    let fixed = org.fixed(&order);
    assert_eq!(
        fixed,
        manage(Deed::SetRecurring(false)),
        "instead of canceling"
    );
    let org = org.after(&fixed);
    assert_eq!(
        org.message(&order),
        "This subscription of Visio Plan 2 could be canceled only within 7 days after it was bought or renewed. \
         Recurring billing is off, so it ends with its term."
    );
    assert!(org.problem(&order).fixes.is_empty());
}

#[test]
fn an_expired_or_disabled_one_is_brought_back() {
    for state in [SubscriptionState::Expired, SubscriptionState::Disabled] {
        let mut lapsed = subscription(Channel::Direct, 400);
        lapsed.state = state;
        let org = org(lapsed, 8);
        assert_eq!(org.causes(&manage(Deed::Buy(1))), ["not-active"]);
        let fixed = org.fixed(&manage(Deed::Buy(1)));
        assert_eq!(fixed.steps.len(), 2, "reactivate it, then buy");
        let active = after(&org, Deed::Reactivate);
        assert_eq!(active.state, SubscriptionState::Active);
        assert_eq!(active.term, Term::new(NOW, TermLength::Annual, true));
    }
    let canceled = org(subscription(Channel::Direct, 3), 8).after(&manage(Deed::Cancel));
    let back = after(&canceled, Deed::Reactivate);
    assert_eq!(
        back,
        subscription(Channel::Direct, 3),
        "its term had not ended"
    );
    let mut ending = subscription(Channel::Direct, 3);
    ending.term.recurring = false;
    let canceled = org(ending, 8).after(&manage(Deed::Cancel));
    let back = after(&canceled, Deed::Reactivate);
    assert!(!back.term.recurring, "it still ends with its term");
    let mut deleted = subscription(Channel::Direct, 400);
    deleted.state = SubscriptionState::Deleted;
    assert_eq!(
        message(deleted, Deed::Reactivate),
        "This subscription of Visio Plan 2 is deleted and can't be brought back. Buy the product again."
    );
}

#[test]
fn a_trial_is_bought() {
    let org = org(subscription(Channel::Trial, 10), 8);
    assert_eq!(
        org.line(&manage(Deed::Convert)),
        "The trial of Visio Plan 2 becomes a subscription that is paid for."
    );
    let paid = after(&org, Deed::Convert);
    assert_eq!(paid.channel, Channel::Direct);
    assert_eq!(paid.term, Term::new(NOW, TermLength::Annual, true));
    assert_eq!(
        org.after(&manage(Deed::Convert))
            .causes(&manage(Deed::Convert)),
        ["not-trial"]
    );
    let mut monthly = subscription(Channel::Trial, 10);
    monthly.term = Term::new(NOW - 10 * DAY, TermLength::Monthly, false);
    let paid = after(&self::org(monthly, 8), Deed::Convert);
    assert_eq!(paid.term, Term::new(NOW, TermLength::Monthly, true));
    let more = org.fixed(&manage(Deed::Buy(5)));
    assert_eq!(more.steps.len(), 2, "buy the trial, then more");
    assert!(org.decide(&more).is_ok());
}

#[test]
fn who_may_not_see_what_a_partner_bought_is_told_of_none() {
    let org = org(subscription(Channel::Partner, 1), 8);
    let order = manage(Deed::Cancel);
    let refusal = decide(&admin(Role::Billing), &order, &org.facts).expect_err("not seen");
    assert_eq!(
        refusal.message(),
        "There is no such subscription of Visio Plan 2. It may have been deleted: look at Your products."
    );
    assert_eq!(org.causes(&order), ["partner"]);
}

#[test]
fn a_subscription_that_is_not_there_is_said() {
    let org = org(subscription(Channel::Direct, 1), 8);
    let order = Order::manage(product("Visio Plan 2"), purchase("none"), Deed::Cancel);
    assert_eq!(org.causes(&order), ["unknown-subscription"]);
    let order = Order::manage(product("nothing"), purchase("none"), Deed::Cancel);
    assert_eq!(org.causes(&order), ["unknown-product"]);
}

#[test]
fn a_button_knows_why_it_is_disabled() {
    let prepaid = subscription(Channel::Prepaid, 1);
    let global = admin(Role::Global);
    let why = |deed: Deed| deed.possible(&global, &prepaid, NOW);
    assert_eq!(why(Deed::Cancel), Err(Barrier::Prepaid));
    let direct = subscription(Channel::Direct, 1);
    assert_eq!(Deed::Cancel.possible(&global, &direct, NOW), Ok(()));
}

#[test]
fn a_number_of_seats_that_others_changed_meanwhile_is_not_what_was_seen() {
    let shown = org(subscription(Channel::Direct, 100), 8).outcome(&manage(Deed::Buy(5)));
    let same = org(subscription(Channel::Direct, 100), 7).outcome(&manage(Deed::Buy(5)));
    assert!(shown != same && shown.relied_on() == same.relied_on());
    let mut grown = subscription(Channel::Direct, 100);
    grown.seats += 5;
    let now = org(grown, 8).outcome(&manage(Deed::Buy(5)));
    assert!(shown.relied_on() != now.relied_on());
}
