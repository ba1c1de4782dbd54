//! The rule for buying seats: how many, and of what.

use crate::{Action, Cause, Deed, Facts, Order, Product, ProductId};
use std::collections::BTreeMap;

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
            let (product, seats) = match &step.action {
                Action::BuySeats { product, seats } => (*product, *seats),
                Action::Subscribe(purchase) => (purchase.product, purchase.seats),
                Action::Manage {
                    product,
                    deed: Deed::Buy(seats),
                    ..
                } => (*product, *seats),
                _ => continue,
            };
            let sum: &mut u32 = bought.entry(product).or_default();
            *sum = sum.saturating_add(seats);
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
