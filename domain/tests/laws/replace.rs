//! What holds for every swap of licenses.

use crate::{World, bare, worlds};
use domain::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn direct(person: &Person) -> BTreeSet<ProductId> {
    let direct = person.licenses.iter().filter(|one| one.via == Via::Direct);
    direct.map(|one| one.product).collect()
}

/// The world with an order that swaps: one product, or all, for the first.
fn swapping(mut world: World, all: bool) -> Option<World> {
    let mut products = world.facts.products.keys().copied();
    let (to, from) = (products.next()?, products.next()?);
    world.actor = Actor::operator();
    world.order = Order::replace(
        (!all).then(|| vec![from]),
        vec![Choice {
            product: to,
            off: Services::none(),
        }],
        world.facts.people.keys().copied(),
    )
    .with_policy(Policy::EveryoneWhoCan);
    Some(world)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn everybody_served_has_the_new_for_the_old_and_nobody_is_between(world in worlds(), all in any::<bool>()) {
        let Some(world) = swapping(world, all) else { return Ok(()) };
        let Ok(plan) = world.decide() else { return Ok(()) };
        let Action::Replace { from, to } = &world.order.steps[0].action else { unreachable!() };
        let after = world.after(&plan);
        let out: BTreeSet<UserId> = plan.outcome().left_out.iter().flat_map(|one| &one.users).map(|one| one.id).collect();
        for (id, person) in &world.facts.people {
            let (before, now) = (direct(person), direct(&after.people[id]));
            if out.contains(id) {
                prop_assert_eq!(before, now, "who is left out keeps what they have");
                continue;
            }
            let gone = |one: &&ProductId| from.as_ref().is_none_or(|from| from.contains(one));
            let mut expected: BTreeSet<_> = before.iter().filter(|one| !gone(one)).copied().collect();
            expected.extend(to.iter().map(|choice| choice.product));
            prop_assert_eq!(now, expected);
        }
        // What changes for one user is in one plan: as many begin as the seats say, and not one more.
        for (id, product) in &after.products {
            prop_assert_eq!(product.seats.assigned as usize, crate::holders(&after, *id));
        }
    }

    #[test]
    fn a_service_that_was_off_stays_off_where_the_new_product_has_it(world in worlds(), all in any::<bool>()) {
        let Some(world) = swapping(world, all) else { return Ok(()) };
        let Ok(plan) = world.decide() else { return Ok(()) };
        let Action::Replace { from, to } = &world.order.steps[0].action else { unreachable!() };
        let after = world.after(&plan);
        for change in plan.changes() {
            let (Change::Assigned { product, users, .. } | Change::ServicesSet { product, users, .. }) = change else { continue };
            prop_assert_eq!(*product, to[0].product);
            for user in users {
                let person = &world.facts.people[user];
                let gone = |one: &&License| {
                    one.via == Via::Direct && from.as_ref().is_none_or(|from| from.contains(&one.product))
                };
                let gone: Vec<&License> = person.licenses.iter().filter(gone).collect();
                let has = |one: &License, service| world.facts.products[&one.product].services.contains(service);
                let now = Facts::direct(&after.people[user], *product).expect("it was assigned");
                for service in world.facts.switchable(&world.facts.products[product]).iter() {
                    let was = gone.iter().any(|one| has(one, service));
                    let was_off = was && gone.iter().all(|one| !has(one, service) || one.off.contains(service));
                    prop_assert_eq!(now.off.contains(service), was_off);
                }
            }
        }
    }

    #[test]
    fn a_swap_and_its_inverse_give_the_start(world in worlds(), all in any::<bool>()) {
        let Some(world) = swapping(world, all) else { return Ok(()) };
        let Ok(plan) = world.decide() else { return Ok(()) };
        prop_assert_eq!(
            Preview::of(&world.actor, &world.order, &world.facts),
            Preview::Accepted(plan.outcome().clone())
        );
        let mut facts = world.after(&plan);
        let back: Vec<Change> = plan.changes().iter().rev().map(Change::inverse).collect();
        facts.apply(&back, 2_000_000_001, &"the laws".into());
        prop_assert_eq!(bare(&facts), bare(&world.facts));
    }
}
