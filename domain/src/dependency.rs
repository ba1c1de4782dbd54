//! Prerequisites: a service that works only beside another.
//!
//! As with conflicts, a lack counts if the order brings it about.

use crate::{Cause, Requirement, conflict::brought, draft::Draft, enabled::Enabled};

fn lacks(requirement: &Requirement, on: &Enabled<'_>) -> bool {
    on.contains(requirement.service)
        && !requirement
            .any_of
            .iter()
            .any(|service| on.contains(service))
}

/// A cause for each service whose prerequisite would be missing.
pub(crate) fn judge(draft: &Draft<'_>) -> Vec<Cause> {
    let (before, after) = (draft.on_before(), draft.on_after());
    let missing = |requirement: &Requirement| {
        let any_of = requirement.any_of.iter();
        Cause::Missing {
            service: brought(draft, &after, requirement.service),
            any_of: any_of.map(|id| draft.facts.service_named(id)).collect(),
        }
    };
    let requirements = draft.facts.rules.requires.iter();
    requirements
        .filter(|one| lacks(one, &after) && !lacks(one, &before))
        .map(missing)
        .collect()
}
