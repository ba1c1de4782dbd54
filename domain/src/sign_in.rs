//! The rule for blocking and allowing sign-in: nobody locks themselves out.

use crate::{Cause, draft::Draft};

/// Blocks or allows it. Licenses stay.
pub(crate) fn edit(draft: &mut Draft<'_>, allowed: bool) {
    if !allowed {
        spare_yourself(draft);
    }
    if let Some(standing) = &mut draft.standing {
        standing.after.enabled = allowed;
    }
}

/// Nobody blocks or deletes themselves.
pub(crate) fn spare_yourself(draft: &mut Draft<'_>) {
    if draft.facts.asker == Some(draft.user) {
        draft.causes.push(Cause::Yourself);
    }
}
