//! The rule for usage locations: required before a direct license, and not everywhere allowed.

use crate::{Cause, Location, draft::Draft};

/// Moves the user who is at `from`, or without a location.
pub(crate) fn relocate(draft: &mut Draft<'_>, from: Option<Location>, to: Location) {
    if draft.location == from {
        draft.location = Some(to);
    }
}

/// A license that begins needs a location in which it may be used.
pub(crate) fn judge(draft: &Draft<'_>) -> Option<Cause> {
    if !draft.begins() {
        return None;
    }
    match draft.location {
        None => Some(Cause::NoLocation),
        Some(location) => {
            let is_prohibited = draft.facts.rules.prohibited.contains(&location);
            is_prohibited.then_some(Cause::ProhibitedLocation(location))
        }
    }
}
