//! A page that follows: one connection, from the request to its end.

use super::{SIGN_OF_LIFE, Told};
use crate::{
    extract::Query,
    layers::{Secret, words},
    web::{Web, asker},
};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::say;
use futures_util::stream::unfold;
use serde::Deserialize;
use std::collections::VecDeque;
use store::{Error, SignedIn};
use tokio::{
    sync::{OwnedSemaphorePermit, broadcast, watch},
    time::{Instant, Interval, MissedTickBehavior, interval_at},
};

/// So many changes are told one by one; of more, a page is told to look for itself.
const MOST_TOLD: usize = 50;

/// What a page knows already.
#[derive(Deserialize)]
pub(crate) struct Known {
    /// The last entry of the ledger.
    after: Option<i64>,
}

/// `GET /live?after=ENTRY`: what changes from then on. A browser that reconnects says what it heard last.
pub(crate) async fn follow(
    State(web): State<Web>,
    Extension(signed_in): Extension<SignedIn>,
    Extension(secret): Extension<Secret>,
    Query(known): Query<Known>,
    headers: HeaderMap,
) -> Response {
    if let Err(sentence) = asker(&signed_in).actor.may(domain::Verb::Read) {
        return words(StatusCode::FORBIDDEN, sentence);
    }
    let Ok(place) = web.live().places.clone().try_acquire_owned() else {
        let text = say!("Too many pages follow the changes. Reload the page to see them.");
        let mut full = words(StatusCode::SERVICE_UNAVAILABLE, text);
        full.headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        return full;
    };
    let heard = headers.get("last-event-id");
    let heard = heard.and_then(|id| id.to_str().ok()?.parse().ok());
    let last = match heard.or(known.after) {
        Some(entry) => entry,
        None => match web.store().last_entry(signed_in.organization).await {
            Ok(entry) => entry,
            Err(error) => {
                tracing::warn!(%error, "nobody can follow");
                let text = say!(
                    "The database doesn't answer. Nothing was changed; try again in a moment."
                );
                return words(StatusCode::SERVICE_UNAVAILABLE, text);
            }
        },
    };
    let follower = Follower::new(web, signed_in, secret, last, place);
    let body = Body::from_stream(unfold(follower, async |mut follower| {
        let next = follower.next().await?;
        Some((Ok::<_, std::convert::Infallible>(next), follower))
    }));
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // A proxy in front of Usher shall not collect events before it passes them on.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, body).into_response()
}

/// One connection.
struct Follower {
    web: Web,
    signed_in: SignedIn,
    secret: Secret,
    told: broadcast::Receiver<Told>,
    holds: watch::Receiver<Bytes>,
    stopping: watch::Receiver<bool>,
    /// When to show that it is alive, whatever else is told meanwhile.
    signs: Interval,
    /// The last entry that the page knows.
    last: i64,
    /// It may have missed something, and looks into the ledger next.
    behind: bool,
    /// What goes out next.
    ready: VecDeque<Bytes>,
    _place: OwnedSemaphorePermit,
}

impl Follower {
    /// Somebody follows, whose page knows the ledger up to `last`.
    fn new(
        web: Web,
        signed_in: SignedIn,
        secret: Secret,
        last: i64,
        place: OwnedSemaphorePermit,
    ) -> Self {
        let live = web.live();
        let mut holds = live.follow_holds(signed_in.organization);
        let told = live.told.subscribe();
        // A page that reconnects may know of some that are over.
        holds.mark_changed();
        live.followed.notify_one();
        let mut signs = interval_at(Instant::now() + SIGN_OF_LIFE, SIGN_OF_LIFE);
        signs.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            last,
            behind: true,
            ready: VecDeque::from([Bytes::from_static(b"retry: 2000\n\n")]),
            stopping: live.stopping.subscribe(),
            signed_in,
            secret,
            told,
            holds,
            signs,
            web,
            _place: place,
        }
    }

    /// The next bytes; none if the connection ends.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(bytes) = self.ready.pop_front() {
                return Some(bytes);
            }
            if self.behind {
                self.catch_up().await.ok()?;
                continue;
            }
            tokio::select! {
                () = stopped(&mut self.stopping) => return None,
                told = self.told.recv() => match told {
                    Ok(told) => self.hear(&told),
                    Err(broadcast::error::RecvError::Lagged(_)) => self.behind = true,
                    Err(broadcast::error::RecvError::Closed) => return None,
                },
                Ok(()) = self.holds.changed() => {
                    let holds = self.holds.borrow_and_update().clone();
                    self.ready.push_back(holds);
                }
                _ = self.signs.tick() => {
                    let organization = self.signed_in.organization;
                    let goes_on = self.web.store().session_goes_on(self.secret.0, organization).await;
                    if !goes_on.ok()? {
                        return None;
                    }
                    self.ready.push_back(Bytes::from_static(b":\n\n"));
                }
            }
        }
    }

    /// Passes on what comes next in the ledger; after a gap it looks there.
    fn hear(&mut self, told: &Told) {
        let next = told.entry.saturating_sub(self.last);
        if told.organization != self.signed_in.organization || next < 1 {
            return;
        }
        match told.event(self.signed_in.user) {
            Some(event) if next == 1 => {
                self.last = told.entry;
                self.ready.push_back(event);
            }
            _ => self.behind = true,
        }
    }

    /// Tells what the ledger has that the page doesn't know; if that is much, only that there is something.
    async fn catch_up(&mut self) -> Result<(), Error> {
        self.behind = false;
        let (store, organization) = (self.web.store(), self.signed_in.organization);
        let now = store.last_entry(organization).await?;
        let missed = usize::try_from(now.saturating_sub(self.last)).unwrap_or_default();
        if missed > MOST_TOLD {
            self.last = now;
            let event = format!("event: many\nid: {now}\ndata: {missed}\n\n");
            self.ready.push_back(event.into());
        } else if missed > 0 {
            let most = i64::try_from(MOST_TOLD).unwrap_or(i64::MAX);
            for one in store.news(organization, self.last, most).await? {
                let told = Told::new(organization, &one)?;
                self.last = told.entry;
                self.ready.extend(told.event(self.signed_in.user));
            }
        }
        Ok(())
    }
}

async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // An error means that the server is gone already.
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::tests::web;
    use domain::OrganizationId;
    use std::time::Duration;
    use store::Asker;
    use tokio::{
        task::yield_now,
        time::{advance, pause, resume, sleep, timeout},
    };

    const TOKEN: [u8; 32] = [7; 32];

    /// Ida's page, which has heard all that there is.
    async fn follower(web: &Web) -> Follower {
        let (store, organization) = (web.store(), web.organization());
        let asker = Asker::operator(organization);
        store.make_demo(&asker).await.unwrap();
        let ida = ["ida@northlight.example".to_owned()];
        let ida = store.resolve_users(&asker, &ida, None).await.unwrap().found[0].id;
        let begun = store.begin_session(organization, ida, TOKEN, "a test");
        begun.await.unwrap();
        let signed_in = store.session(TOKEN).await.unwrap().unwrap();
        let last = store.last_entry(organization).await.unwrap();
        let place = web.live().places.clone().try_acquire_owned().unwrap();
        let mut follower = Follower::new(web.clone(), signed_in, Secret(TOKEN), last, place);
        for heard in ["retry: 2000\n\n", "event: holds\ndata: []\n\n"] {
            assert_eq!(follower.next().await.unwrap(), heard);
        }
        follower
    }

    /// What the connection says next, while another organization's changes are told every second.
    async fn next(web: &Web, mut follower: Follower) -> (Option<Bytes>, Follower) {
        let other = Told {
            organization: OrganizationId(2),
            entry: 1,
            by: None,
            event: None,
        };
        let next = tokio::spawn(async move { (follower.next().await, follower) });
        pause();
        for _ in 0..=SIGN_OF_LIFE.as_secs() {
            advance(Duration::from_secs(1)).await;
            web.live().told.send(other.clone()).unwrap();
            yield_now().await;
        }
        // The database takes what time it takes, and the others go on.
        resume();
        let told = web.live().told.clone();
        let others = tokio::spawn(async move {
            while told.send(other.clone()).is_ok() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        let next = timeout(Duration::from_secs(300), next).await;
        others.abort();
        next.expect("it doesn't wait until the others are quiet")
            .unwrap()
    }

    #[tokio::test]
    async fn steady_news_of_others_keep_no_sign_of_life_away_and_no_end() {
        let (web, _folder) = web().await;
        let (sign, follower) = next(&web, follower(&web).await).await;
        assert_eq!(sign.unwrap(), ":\n\n");
        web.store().end_session(TOKEN).await.unwrap();
        let (end, _) = next(&web, follower).await;
        assert_eq!(end, None);
    }
}
