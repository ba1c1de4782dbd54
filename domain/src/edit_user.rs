//! The rule for editing what is written about a user.

use crate::{Edits, draft::Draft};

/// Writes the fields named; the others stay as they are.
pub(crate) fn edit(draft: &mut Draft<'_>, edits: &Edits) {
    if let Some(standing) = &mut draft.standing {
        for (field, text) in edits {
            standing.after.profile.set(*field, text);
        }
    }
}
