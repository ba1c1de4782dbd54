//! The rule for unassigning licenses: only what was assigned directly can be taken back.

use crate::{Cause, Facts, ProductId, Via, draft::Draft};

/// Why the order can't be carried out for anybody.
pub(crate) fn check(facts: &Facts, products: &[ProductId]) -> Vec<Cause> {
    if products.is_empty() {
        return vec![Cause::Nothing];
    }
    products
        .iter()
        .filter(|id| !facts.products.contains_key(id))
        .map(|id| Cause::UnknownProduct(*id))
        .collect()
}

/// Takes the products back. What the user has from a group stays. Asked twice, it is done once.
pub(crate) fn edit(draft: &mut Draft<'_>, products: &[ProductId]) {
    for product in products
        .iter()
        .filter(|id| draft.facts.products.contains_key(id))
    {
        let license = (*product, Via::Direct);
        if draft.held.remove(&license).is_none() && !draft.before.contains_key(&license) {
            let cause = draft.not_direct(*product);
            draft.causes.push(cause);
        }
    }
}
