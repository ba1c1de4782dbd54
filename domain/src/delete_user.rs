//! The rules for deleting users: all their seats are free at once; they can be restored for 30 days, and are then purged.

use crate::{Cause, draft::Draft, sign_in::spare_yourself, standing::State};

/// Deletes the user, with everything that they hold by whatever source.
pub(crate) fn delete(draft: &mut Draft<'_>) {
    spare_yourself(draft);
    let Some(standing) = &mut draft.standing else {
        return;
    };
    match standing.before.state {
        State::Active => {
            standing.after.state = State::Deleted;
            draft.held.clear();
        }
        _ => draft.causes.push(Cause::UnknownUser),
    }
}

/// Purges a deleted user: for good.
pub(crate) fn purge(draft: &mut Draft<'_>) {
    let Some(standing) = &mut draft.standing else {
        return;
    };
    match standing.before.state {
        State::Deleted => standing.after.state = State::Gone,
        _ => draft.causes.push(Cause::NotDeleted),
    }
}
