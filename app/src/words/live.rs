//! What was changed elsewhere.

use super::{actor::actor, number, tell};
use domain::RecentChange;

/// "Maria Voss: Assigned Microsoft 365 E3 to 2 users."
pub fn news(change: &RecentChange) -> String {
    say!(
        "{who}: {what}",
        who = actor(&change.actor),
        what = tell(&change.line)
    )
}

/// "120 changes were made meanwhile."
pub fn many(changes: u32) -> String {
    say!("{n} changes were made meanwhile.", n = number(changes))
}
