//! Follows what is changed elsewhere, so that every open page shows it as it happens.
//!
//! A page that nobody sees follows nothing, and catches up when it is seen again: browsers allow few connections to one
//! server, however many tabs are open.

use crate::{
    api,
    error::Error,
    here,
    holds::Holds,
    paths::{IN_ADDRESS, LIVE},
    reach::Reach,
    session::{Changes, Session},
    trouble::Trouble,
    ui::Bulletin,
    words::live as words,
};
use domain::{Hold, RecentChange};
use futures_util::{StreamExt, stream::select};
use gloo_net::eventsource::futures::EventSource;
use leptos::{ev::Custom, prelude::*, task::spawn_local};
use std::time::Duration;

/// The browser is connected, for the first time or again.
const OPEN: &str = "open";
/// What others changed.
const CHANGE: &str = "change";
/// What the same person changed, here or on another page.
const OWN: &str = "own";
/// More was changed than can be told one by one.
const MANY: &str = "many";
/// Who holds which seats, from now on: no change.
const HOLDS: &str = "holds";

/// Changes that come so close together are shown at once.
const TOGETHER: Duration = Duration::from_millis(50);
/// How long to wait before the server is asked again, if it sent the page away.
const PAUSE: Duration = Duration::from_secs(15);

/// What was heard since the page was last asked to show it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// Only what the same person changed: perhaps on this page, which knows it then.
    Own,
    /// More.
    Others,
}

/// The page's ear.
#[derive(Clone, Copy)]
struct Live {
    /// The last entry of the ledger that the page knows of.
    last: StoredValue<i64>,
    source: StoredValue<Option<EventSource>, LocalStorage>,
    /// What was heard, and will be shown in a moment.
    heard: StoredValue<Option<Heard>>,
    changes: Changes,
    holds: Holds,
    bulletin: Bulletin,
    reach: Reach,
}

/// Follows, as long as whoever calls this is on the page.
pub(crate) fn follow() {
    let last = expect_context::<Session>().entry;
    let (changes, holds, bulletin) = (Changes::here(), Holds::here(), Bulletin::provide());
    let reach = Reach::here();
    // An effect because only the browser follows.
    Effect::new(move || {
        let live = Live {
            last: StoredValue::new(last),
            source: StoredValue::new_local(None),
            heard: StoredValue::new(None),
            changes,
            holds,
            bulletin,
            reach,
        };
        live.listen_if_seen();
        let seen = window_event_listener(
            Custom::<web_sys::Event>::new("visibilitychange"),
            move |_| {
                live.listen_if_seen();
            },
        );
        on_cleanup(move || {
            seen.remove();
            live.stop();
        });
    });
}

impl Live {
    fn listen_if_seen(self) {
        let listening = self.source.try_with_value(Option::is_some);
        match (document().hidden(), listening) {
            (true, Some(true)) => self.stop(),
            (false, Some(false)) => self.listen(),
            _ => {}
        }
    }

    fn stop(self) {
        // Dropping it closes the connection.
        self.source.try_set_value(None);
    }

    fn listen(self) {
        let here = here::organization().unwrap_or_default();
        let address = format!("{LIVE}?after={}&{IN_ADDRESS}{here}", self.last.get_value());
        let Ok(mut source) = EventSource::new(&address) else {
            return;
        };
        let (Ok(open), Ok(change), Ok(own), Ok(many), Ok(holds)) = (
            source.subscribe(OPEN),
            source.subscribe(CHANGE),
            source.subscribe(OWN),
            source.subscribe(MANY),
            source.subscribe(HOLDS),
        ) else {
            return;
        };
        self.source.set_value(Some(source));
        spawn_local(async move {
            let mut events = select(open, select(select(change, holds), select(own, many)));
            // The browser itself reconnects after a failure of the network.
            while let Some(Ok((kind, event))) = events.next().await {
                match kind.as_str() {
                    // It has no number and tells nothing.
                    OPEN => {
                        self.reach.sign();
                        self.bulletin.keep(None);
                    }
                    _ => self.hear(&kind, &event.last_event_id(), event.data().as_string()),
                }
            }
            self.was_sent_away();
        });
    }

    /// The server ended it for good (the session is over, say), or this page did. A page that isn't told anything any more
    /// says so.
    fn was_sent_away(self) {
        if self.source.try_with_value(Option::is_some) == Some(true) {
            self.stop();
            spawn_local(async move {
                let answer = api::still_here().await;
                // Whoever keeps what was chosen has to know it too.
                self.reach.heard(answer.as_ref().err());
                if let Err(why) = answer
                    && ends(&why)
                {
                    let trouble = move || view! { <Trouble error=why.clone() /> };
                    self.bulletin.keep(Some(trouble.into()));
                }
            });
            set_timeout(move || self.listen_if_seen(), PAUSE);
        }
    }

    fn hear(self, kind: &str, id: &str, told: Option<String>) {
        // The page may be gone.
        let Some(last) = self.last.try_get_value() else {
            return;
        };
        self.last.set_value(id.parse().unwrap_or(last).max(last));
        let told = told.unwrap_or_default();
        if kind == HOLDS {
            if let Ok(all) = serde_json::from_str::<Vec<Hold>>(&told) {
                self.holds.hear(all);
            }
            return;
        }
        match kind {
            CHANGE => {
                if let Ok(change) = serde_json::from_str::<RecentChange>(&told) {
                    self.bulletin.say(words::news(&change));
                }
            }
            MANY => self
                .bulletin
                .say(words::many(told.parse().unwrap_or_default())),
            _ => {}
        }
        let waiting = self.heard.get_value();
        let heard = match kind {
            OWN => waiting.unwrap_or(Heard::Own),
            _ => Heard::Others,
        };
        self.heard.set_value(Some(heard));
        if waiting.is_none() {
            set_timeout(move || self.show(), TOGETHER);
        }
    }

    fn show(self) {
        // The page may be gone.
        let heard = self.heard.try_get_value().flatten();
        let last = self.last.try_get_value();
        let (Some(heard), Some(last)) = (heard, last) else {
            return;
        };
        self.heard.set_value(None);
        if heard == Heard::Others || !self.changes.made(last) {
            self.changes.hear();
        }
    }
}

/// Is this why a page may not show any longer what it shows: nobody is signed in, nothing may be seen any more, or the same
/// person has gone to another organization?
fn ends(why: &Error) -> bool {
    matches!(
        why,
        Error::SignedOut | Error::NotAllowed(_) | Error::Input(_)
    )
}
