//! The rule for buying seats: on a subscription that can grow, else on a new one.

use crate::{Action, Cause, Change, Facts, Order, Product, ProductId, SubscriptionId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The most seats of a product that one order buys, and the most that a product has before;
/// they keep counters far from overflow.
const MOST: u32 = 1_000_000;
const MOST_BEFORE: u32 = 1_000 * MOST;

/// The seats that an order buys, by product.
pub(crate) type Bought = BTreeMap<ProductId, u32>;

impl Order {
    /// The seats that it buys.
    pub(crate) fn bought(&self) -> Bought {
        let mut bought = Bought::new();
        for step in &self.steps {
            if let Action::BuySeats { product, seats } = step.action {
                let sum: &mut u32 = bought.entry(product).or_default();
                *sum = sum.saturating_add(seats);
            }
        }
        bought
    }
}

/// Can `seats` of `product` be bought in one order?
pub(crate) fn possible(product: &Product, seats: u32) -> bool {
    (1..=MOST).contains(&seats) && product.seats.assignable <= MOST_BEFORE
}

/// Why not.
pub(crate) fn check(facts: &Facts, bought: &Bought) -> Vec<Cause> {
    let check_one = |(id, seats): (&ProductId, &u32)| match facts.products.get(id) {
        None => Some(Cause::UnknownProduct(*id)),
        Some(known) if !facts.per_user(known) => Some(Cause::OrganizationWide(known.named())),
        Some(known) if !possible(known, *seats) => Some(Cause::BadQuantity(*seats)),
        Some(_) => None,
    };
    bought.iter().filter_map(check_one).collect()
}

/// The purchases. The first new subscription gets the id that was handed in, the next ones those
/// that follow it.
pub(crate) fn changes(facts: &Facts, bought: &Bought) -> Vec<Change> {
    let mut fresh = facts.fresh.as_u128();
    let change = |(id, seats): (&ProductId, &u32)| {
        let known = facts.products.get(id).map(|known| &known.subscriptions);
        let grows = known.and_then(|known| known.iter().find(|one| one.expandable()));
        let subscription = grows.map_or_else(
            || {
                let id = SubscriptionId(Uuid::from_u128(fresh));
                fresh = fresh.wrapping_add(1);
                id
            },
            |one| one.id,
        );
        Change::SeatsBought {
            product: *id,
            subscription,
            new: grows.is_none(),
            seats: i64::from(*seats),
        }
    };
    bought.iter().map(change).collect()
}
