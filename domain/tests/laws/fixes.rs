//! Every fix that is offered works.

use crate::world::{World, named, only};
use domain::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What is in the way, as far as a person is concerned: services and products, not by which
/// licenses they come.
type Matter = (&'static str, BTreeSet<String>);

fn matter(cause: &Cause) -> Matter {
    let of = match cause {
        Cause::Conflict(services) => services
            .iter()
            .map(|one| one.service.id.to_string())
            .collect(),
        Cause::Missing { service, any_of } => [format!("{} {any_of:?}", service.service.id)].into(),
        Cause::NoSeats { product, .. } => [product.id.to_string()].into(),
        other => [format!("{other:?}")].into(),
    };
    (cause.code(), of)
}

/// Is `left` all or part of `matter`?
fn part(left: &Matter, matter: &Matter) -> bool {
    left.0 == matter.0 && left.1.is_subset(&matter.1)
}

fn problems(decided: &Result<Plan, Refusal>) -> &[Problem] {
    match decided {
        Ok(plan) => &plan.outcome().left_out,
        Err(refusal) => &refusal.problems,
    }
}

fn is_shortage(problem: &Problem) -> bool {
    problem.cause.code() == "no-seats"
}

/// What is in the way of `user` in person.
fn matters_of(decided: &Result<Plan, Refusal>, user: UserId) -> Vec<Matter> {
    let own = problems(decided).iter().filter(|one| !is_shortage(one));
    let own = own.filter(|one| one.users.iter().any(|named| named.id == user));
    own.map(|one| matter(&one.cause)).collect()
}

fn whole_order(decided: &Result<Plan, Refusal>) -> BTreeSet<Matter> {
    let whole = problems(decided).iter().filter(|one| one.users.is_empty());
    whole.map(|one| matter(&one.cause)).collect()
}

fn short_products(decided: &Result<Plan, Refusal>) -> BTreeSet<Matter> {
    let short = problems(decided).iter().filter(|one| is_shortage(one));
    short.map(|one| matter(&one.cause)).collect()
}

fn solves(
    world: &World,
    problem: &Problem,
    fix: &Fix,
    users: &[UserId],
) -> Result<(), TestCaseError> {
    let before = world.decide();
    let fixed = world.order.fixed(fix, users);
    let after = decide(&world.actor, &fixed, &world.facts);
    let what = format!("{fix:?} for {users:?} of {problem:?}\nmade {fixed:?}\nwith {after:?}");
    prop_assert!(
        whole_order(&after).is_subset(&whole_order(&before)),
        "{}",
        what
    );
    if fix.edits == [Edit::EveryoneWhoCan] {
        prop_assert!(after.is_ok(), "{}", what);
        return Ok(());
    }
    // An order that is wrong as a whole says what is short without its wrong part, which may be right once seats are
    // bought: three of three seats can't be removed, three of four can.
    if is_shortage(problem) && whole_order(&before).is_empty() {
        prop_assert!(
            after.is_ok() || !short_products(&after).contains(&matter(&problem.cause)),
            "{}",
            what
        );
    }
    for user in users {
        let solved = matter(&problem.cause);
        let had = matters_of(&before, *user);
        for left in matters_of(&after, *user) {
            prop_assert!(
                is_shortage(problem) || !part(&left, &solved),
                "not solved: {}",
                what
            );
            prop_assert!(had.iter().any(|one| part(&left, one)), "new: {}", what);
        }
    }
    Ok(())
}

fn worlds() -> impl Strategy<Value = World> {
    (any::<u64>(), 1..8_usize, 1..6_usize)
        .prop_map(|(seed, users, products)| World::new(seed, users, products))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_500) })]

    #[test]
    fn every_fix_solves_its_problem_for_all_its_users(world in worlds()) {
        let before = world.decide();
        for problem in problems(&before) {
            let users: Vec<UserId> = problem.users.iter().map(|one| one.id).collect();
            for fix in &problem.fixes {
                solves(&world, problem, fix, &users)?;
                let after = decide(&world.actor, &world.order.fixed(fix, &users), &world.facts);
                let is_only = problems(&before).len() == 1;
                prop_assert!(!is_only || after.is_ok(), "{:?} is not accepted: {:?}", fix, after);
                let short = short_products(&after);
                prop_assert!(short.is_subset(&short_products(&before)) || after.is_ok(), "{:?} {:?}", fix, after);
            }
        }
    }

    #[test]
    fn every_fix_solves_its_problem_for_any_of_its_users(world in worlds()) {
        for problem in problems(&world.decide()) {
            for user in &problem.users {
                for fix in problem.fixes.iter().filter(|fix| !fix.whole_order()) {
                    solves(&world, problem, fix, &[user.id])?;
                }
            }
        }
    }

    #[test]
    fn who_is_left_out_by_name_is_left_out_by_everyone_who_can_too(world in worlds()) {
        for problem in problems(&world.decide()) {
            let edits = problem.fixes.iter().flat_map(|fix| &fix.edits);
            let named = edits.filter_map(|edit| match edit {
                Edit::LeaveOutNamed(users) => Some(users),
                _ => None,
            });
            for users in named {
                let (served, out) = crate::served(&world).expect("some can");
                prop_assert!(!users.is_empty() && !served.is_empty());
                prop_assert!(users.iter().all(|user| out.contains(&user.id)));
            }
        }
    }

    #[test]
    fn fixes_are_ranked_and_offered_once(world in worlds()) {
        for problem in problems(&world.decide()) {
            prop_assert!(problem.fixes.is_sorted_by_key(|fix| fix.cost));
            let different: BTreeSet<_> = problem.fixes.iter().map(|fix| &fix.edits).collect();
            prop_assert_eq!(different.len(), problem.fixes.len());
            prop_assert!(problem.fixes.iter().all(|fix| !fix.title().is_empty()));
        }
    }

    #[test]
    fn the_first_fix_again_and_again_ends_in_acceptance(world in worlds()) {
        let mut order = world.order.clone();
        for _ in 0..200 {
            let decided = decide(&world.actor, &order, &world.facts);
            let Err(refusal) = &decided else {
                return Ok(());
            };
            let Some(problem) = refusal.problems.iter().find(|one| !one.fixes.is_empty()) else {
                // Nobody can be helped, or the order itself makes no sense.
                let is_dead_end = !whole_order(&decided).is_empty() || refusal.who_can == 0;
                prop_assert!(is_dead_end, "{:?}", refusal);
                return Ok(());
            };
            let users: Vec<UserId> = problem.users.iter().map(|one| one.id).collect();
            order = order.fixed(&problem.fixes[0], &users);
        }
        prop_assert!(false, "no end: {:?}", order);
    }

    #[test]
    fn a_fix_for_some_leaves_the_others_as_they_are(world in worlds(), seed in any::<u64>()) {
        let mut dice = crate::world::Dice::new(seed);
        for problem in problems(&world.decide()) {
            for fix in problem.fixes.iter().filter(|fix| !fix.whole_order()) {
                let users: Vec<UserId> = problem.users.iter().map(|one| one.id).collect();
                let chosen = dice.some(&users, 60);
                let fixed = world.order.fixed(fix, &chosen);
                let others = |order: &Order| only(order, |user| !chosen.contains(&user));
                let asked: BTreeSet<UserId> = named(&others(&world.order)).into_iter().collect();
                prop_assert_eq!(named(&others(&fixed)).into_iter().collect::<BTreeSet<_>>(), asked);
                let before = decide(&world.actor, &others(&world.order), &world.facts);
                let after = decide(&world.actor, &others(&fixed), &world.facts);
                prop_assert_eq!(before.map(|plan| plan.changes().to_vec()), after.map(|plan| plan.changes().to_vec()));
                let buys = |order: &Order| {
                    let buys = order.steps.iter().filter(|step| matches!(step.action, Action::BuySeats { .. }));
                    buys.map(|step| step.action.clone()).collect::<Vec<_>>()
                };
                prop_assert_eq!(buys(&fixed), buys(&world.order));
            }
        }
    }
}
