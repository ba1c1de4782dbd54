//! Seats for everybody who holds a license, and some left.

use super::{Plan, products::Portfolio};
use crate::{
    random::Random,
    rows::{PurchaseRow, next},
};
use domain::{
    Channel, ProductId, Subscription, SubscriptionId, SubscriptionState, Term, TermLength,
    calendar::DAY,
};

/// Of a hundred products, how many are full, have a subscription past its term, and have a disabled one besides.
const FULL: usize = 8;
const EXPIRED: usize = 8;
const DISABLED: usize = 6;

/// Buys seats of each product for the users who took one (`taken`).
pub(super) fn purchases(
    plan: Plan,
    portfolio: &Portfolio,
    taken: &[u32],
    self_service: SubscriptionId,
    random: &mut Random,
) -> Vec<PurchaseRow> {
    let mut bought = Vec::new();
    for (product, taken) in portfolio.products.iter().zip(taken) {
        let mut buy = |seats: u32, state, channel, random: &mut Random| {
            let id = match channel {
                Channel::SelfService => self_service,
                _ => SubscriptionId(random.id()),
            };
            bought.push(purchase(
                plan,
                product.id,
                (id, seats),
                (state, channel),
                random,
            ));
        };
        if product.self_service {
            buy(
                taken + 2,
                SubscriptionState::Active,
                Channel::SelfService,
                random,
            );
            continue;
        }
        let left = match random.chance(FULL) && *taken > 0 {
            true => 0,
            false => taken * u32::try_from(random.between(2, 25)).unwrap_or(2) / 100 + 3,
        };
        let parts = random.between(1, 3);
        let mut rest = taken + left;
        for part in (1..=parts).rev() {
            let seats = if part == 1 { rest } else { rest / 2 };
            rest -= seats;
            let state = match part == 1 && random.chance(EXPIRED) {
                true => SubscriptionState::Expired,
                false => SubscriptionState::Active,
            };
            let channel =
                [Channel::Direct, Channel::Partner, Channel::Prepaid][random.weighted(&[7, 2, 1])];
            buy(seats, state, channel, random);
        }
        if random.chance(DISABLED) {
            buy(10, SubscriptionState::Disabled, Channel::Direct, random);
        }
    }
    bought
}

fn purchase(
    plan: Plan,
    product: ProductId,
    (id, seats): (SubscriptionId, u32),
    (state, channel): (SubscriptionState, Channel),
    random: &mut Random,
) -> PurchaseRow {
    let days = match state {
        SubscriptionState::Active => random.between(20, 700),
        SubscriptionState::Expired => -random.between(1, 25),
        SubscriptionState::Disabled | SubscriptionState::Deleted => -random.between(40, 110),
    };
    let ends = (plan.now.div_euclid(DAY) + days) * DAY;
    let since = (ends - 365 * DAY).min(plan.now - 10 * DAY);
    let term = Term {
        since,
        ends: Some(ends),
        length: TermLength::Annual,
        recurring: false,
        grown: since,
        next: next(state, Some(ends)),
    };
    PurchaseRow {
        product,
        subscription: Subscription {
            id,
            seats,
            state,
            channel,
            term,
        },
        purchaser: None,
        created_at: ends - 2 * 365 * DAY,
    }
}
