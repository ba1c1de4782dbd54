//! Mutually exclusive services: a user may have one service of a set only.
//!
//! A conflict counts if the order brings it about, that is, if at least one of its services
//! was not on before; nobody is kept from unassigning by a conflict of old.

use crate::{Brought, Cause, ServiceId, Services, draft::Draft, enabled::Enabled};

/// For each exclusive set, its services that would be on together, the new ones first.
pub(crate) fn clashes(draft: &Draft<'_>) -> Vec<Vec<Brought>> {
    let (before, after) = (draft.on_before(), draft.on_after());
    let is_new = |service: &ServiceId| !before.contains(*service);
    let clash = |services: &Services| {
        let on = services.iter().filter(|service| after.contains(*service));
        let mut on: Vec<_> = on.collect();
        if on.len() < 2 || !on.iter().any(is_new) {
            return None;
        }
        on.sort_by_key(|service| !is_new(service));
        let clash = on.into_iter().map(|id| brought(draft, &after, id));
        Some(clash.collect())
    };
    let sets = draft.facts.rules.exclusive.iter();
    sets.filter_map(|set| clash(&set.services)).collect()
}

/// `service` with the licenses that bring it.
pub(crate) fn brought(draft: &Draft<'_>, on: &Enabled<'_>, service: ServiceId) -> Brought {
    let facts = draft.facts;
    let by = on.by(service);
    Brought {
        service: facts.service_named(service),
        by: by
            .map(|(product, via)| (facts.product_named(product), via))
            .collect(),
    }
}

/// The conflict, if there is one.
pub(crate) fn judge(draft: &Draft<'_>) -> Option<Cause> {
    let clashes = clashes(draft);
    (!clashes.is_empty()).then(|| Cause::Conflict(clashes.into_iter().flatten().collect()))
}
