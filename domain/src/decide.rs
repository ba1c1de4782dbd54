//! The rule: decides an order. Pure: no clock, no randomness, no I/O.

use crate::{
    Action, Actor, Cause, Facts, Order, Plan, Policy, Problem, Refusal, Verb, assign, buy_seats,
    hearing::Hearing, replace, set_services, unassign,
};
use std::collections::BTreeSet;

/// Decides `order`, asked by `actor`, in the light of `facts`.
///
/// # Errors
/// A [`Refusal`] with every reason for every user, each with its fixes.
pub fn decide(actor: &Actor, order: &Order, facts: &Facts) -> Result<Plan, Refusal> {
    let denied = denials(actor, order);
    if !denied.is_empty() {
        let problems = whole(denied).collect();
        return Err(Refusal {
            problems,
            who_can: 0,
        });
    }
    let amiss = check(order, facts);
    let hearing = Hearing::of(actor, order, facts, amiss.is_empty());
    let left_out = hearing.problems();
    let who_can = hearing.who_can;
    let enough = match order.policy {
        Policy::AllOrNothing => left_out.is_empty(),
        Policy::EveryoneWhoCan => left_out.is_empty() || who_can > 0,
    };
    if amiss.is_empty() && enough {
        return Ok(hearing.plan(left_out));
    }
    let problems = whole(amiss).chain(left_out).collect();
    Err(Refusal { problems, who_can })
}

/// Problems of the order as a whole.
fn whole(causes: BTreeSet<Cause>) -> impl Iterator<Item = Problem> {
    causes.into_iter().map(|cause| Problem {
        cause,
        users: Vec::new(),
        fixes: Vec::new(),
    })
}

fn denials(actor: &Actor, order: &Order) -> BTreeSet<Cause> {
    let verbs = order.steps.iter().map(|step| step.action.verb());
    std::iter::once(Verb::Read)
        .chain(verbs)
        .filter_map(|verb| actor.may(verb).err())
        .map(|why| Cause::NotAllowed(why.into()))
        .collect()
}

/// What speaks against the order whoever the users are.
fn check(order: &Order, facts: &Facts) -> BTreeSet<Cause> {
    let bought = order.bought();
    let mut causes: BTreeSet<_> = buy_seats::check(facts, &bought).into_iter().collect();
    let mut does_something = !bought.is_empty();
    for step in &order.steps {
        does_something |= step.action.concerns_users() && !step.users.is_empty();
        causes.extend(match &step.action {
            Action::Assign(choices) => assign::check(facts, &bought, choices),
            Action::Unassign(products) => unassign::check(facts, products),
            Action::Replace { from, to } => replace::check(facts, &bought, from.as_deref(), to),
            Action::SetServices { product, switch } => set_services::check(facts, *product, switch),
            Action::SetLocation(_) | Action::BuySeats { .. } => Vec::new(),
        });
    }
    if !does_something {
        causes.insert(Cause::Nothing);
    }
    causes
}
