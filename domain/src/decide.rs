//! The rule: decides an order. Pure: no clock, no randomness, no I/O.

use crate::{
    Action, Actor, Cause, Facts, Fix, Order, Plan, Problem, Refusal, Step, Verb, assign, buy_seats,
    hearing::Hearing, newcomers, replace, set_roles, set_services, settings, stock, unassign,
};
use std::collections::BTreeSet;

/// Decides `order`, asked by `actor`, in the light of `facts`.
///
/// # Errors
/// A [`Refusal`] with every reason for every user, each with its fixes.
pub fn decide(actor: &Actor, order: &Order, facts: &Facts) -> Result<Plan, Refusal> {
    let denied = denials(actor, order);
    if !denied.is_empty() {
        let problems = whole(denied, |_| Vec::new()).collect();
        return Err(Refusal {
            problems,
            who_can: 0,
        });
    }
    let facts = &*newcomers::admit(order, facts);
    let stock = stock::Stock::of(actor, order, facts);
    let mut amiss = check(order, facts, &stock.causes);
    amiss.extend(set_roles::check(order, facts));
    let hearing = Hearing::of(actor, order, facts, stock, amiss.is_empty());
    if hearing.orphaned && !order.all_or_nothing() {
        amiss.insert(Cause::LastGlobalAdmin);
    }
    let left_out = hearing.problems();
    let who_can = hearing.who_can;
    let enough = left_out.is_empty() || (!order.all_or_nothing() && who_can > 0);
    if amiss.is_empty() && enough {
        return Ok(hearing.plan(left_out));
    }
    let fixes = |cause: &Cause| stock::fixes(actor, order, facts, cause);
    let left_out = left_out.into_iter().filter(|one| !is_said(&amiss, one));
    let left_out: Vec<Problem> = left_out.collect();
    let problems = whole(amiss, fixes).chain(left_out).collect();
    Err(Refusal { problems, who_can })
}

/// Is the problem only that there are no seats of what users bought for themselves? Seats would help nobody, and that says
/// why already.
fn is_said(amiss: &BTreeSet<Cause>, problem: &Problem) -> bool {
    match &problem.cause {
        Cause::NoSeats { product, .. } => amiss.contains(&Cause::OnlySelfService(product.clone())),
        _ => false,
    }
}

/// Problems of the order as a whole.
fn whole(
    causes: BTreeSet<Cause>,
    fixes: impl Fn(&Cause) -> Vec<Fix>,
) -> impl Iterator<Item = Problem> {
    causes.into_iter().map(move |cause| Problem {
        fixes: fixes(&cause),
        cause,
        users: Vec::new(),
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
fn check(order: &Order, facts: &Facts, stock: &[Cause]) -> BTreeSet<Cause> {
    let bought = order.bought();
    let mut causes: BTreeSet<_> = buy_seats::check(facts, &bought).into_iter().collect();
    causes.extend(stock.iter().cloned());
    let manages = |step: &Step| matches!(step.action, Action::Manage { .. });
    let mut does_something = !bought.is_empty() || order.steps.iter().any(manages);
    for step in &order.steps {
        does_something |= match step.action {
            Action::Configure(_) => true,
            _ => step.action.concerns_users() && !step.users.is_empty(),
        };
        causes.extend(match &step.action {
            Action::Assign(choices) => assign::check(facts, &bought, choices),
            Action::Unassign(products) => unassign::check(facts, products),
            Action::Replace { from, to } => replace::check(facts, &bought, from.as_deref(), to),
            Action::SetServices { product, switch } => set_services::check(facts, *product, switch),
            Action::Configure(setting) => settings::check(facts, setting),
            _ => Vec::new(),
        });
    }
    if !does_something {
        causes.insert(Cause::Nothing);
    }
    causes
}
