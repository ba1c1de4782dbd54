//! The rule for adding users: somebody new, under a username that nobody has, not even somebody deleted.

use crate::{Cause, Profile, draft::Draft, standing::State};

/// Adds the user. What they get comes with other steps of the same order.
pub(crate) fn edit(draft: &mut Draft<'_>, profile: &Profile) {
    let Some(standing) = &mut draft.standing else {
        return;
    };
    if standing.after.state != State::New {
        draft.causes.push(Cause::UserExists);
        return;
    }
    standing.after.state = State::Active;
    for (field, text) in profile.texts() {
        standing.after.profile.set(*field, text);
    }
}
