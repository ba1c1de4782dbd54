//! The rules for what is done with one subscription: seats, recurring billing, cancellation, taking control.

use crate::{
    Actor, Barrier, Cause, Channel, Facts, ProductId, Subscription, SubscriptionId,
    SubscriptionState, Term, TermLength, UserId, Verb, Via, draft::Draft, lifecycle::losers, say,
    words::Sentence,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What becomes of the users of a self-service purchase when an admin takes control of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Takeover {
    /// They keep the product, on seats of the organization's own subscriptions.
    MoveUsers,
    /// They lose it.
    Cancel,
}

/// What is done with a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Buy so many seats more.
    Buy(u32),
    /// Remove so many seats.
    Remove(u32),
    /// Turn recurring billing on or off.
    SetRecurring(bool),
    /// Cancel it: it is disabled at once.
    Cancel,
    /// Bring it back, after it expired or was disabled.
    Reactivate,
    /// Buy what was a trial.
    Convert,
    /// Take control of a self-service purchase: it is deleted.
    TakeControl(Takeover),
    /// Let the clock bring it into this state, if that is due. A renewed one is active.
    Advance(SubscriptionState),
}

impl Deed {
    /// The permission that it needs.
    pub fn verb(self) -> Verb {
        match self {
            Self::Buy(_) => Verb::BuySeats,
            Self::Advance(_) => Verb::Administer,
            _ => Verb::ManageSubscriptions,
        }
    }

    /// Does it take something from users, or move them, so that nobody can be left out?
    pub(crate) fn concerns_holders(self) -> bool {
        matches!(
            self,
            Self::TakeControl(_) | Self::Advance(SubscriptionState::Deleted)
        )
    }

    /// Why it can't be done now by `actor`, if it can't: for a button that is disabled with the reason.
    ///
    /// # Errors
    /// The reason.
    pub fn possible(
        self,
        actor: &Actor,
        subscription: &Subscription,
        now: i64,
    ) -> Result<(), Barrier> {
        self.done(actor, subscription, now).map(drop)
    }

    /// The subscription when it is done.
    ///
    /// # Errors
    /// As [`possible`](Self::possible).
    pub fn done(
        self,
        actor: &Actor,
        subscription: &Subscription,
        now: i64,
    ) -> Result<Subscription, Barrier> {
        use SubscriptionState::{Active, Deleted, Disabled, Expired};
        if !subscription.visible_to(actor) {
            return Err(Barrier::Unknown);
        }
        if let Self::Advance(state) = self {
            let aged = subscription.aged(now);
            return aged
                .filter(|aged| aged.state == state)
                .ok_or(Barrier::NotDue);
        }
        if !subscription.exists() {
            return Err(Barrier::Gone);
        }
        self.suits(subscription.channel)?;
        let mut after = subscription.clone();
        match self {
            Self::Buy(seats) => {
                is_active(subscription)?;
                after.seats = after.seats.saturating_add(seats);
                after.term.grown = now;
            }
            Self::Remove(seats) => {
                is_active(subscription)?;
                removable(subscription, seats, now)?;
                after.seats -= seats;
            }
            Self::SetRecurring(on) => {
                is_active(subscription)?;
                if subscription.term.ends.is_none() {
                    return Err(Barrier::NoTerm);
                }
                after.term.recurring = on;
            }
            Self::Cancel => {
                is_active(subscription)?;
                // Not before its term begins either: what begins later was not just bought or renewed.
                if !(subscription.term.since..subscription.cancelable_until()).contains(&now) {
                    let recurring = subscription.term.recurring;
                    return Err(Barrier::CancelWindow { recurring });
                }
                after = after.becoming(Disabled, now);
            }
            Self::Reactivate => match subscription.state {
                Active | Deleted => return Err(Barrier::Active),
                // Canceled in its term, which goes on.
                Disabled if subscription.term.ends.is_none_or(|ends| ends > now) => {
                    after = after.becoming(Active, now);
                }
                Disabled | Expired => after = after.renewed(now),
            },
            Self::Convert => after = after.renewed(now),
            Self::TakeControl(_) => after = after.becoming(Deleted, now),
            Self::Advance(_) => {}
        }
        Ok(after)
    }

    /// Is it done with what was bought like this?
    fn suits(self, channel: Channel) -> Result<(), Barrier> {
        match (self, channel) {
            (Self::TakeControl(_), Channel::SelfService) => Ok(()),
            (Self::TakeControl(_), _) => Err(Barrier::NotSelfService),
            (_, Channel::SelfService) => Err(Barrier::SelfService),
            (_, Channel::Partner) => Err(Barrier::Partner),
            (_, Channel::Prepaid) => Err(Barrier::Prepaid),
            (Self::Convert, Channel::Direct) => Err(Barrier::NotTrial),
            (Self::Buy(_) | Self::Remove(_) | Self::Reactivate, Channel::Trial) => {
                Err(Barrier::Trial)
            }
            (_, Channel::Direct | Channel::Trial) => Ok(()),
        }
    }

    /// What he who is offered it reads, after "you could".
    pub(crate) fn sentence(self, product: &Arc<str>) -> Sentence {
        match self {
            Self::Buy(seats) => say!(
                seats => "buy 1 more seat of {product}" | "buy {n} more seats of {product}",
                product = product
            ),
            Self::Remove(seats) => say!(
                seats => "remove 1 seat of {product}" | "remove {n} seats of {product}",
                product = product
            ),
            Self::SetRecurring(true) => {
                say!("turn on recurring billing of {product}", product = product)
            }
            Self::SetRecurring(false) => {
                say!("turn off recurring billing of {product}", product = product)
            }
            Self::Cancel => say!("cancel {product}", product = product),
            Self::Reactivate => say!("reactivate {product}", product = product),
            Self::Convert => say!("buy {product} instead of the trial", product = product),
            Self::TakeControl(_) => say!("take control of {product}", product = product),
            Self::Advance(_) => say!("let the clock act on {product}", product = product),
        }
    }

    /// What could be done first, or instead, to get past `barrier`.
    pub(crate) fn instead(self, barrier: &Barrier) -> Option<Self> {
        match (self, barrier) {
            (Self::Cancel, Barrier::CancelWindow { recurring: true }) => {
                Some(Self::SetRecurring(false))
            }
            (Self::Remove(_), Barrier::RecurringOff) => Some(Self::SetRecurring(true)),
            (Self::Buy(_), Barrier::NotActive(_)) => Some(Self::Reactivate),
            (Self::Buy(_), Barrier::Trial) => Some(Self::Convert),
            _ => None,
        }
    }
}

fn is_active(subscription: &Subscription) -> Result<(), Barrier> {
    match subscription.state {
        SubscriptionState::Active => Ok(()),
        state => Err(Barrier::NotActive(state)),
    }
}

fn removable(subscription: &Subscription, seats: u32, now: i64) -> Result<(), Barrier> {
    if !(subscription.term.since..subscription.reducible_until()).contains(&now) {
        return Err(Barrier::RemoveWindow);
    }
    if !subscription.term.recurring {
        return Err(Barrier::RecurringOff);
    }
    let most = subscription.seats.saturating_sub(1);
    match (1..=most).contains(&seats) {
        true => Ok(()),
        false => Err(Barrier::BadRemoval { most }),
    }
}

impl Subscription {
    /// Only Global admins see what a partner bought.
    pub fn visible_to(&self, actor: &Actor) -> bool {
        self.channel != Channel::Partner || actor.may(Verb::SeePartnerSubscriptions).is_ok()
    }
}

/// A subscription to buy beside those that there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    /// Of which product.
    pub product: ProductId,
    /// How many seats.
    pub seats: u32,
    /// For how long at a time.
    #[serde(default)]
    pub length: TermLength,
    /// When the first term ends, if not after that time: seconds since 1970 UTC.
    #[serde(default)]
    pub ends: Option<i64>,
    /// Is it renewed?
    #[serde(default)]
    pub recurring: bool,
}

/// A first term is no longer than this.
const LONGEST_TERM: i64 = 3_653 * crate::calendar::DAY;

impl Purchase {
    /// As long as is usual, renewed at the end.
    pub fn usual(product: ProductId, seats: u32) -> Self {
        Self {
            product,
            seats,
            length: TermLength::Annual,
            ends: None,
            recurring: true,
        }
    }

    /// The subscription, bought now.
    pub(crate) fn done(&self, id: SubscriptionId, now: i64) -> Result<Subscription, Barrier> {
        let to_come = |ends: &i64| *ends > now && *ends <= now.saturating_add(LONGEST_TERM);
        if let Some(ends) = self.ends.filter(|ends| !to_come(ends)) {
            return Err(Barrier::BadTerm { ends });
        }
        Ok(Subscription {
            id,
            seats: self.seats,
            state: SubscriptionState::Active,
            channel: Channel::Direct,
            term: Term::new(now, self.length, self.recurring).ending(self.ends),
        })
    }
}

/// Whom it concerns, though the order doesn't name them.
pub(crate) fn holders(
    facts: &Facts,
    product: ProductId,
    subscription: SubscriptionId,
    deed: Deed,
) -> Vec<UserId> {
    match facts.products.get(&product) {
        Some(product) if deed.concerns_holders() => losers(facts, product, subscription),
        _ => Vec::new(),
    }
}

/// What it does to one of them.
pub(crate) fn edit(
    draft: &mut Draft<'_>,
    product: ProductId,
    subscription: SubscriptionId,
    deed: Deed,
) {
    let own = (product, Via::SelfService(subscription));
    match (deed, draft.held.remove(&own)) {
        (Deed::TakeControl(Takeover::MoveUsers), Some(off)) => {
            let direct = (product, Via::Direct);
            // What either had on stays on.
            let off = draft
                .held
                .get(&direct)
                .map_or_else(|| off.clone(), |has| has.common(&off));
            draft.held.insert(direct, off);
            draft.moved.insert(product);
        }
        (Deed::Advance(SubscriptionState::Deleted), None) => {
            draft
                .held
                .retain(|(held, via), _| *held != product || !via.uses_seat());
        }
        _ => {}
    }
}

/// What speaks against it.
pub(crate) fn cause(
    facts: &Facts,
    product: ProductId,
    subscription: SubscriptionId,
    barrier: Barrier,
) -> Cause {
    Cause::Subscription {
        product: facts.product_named(product),
        subscription,
        barrier,
    }
}
