//! The life of a subscription by the clock: Active, Expired, Disabled, Deleted. Time is an input.

use crate::{
    Channel, Facts, Person, Product, Subscription, SubscriptionId, SubscriptionState, Term,
    TermLength, UserId, calendar::DAY,
};
use std::cmp::Reverse;

/// Within so long after its term began, a subscription can be canceled, and seats removed.
pub const WINDOW: i64 = 7 * DAY;
/// So long a subscription is Expired: users work on.
pub const GRACE: i64 = 30 * DAY;
/// So long it is Disabled: it can be reactivated, and whoever is left without a seat can be given another.
pub const DISABLED: i64 = 90 * DAY;

impl Subscription {
    /// Until when it can be canceled.
    pub fn cancelable_until(&self) -> i64 {
        self.term.since.saturating_add(WINDOW)
    }

    /// Until when seats can be removed.
    pub fn reducible_until(&self) -> i64 {
        self.term.since.max(self.term.grown).saturating_add(WINDOW)
    }

    /// As the clock leaves it `now`; none if nothing is due.
    pub fn aged(&self, now: i64) -> Option<Self> {
        let due = |one: &Self| one.term.next.filter(|next| *next <= now);
        let mut aged = self.clone();
        while let Some(at) = due(&aged) {
            aged = aged.next(at);
        }
        (aged != *self).then_some(aged)
    }

    /// One step further in its life, which it takes `at` this time.
    fn next(self, at: i64) -> Self {
        let state = match self.state {
            SubscriptionState::Active if self.term.recurring => return self.renewed(at),
            SubscriptionState::Active => SubscriptionState::Expired,
            SubscriptionState::Expired => SubscriptionState::Disabled,
            SubscriptionState::Disabled | SubscriptionState::Deleted => SubscriptionState::Deleted,
        };
        self.becoming(state, at)
    }

    /// Comes into another state.
    #[must_use]
    pub(crate) fn becoming(self, state: SubscriptionState, at: i64) -> Self {
        let next = match state {
            SubscriptionState::Active => self.term.ends,
            SubscriptionState::Expired => Some(at.saturating_add(GRACE)),
            SubscriptionState::Disabled => Some(at.saturating_add(DISABLED)),
            SubscriptionState::Deleted => None,
        };
        let term = Term { next, ..self.term };
        Self {
            state,
            term,
            ..self
        }
    }

    /// Begins another term. A trial becomes a subscription that is paid for.
    #[must_use]
    pub(crate) fn renewed(self, at: i64) -> Self {
        let (channel, length) = match (self.channel, self.term.length) {
            (Channel::Trial, TermLength::Perpetual) => (Channel::Direct, TermLength::Annual),
            (Channel::Trial, length) => (Channel::Direct, length),
            (channel, length) => (channel, length),
        };
        Self {
            state: SubscriptionState::Active,
            channel,
            term: Term::new(at, length, true),
            ..self
        }
    }
}

/// Who loses `product` if this subscription of it goes: all who hold it by this very purchase; else those whom the
/// seats of the others, if they all came back, would not reach. Whoever was given it last loses it first.
pub(crate) fn losers<'f>(
    facts: &'f Facts,
    product: &Product,
    subscription: SubscriptionId,
) -> Vec<UserId> {
    let own = crate::Via::SelfService(subscription);
    let holders = |which: fn(&crate::License, crate::Via) -> bool| {
        let people = facts.people.values();
        people.filter_map(move |person| {
            let mut licenses = person.licenses.iter();
            let held = licenses
                .by_ref()
                .filter(|one| one.product == product.id && which(one, own));
            held.map(|one| one.since).min().map(|since| (since, person))
        })
    };
    let purchases = || product.subscriptions.iter();
    if purchases().any(|one| one.id == subscription && !one.managed()) {
        let by_it = holders(|one, own| one.via == own);
        return by_it.map(|(_, person)| person.id).collect();
    }
    let others = purchases().filter(|one| one.id != subscription && one.exists() && one.managed());
    let seats: usize = others.map(|one| one.seats as usize).sum();
    let mut seated: Vec<(i64, &'f Person)> = holders(|one, _| one.via.uses_seat()).collect();
    let lost = seated.len().saturating_sub(seats);
    seated.sort_unstable_by_key(|(since, person)| (Reverse((*since, &person.username)), person.id));
    let last = seated.into_iter().take(lost);
    last.map(|(_, person)| person.id).collect()
}
