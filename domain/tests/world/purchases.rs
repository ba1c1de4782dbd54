//! Subscriptions, and what is done with them.

use super::{Dice, NOW, holders, uuid};
use domain::*;

/// Begun some days ago, ended some days ago or not yet.
pub(super) fn term(dice: &mut Dice) -> Term {
    let days = |dice: &mut Dice, many: usize| dice.below(many) as i64 * 86_400;
    let since = NOW - days(dice, 20);
    let length = *dice.pick(&[
        TermLength::Monthly,
        TermLength::Annual,
        TermLength::Perpetual,
    ]);
    let ends = length.end(since);
    Term {
        since,
        ends,
        length,
        recurring: ends.is_some() && dice.chance(60),
        grown: since + days(dice, 3),
        next: ends,
    }
}

/// The product's self-service purchase; another one, if it has none.
pub(super) fn own_purchase(product: &Product) -> SubscriptionId {
    let mut own = product.subscriptions.iter().filter(|one| !one.managed());
    own.next().map_or(SubscriptionId(uuid(6, 0)), |one| one.id)
}

/// One that concerns no user.
pub(crate) fn deed(dice: &mut Dice) -> Deed {
    let seats = 1 + dice.below(3) as u32;
    match dice.below(8) {
        0..=1 => Deed::Buy(seats),
        2..=3 => Deed::Remove(seats),
        4 => Deed::SetRecurring(dice.chance(50)),
        5 => Deed::Cancel,
        6 => Deed::Reactivate,
        _ => Deed::Convert,
    }
}

/// Seats as they are bought and held; mostly some are left.
pub(super) fn count_seats(dice: &mut Dice, facts: &mut Facts) {
    let plenty = dice.chance(60);
    let counted: Vec<_> = facts
        .products
        .keys()
        .map(|id| (*id, holders(facts, *id)))
        .collect();
    for (id, assigned) in counted {
        let product = facts.products.get_mut(&id).expect("it was just listed");
        if plenty && let Some(first) = product.subscriptions.first_mut() {
            first.seats += 20;
        }
        product.seats = Seats {
            assignable: product
                .subscriptions
                .iter()
                .map(Subscription::assignable)
                .sum(),
            assigned: assigned as u32,
        };
    }
}
