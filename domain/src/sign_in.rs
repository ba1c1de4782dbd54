//! The rule for blocking and allowing sign-in: nobody locks themselves out, nor the last Global admin.

use crate::{Action, Cause, Facts, Order, UserId, draft::Draft};
use std::collections::BTreeSet;

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

/// Would nobody be left who may do everything?
pub(crate) fn check(order: &Order, facts: &Facts) -> Option<Cause> {
    let leaves = |action: &Action| matches!(action, Action::BlockSignIn | Action::DeleteUser);
    let steps = order.steps.iter().filter(|step| leaves(&step.action));
    let leaving: BTreeSet<UserId> = steps.flat_map(|step| step.users.iter().copied()).collect();
    // Whoever asks stays, for another reason.
    let goes = |user: &UserId| leaving.contains(user) && facts.asker != Some(*user);
    let last = !facts.global_admins.is_empty() && facts.global_admins.iter().all(goes);
    last.then_some(Cause::LastGlobalAdmin)
}
