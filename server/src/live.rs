//! The live feed: tells every open page what was changed, as server-sent events.
//!
//! One task follows the database and writes each change out once; connections pass the bytes on. A page names the last
//! entry of the ledger that it knows, and so misses none, however often it reconnects.
//!
//! Who has a pane open, and holds seats for it, is told beside that: as a list, whenever it is another one.

use crate::{
    layers::{Secret, words},
    web::{Web, asker},
};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{Hold, OrganizationId, UserId, say};
use futures_util::stream::unfold;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, VecDeque, btree_map::Entry},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use store::{Error, News, SignedIn};
use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore, broadcast, watch},
    time::sleep,
};

/// Pages that may follow at the same time; one more is told to come back later.
const MOST_FOLLOWERS: usize = 3000;
/// So many changes are told one by one; of more, a page is told to look for itself.
const MOST_TOLD: usize = 50;
/// Changes that wait for a slow connection. One that is slower catches up from the ledger.
const WAITING: usize = 256;
/// How often a connection that has nothing to say shows that it is alive, and whether its session goes on.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// How long to wait after the database failed.
const PAUSE: Duration = Duration::from_secs(1);

/// Nobody has a pane open.
const NO_HOLDS: &[u8] = b"event: holds\ndata: []\n\n";

/// What is told, to everybody who follows.
pub(crate) struct Live {
    told: broadcast::Sender<Told>,
    /// Whose ledgers are followed: the event with all holds of each organization.
    holds: Mutex<BTreeMap<OrganizationId, watch::Sender<Bytes>>>,
    places: Arc<Semaphore>,
    /// Somebody follows, who perhaps was the first.
    followed: Notify,
    stopping: watch::Sender<bool>,
}

/// A change, written out.
#[derive(Clone, Debug)]
struct Told {
    organization: OrganizationId,
    entry: i64,
    by: Option<UserId>,
    /// The event but for its name; none if it only says how far the ledger is.
    event: Option<Bytes>,
}

impl Live {
    /// Nobody follows yet.
    pub(crate) fn new() -> Self {
        Self {
            told: broadcast::channel(WAITING).0,
            holds: Mutex::default(),
            places: Arc::new(Semaphore::new(MOST_FOLLOWERS)),
            followed: Notify::new(),
            stopping: watch::channel(false).0,
        }
    }

    /// Pages that follow.
    pub(crate) fn followers(&self) -> usize {
        MOST_FOLLOWERS - self.places.available_permits()
    }

    /// What an organization's holds are told by, to one more who follows it.
    fn follow_holds(&self, organization: OrganizationId) -> watch::Receiver<Bytes> {
        let mut all = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
        let none = || watch::channel(Bytes::from_static(NO_HOLDS)).0;
        all.entry(organization).or_insert_with(none).subscribe()
    }

    /// The organizations that somebody follows.
    fn followed_ones(&self) -> Vec<OrganizationId> {
        let mut all = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, holds| holds.receiver_count() > 0);
        all.keys().copied().collect()
    }

    /// Tells who holds what, if that is new.
    fn tell_holds(&self, organization: OrganizationId, holds: &[Hold]) -> Result<(), Error> {
        let holds = serde_json::to_string(holds)
            .map_err(|error| Error::Inconsistent(format!("unwritable holds: {error}")))?;
        let event = format!("event: holds\ndata: {holds}\n\n");
        let all = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = all.get(&organization) {
            sender.send_if_modified(|told| {
                let new = told != event.as_bytes();
                if new {
                    *told = event.into();
                }
                new
            });
        }
        Ok(())
    }

    /// Ends all connections, so that the process can end.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }
}

impl Told {
    fn new(organization: OrganizationId, news: &News) -> Result<Self, Error> {
        let change = serde_json::to_string(&news.change)
            .map_err(|error| Error::Inconsistent(format!("unwritable news: {error}")))?;
        let entry = news.change.entry;
        Ok(Self {
            organization,
            entry,
            by: news.by,
            event: Some(format!("id: {entry}\ndata: {change}\n\n").into()),
        })
    }

    /// As this user's pages are told it: what they changed themselves is no news to them.
    fn event(&self, user: UserId) -> Option<Bytes> {
        let name = match self.by == Some(user) {
            true => "event: own\n",
            false => "event: change\n",
        };
        let event = self.event.as_ref()?;
        Some([name.as_bytes(), event].concat().into())
    }
}

/// Follows the database and tells what changed, while anybody listens. Never ends.
pub async fn keep(web: &Web) {
    loop {
        if let Err(error) = tell(web).await {
            tracing::warn!(%error, "the live feed waits for the database");
            sleep(PAUSE).await;
        }
    }
}

async fn tell(web: &Web) -> Result<(), Error> {
    let live = web.live();
    let followed = live.followed.notified();
    if live.followed_ones().is_empty() {
        followed.await;
    }
    let mut commits = web.store().commits().await?;
    // The last entry that was told, of each organization that somebody follows.
    let mut last = BTreeMap::new();
    loop {
        let ones = live.followed_ones();
        if ones.is_empty() {
            return Ok(());
        }
        last.retain(|organization, _| ones.contains(organization));
        let mut wait = SIGN_OF_LIFE;
        for organization in ones {
            let lapse = tell_of(web, organization, &mut last).await?;
            wait = wait.min(lapse.unwrap_or(SIGN_OF_LIFE));
        }
        tokio::select! {
            committed = commits.next() => committed?,
            // Somebody follows an organization, who perhaps is its first.
            () = live.followed.notified() => {}
            // Has everybody left, or is a pane not heard of any more?
            () = sleep(wait) => {}
        }
    }
}

/// Tells what is new of an organization. Answers how long the next hold to lapse still holds.
async fn tell_of(
    web: &Web,
    organization: OrganizationId,
    last: &mut BTreeMap<OrganizationId, i64>,
) -> Result<Option<Duration>, Error> {
    let (live, store) = (web.live(), web.store());
    let last = match last.entry(organization) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => {
            let entry = store.last_entry(organization).await?;
            // Whoever came before this looked at the ledger sees whether they missed something.
            let beginning = Told {
                organization,
                entry,
                by: None,
                event: None,
            };
            let _ = live.told.send(beginning);
            new.insert(entry)
        }
    };
    // Nobody is told twice, so looking once more than needed does no harm.
    loop {
        let most = i64::try_from(WAITING).unwrap_or(i64::MAX);
        let news = store.news(organization, *last, most).await?;
        let Some(newest) = news.last() else { break };
        *last = newest.change.entry;
        for one in &news {
            // An error means that the last one left meanwhile.
            let _ = live.told.send(Told::new(organization, one)?);
        }
    }
    let holds = store.holds(organization).await?;
    live.tell_holds(organization, &holds)?;
    let now = store.now();
    let seated = holds.iter().filter(|hold| hold.seats > 0);
    let left = seated.map(|hold| u64::try_from(hold.until - now).unwrap_or_default());
    Ok(left.min().map(|left| Duration::from_secs(left.max(1))))
}

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
    let mut holds = web.live().follow_holds(signed_in.organization);
    let told = web.live().told.subscribe();
    // A page that reconnects may know of some that are over.
    holds.mark_changed();
    web.live().followed.notify_one();
    let follower = Follower {
        last,
        behind: true,
        ready: VecDeque::from([Bytes::from_static(b"retry: 2000\n\n")]),
        stopping: web.live().stopping.subscribe(),
        signed_in,
        secret,
        told,
        holds,
        web,
        _place: place,
    };
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
    /// The last entry that the page knows.
    last: i64,
    /// It may have missed something, and looks into the ledger next.
    behind: bool,
    /// What goes out next.
    ready: VecDeque<Bytes>,
    _place: OwnedSemaphorePermit,
}

impl Follower {
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
                () = sleep(SIGN_OF_LIFE) => {
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
