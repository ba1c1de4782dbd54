//! The rule for assigning licenses: who may get a product, and what they get.
//!
//! What follows for the user as a whole is in [`conflict`](crate::conflict) and
//! [`dependency`](crate::dependency), for everybody together in [`decide`](crate::decide).

use crate::{Cause, Choice, Facts, Named, ServiceId, Via, buy_seats::Bought, draft::Draft};

/// Why the order can't be carried out for anybody.
pub(crate) fn check(facts: &Facts, bought: &Bought, choices: &[Choice]) -> Vec<Cause> {
    if choices.is_empty() {
        return vec![Cause::Nothing];
    }
    choices
        .iter()
        .filter_map(|choice| check_one(facts, bought, choice))
        .collect()
}

/// What the order buys, the organization owns.
fn check_one(facts: &Facts, bought: &Bought, choice: &Choice) -> Option<Cause> {
    let Some(product) = facts.products.get(&choice.product) else {
        return Some(Cause::UnknownProduct(choice.product));
    };
    let foreign: Vec<Named<ServiceId>> = choice
        .off
        .without(&product.services)
        .iter()
        .map(|id| facts.service_named(id))
        .collect();
    let buys = bought.contains_key(&product.id);
    if !facts.per_user(product) {
        Some(Cause::OrganizationWide(product.named()))
    } else if !buys && !product.owned() {
        Some(Cause::NotOwned(product.named()))
    } else if !buys && product.only_self_service() {
        Some(Cause::OnlySelfService(product.named()))
    } else if !foreign.is_empty() {
        Some(Cause::ForeignService(product.named(), foreign))
    } else {
        None
    }
}

/// Gives the user the products. Who has one already keeps it, with the new choice of services.
pub(crate) fn edit(draft: &mut Draft<'_>, choices: &[Choice]) {
    for choice in choices {
        let known = draft.product(choice.product);
        let Some(product) = known.filter(|product| draft.facts.per_user(product)) else {
            continue;
        };
        let off = draft.facts.with_switch(product, &choice.off);
        draft.held.insert((choice.product, Via::Direct), off);
        draft.ordered.insert(choice.product);
    }
}
