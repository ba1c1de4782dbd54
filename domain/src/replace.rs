//! The rule for replacing licenses: what goes and what comes are one step, so that nobody is without in between,
//! and nobody needs two seats.

use crate::{
    Cause, Choice, Facts, ProductId, Services, Via, assign, buy_seats::Bought, draft::Draft,
    unassign,
};

/// Why the order can't be carried out for anybody. With nothing to come, it takes back all that is direct.
pub(crate) fn check(
    facts: &Facts,
    bought: &Bought,
    from: Option<&[ProductId]>,
    to: &[Choice],
) -> Vec<Cause> {
    let mut causes = Vec::new();
    if let Some(from) = from {
        causes.extend(unassign::check(facts, from));
    }
    if !to.is_empty() {
        causes.extend(assign::check(facts, bought, to));
    }
    causes
}

/// Ends the direct licenses of `from` (all direct ones, if it is left open) and begins those of `to`. A service that
/// was off stays off where a new product has it, unless another of the old ones had it on.
pub(crate) fn edit(draft: &mut Draft<'_>, from: Option<&[ProductId]>, to: &[Choice]) {
    let goes = |product: ProductId| from.is_none_or(|from| from.contains(&product));
    let going = draft.held.iter();
    let going = going.filter(|((product, via), _)| *via == Via::Direct && goes(*product));
    let going: Vec<(ProductId, Services)> = going
        .map(|((product, _), off)| (*product, off.clone()))
        .collect();
    if let Some(cause) = from.and_then(|from| nothing_to_replace(draft, from, going.is_empty())) {
        draft.causes.push(cause);
        return;
    }
    let kept_off = kept_off(draft.facts, &going);
    for (product, _) in &going {
        draft.held.remove(&(*product, Via::Direct));
    }
    let choice = |choice: &Choice| Choice {
        product: choice.product,
        off: match draft.facts.products.get(&choice.product) {
            Some(product) => choice.off.with(&product.services.common(&kept_off)),
            None => choice.off.clone(),
        },
    };
    let to: Vec<Choice> = to.iter().map(choice).collect();
    assign::edit(draft, &to);
}

/// Who has none of what is to be replaced is told why, as when it is unassigned.
fn nothing_to_replace(draft: &Draft<'_>, from: &[ProductId], none: bool) -> Option<Cause> {
    let had = |id: &ProductId| draft.before.contains_key(&(*id, Via::Direct));
    let known = |id: &&ProductId| draft.facts.products.contains_key(id);
    let first = from.iter().find(known)?;
    (none && !from.iter().any(had)).then(|| draft.not_direct(*first))
}

/// The services that were off and by none of the licenses on.
fn kept_off(facts: &Facts, going: &[(ProductId, Services)]) -> Services {
    let on = |(product, off): &(ProductId, Services)| {
        let known = facts.products.get(product);
        known.map_or_else(Services::none, |known| known.services.without(off))
    };
    let all_off = going.iter().flat_map(|(_, off)| off.iter());
    let all_on: Services = going
        .iter()
        .map(on)
        .fold(Services::none(), |all, some| all.with(&some));
    all_off.filter(|id| !all_on.contains(*id)).collect()
}
