//! Whether the server can be reached, and when to ask it again what it didn't answer.

use crate::error::Error;
use leptos::{ev::Custom, prelude::*};
use std::time::Duration;

/// The longest pause before something is asked again, in seconds.
const LONGEST: u64 = 30;

/// What is known of the way to the server: one for all questions of a page, as what one of them finds out helps the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    /// Counts the signs that the server can be reached again.
    signs: RwSignal<u32>,
    /// The server said that nobody is signed in any more.
    signed_out: RwSignal<bool>,
    /// The last question wasn't answered.
    lost: StoredValue<bool>,
}

impl Reach {
    /// Hands it to every component below.
    pub(crate) fn provide() {
        let reach = Self {
            signs: RwSignal::new(0),
            signed_out: RwSignal::new(false),
            lost: StoredValue::new(false),
        };
        // An effect because only the browser asks.
        Effect::new(move || {
            let online =
                window_event_listener(Custom::<web_sys::Event>::new("online"), move |_| {
                    reach.sign();
                });
            on_cleanup(move || online.remove());
        });
        provide_context(reach);
    }

    /// The one of this page.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// The server may be reached again: who waits to ask doesn't wait any longer.
    pub(crate) fn sign(self) {
        self.signs.try_update(|signs| *signs += 1);
    }

    /// Has a session of this page ended? Somebody may have signed in again elsewhere since.
    pub(crate) fn signed_out(self) -> bool {
        self.signed_out.get()
    }

    /// A question was answered, or failed.
    pub(crate) fn heard(self, error: Option<&Error>) {
        if matches!(error, Some(Error::SignedOut)) {
            self.signed_out.try_set(true);
        }
        let was_lost = self.lost.try_get_value() == Some(true);
        // A server that has too much to do isn't asked at once by everybody who waits.
        let lost = match error {
            Some(Error::Unreachable) => true,
            Some(error) if error.passes() => was_lost,
            _ => false,
        };
        self.lost.try_set_value(lost);
        if was_lost && !lost {
            self.sign();
        }
    }
}

/// When to ask one thing again: after a pause that grows with each failure, and at once when the server may be reached
/// again or somebody wants it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Again {
    turn: RwSignal<u32>,
    failures: StoredValue<u32>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    reach: Reach,
}

impl Again {
    /// Lasts as long as whoever calls this is on the page.
    pub(crate) fn new() -> Self {
        let reach = Reach::here();
        let again = Self {
            turn: RwSignal::new(0),
            failures: StoredValue::new(0),
            waiting: StoredValue::new(None),
            reach,
        };
        // An effect because only the browser asks.
        Effect::new(move |before: Option<u32>| {
            let signs = reach.signs.get();
            let is_new = before.is_some_and(|before| before != signs);
            if is_new && again.failures.get_value() > 0 {
                again.now();
            }
            signs
        });
        on_cleanup(move || again.stop_waiting());
        again
    }

    /// How often it was to be asked again so far: whoever asks follows this.
    pub(crate) fn turn(self) -> u32 {
        self.turn.get()
    }

    /// The same, for whoever doesn't follow it; none if it is over.
    pub(crate) fn turn_so_far(self) -> Option<u32> {
        self.turn.try_get_untracked()
    }

    /// Now.
    pub(crate) fn now(self) {
        self.stop_waiting();
        self.turn.try_update(|turn| *turn += 1);
    }

    /// It was answered, or failed for this reason: then its time comes again, if that may help.
    pub(crate) fn heard(self, error: Option<&Error>) {
        self.reach.heard(error);
        self.stop_waiting();
        // Whoever asked may be gone.
        let Some(failures) = self.failures.try_get_value() else {
            return;
        };
        if !error.is_some_and(Error::passes) {
            self.failures.set_value(0);
            return;
        }
        self.failures.set_value(failures + 1);
        let waiting = set_timeout_with_handle(move || self.now(), pause(failures));
        self.waiting.set_value(waiting.ok());
    }

    /// Something else is asked from now on.
    pub(crate) fn start_over(self) {
        self.stop_waiting();
        self.failures.set_value(0);
    }

    fn stop_waiting(self) {
        if let Some(waiting) = self.waiting.try_get_value().flatten() {
            waiting.clear();
            self.waiting.try_set_value(None);
        }
    }
}

/// How long to wait after so many failures before the last one.
fn pause(failures: u32) -> Duration {
    let seconds = 1_u64.checked_shl(failures).unwrap_or(LONGEST);
    Duration::from_secs(seconds.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_have_an_end() {
        let seconds = [0, 1, 2, 3, 4, 5, 63, 64, u32::MAX].map(|number| pause(number).as_secs());
        assert_eq!(seconds, [1, 2, 4, 8, 16, 30, 30, 30, 30]);
    }
}
