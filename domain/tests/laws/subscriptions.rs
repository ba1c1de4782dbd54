//! What holds over a subscription's life, whatever is done in whatever sequence, and however time passes.

use crate::world::{Dice, World, bare, deed, holders};
use domain::{calendar::DAY, *};
use proptest::prelude::*;

/// Something done with some subscription of some product, now and then by the clock.
fn step(dice: &mut Dice, facts: &Facts) -> Option<Order> {
    let ids: Vec<_> = facts.products.keys().copied().collect();
    let product = *dice.pick(&ids);
    let subscriptions = &facts.products[&product].subscriptions;
    if subscriptions.is_empty() || dice.chance(10) {
        let seats = 1 + dice.below(3) as u32;
        let purchase = Purchase {
            recurring: dice.chance(50),
            ..Purchase::usual(product, seats)
        };
        return Some(Order::new(Action::Subscribe(purchase), []));
    }
    let one = dice.pick(subscriptions);
    let deed = match dice.below(10) {
        0..=4 => Deed::Advance(one.aged(facts.now)?.state),
        5 => Deed::TakeControl(Takeover::MoveUsers),
        6 => Deed::TakeControl(Takeover::Cancel),
        _ => deed(dice),
    };
    Some(Order::manage(product, one.id, deed))
}

fn check(facts: &Facts, before: &Facts) -> Result<(), TestCaseError> {
    for (id, product) in &facts.products {
        let counted: u32 = product
            .subscriptions
            .iter()
            .map(Subscription::assignable)
            .sum();
        prop_assert_eq!(product.seats.assignable, counted);
        prop_assert_eq!(product.seats.assigned as usize, holders(facts, *id));
        let had = before.products[id].seats.assigned;
        let lapsed = product.seats.assigned <= had.max(product.seats.assignable);
        prop_assert!(lapsed, "sold twice: {:?}", product.seats);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_seat_is_sold_twice_whatever_happens_in_whatever_sequence(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let world = World::new(seed, 1 + dice.below(8), 1 + dice.below(4));
        let mut facts = world.facts;
        let global = Actor::operator();
        for round in 0..40_u128 {
            facts.fresh = uuid::Uuid::from_u128(0xf000 + 16 * round);
            facts.now += dice.below(25) as i64 * DAY;
            let order = match dice.chance(25) {
                // Assign, unassign, replace meanwhile.
                true => Some(World { order: world.order.clone(), actor: global.clone(), facts: facts.clone() }.order),
                false => step(&mut dice, &facts),
            };
            let Some(order) = order else { continue };
            let Ok(plan) = decide(&global, &order, &facts) else { continue };
            let before = facts.clone();
            facts.apply(plan.changes(), facts.now, &"the laws".into());
            check(&facts, &before)?;
            for seats in &plan.outcome().seats {
                prop_assert_eq!(facts.products[&seats.product.id].seats, seats.after);
            }
            // Who is purged is gone.
            if plan.changes().iter().any(Change::is_final) {
                continue;
            }
            let mut back = facts.clone();
            let inverse: Vec<Change> = plan.changes().iter().rev().map(Change::inverse).collect();
            back.apply(&inverse, 0, &"the laws".into());
            prop_assert_eq!(bare(&back), bare(&before), "the inverse of {:?}", order);
        }
    }

    #[test]
    fn the_clock_acts_once_and_comes_to_rest(seed in any::<u64>(), days in 0..2_000_i64) {
        let world = World::new(seed, 6, 3);
        let mut facts = world.facts;
        facts.now += days * DAY;
        let due = |facts: &Facts| -> Vec<(ProductId, Subscription)> {
            let products = facts.products.values();
            let all = products.flat_map(|product| {
                product.subscriptions.iter().map(|one| (product.id, one.clone()))
            });
            all.filter(|(_, one)| one.aged(facts.now).is_some()).collect()
        };
        for (product, one) in due(&facts) {
            let state = one.aged(facts.now).expect("it is due").state;
            let order = Order::manage(product, one.id, Deed::Advance(state));
            let plan = decide(&Actor::clock(), &order, &facts);
            let plan = plan.map_err(|refusal| TestCaseError::fail(refusal.message()))?;
            let before = facts.clone();
            facts.apply(plan.changes(), facts.now, &"the clock".into());
            check(&facts, &before)?;
        }
        prop_assert_eq!(due(&facts), []);
    }
}
