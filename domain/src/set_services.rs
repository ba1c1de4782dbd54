//! The rule for switching services of a license that a user holds directly.

use crate::{Cause, Facts, ProductId, Services, Switch, Via, draft::Draft};

impl Switch {
    /// The services that it names.
    pub fn named(&self) -> Services {
        match self {
            Self::Exactly(off) => off.clone(),
            Self::Only { on, off } => on.with(off),
        }
    }

    /// The services that it wants off.
    pub(crate) fn off(&self) -> &Services {
        match self {
            Self::Exactly(off) | Self::Only { off, .. } => off,
        }
    }

    fn applied(&self, before: &Services) -> Services {
        match self {
            Self::Exactly(off) => off.clone(),
            Self::Only { on, off } => before.without(on).with(off),
        }
    }
}

/// Why the order can't be carried out for anybody.
pub(crate) fn check(facts: &Facts, product: ProductId, switch: &Switch) -> Vec<Cause> {
    let Some(product) = facts.products.get(&product) else {
        return vec![Cause::UnknownProduct(product)];
    };
    let foreign = switch.named().without(&product.services);
    if foreign.is_empty() {
        return Vec::new();
    }
    vec![Cause::ForeignService(
        product.named(),
        foreign.iter().map(|id| facts.service_named(id)).collect(),
    )]
}

/// Switches the services; those without a switch stay on.
pub(crate) fn edit(draft: &mut Draft<'_>, product: ProductId, switch: &Switch) {
    let Some(known) = draft.product(product) else {
        return;
    };
    let license = (product, Via::Direct);
    match draft.held.get(&license) {
        Some(before) => {
            let off = draft.facts.with_switch(known, &switch.applied(before));
            draft.held.insert(license, off);
        }
        None => {
            let cause = draft.not_direct(product);
            draft.causes.push(cause);
        }
    }
}
