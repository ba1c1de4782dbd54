//! The live feed: tells every open page what was changed, as server-sent events.
//!
//! One task follows the database and writes each change out once; connections pass the bytes on. A page names the last
//! entry of the ledger that it knows, and so misses none, however often it reconnects.
//!
//! Who has a pane open, and holds seats for it, is told beside that: as a list, whenever it is another one.

mod follower;

pub(crate) use follower::follow;

use crate::{outage::Outage, web::Web};
use axum::body::Bytes;
use domain::{Hold, OrganizationId, UserId};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use store::{Error, News};
use tokio::{
    sync::{Notify, Semaphore, broadcast, watch},
    time::{Instant, sleep, sleep_until},
};

/// Pages that may follow at the same time; one more is told to come back later.
const MOST_FOLLOWERS: usize = 3000;
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
    outage: Outage,
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
            outage: Outage::default(),
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
            if web.live().outage.begins() {
                tracing::warn!(%error, "the live feed waits for the database");
            }
            sleep(PAUSE).await;
        }
    }
}

/// How far an organization was told.
struct Seen {
    /// The last entry of its ledger; none after a fault: then it waits for its time, whatever is committed.
    entry: Option<i64>,
    /// When to look at it again, even if nothing is committed.
    again: Instant,
}

impl Seen {
    /// Something of it can't be told. It begins anew later: with what is told then, whoever missed something looks for it.
    fn faulty() -> Self {
        Self {
            entry: None,
            again: Instant::now() + SIGN_OF_LIFE,
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
    // Of each organization that somebody follows.
    let mut seen: BTreeMap<OrganizationId, Seen> = BTreeMap::new();
    loop {
        let ones = live.followed_ones();
        if ones.is_empty() {
            return Ok(());
        }
        seen.retain(|organization, _| ones.contains(organization));
        for organization in ones {
            let due = |seen: &Seen| seen.again <= Instant::now();
            if seen.get(&organization).is_none_or(due) {
                match tell_of(web, organization, &mut seen).await {
                    // What is stored of this one can't be read. The others are told.
                    Err(
                        error @ (Error::Damaged(_) | Error::Inconsistent(_) | Error::Database(_)),
                    ) => {
                        seen.insert(organization, Seen::faulty());
                        let organization = organization.0;
                        tracing::warn!(%error, organization, "its live news wait");
                    }
                    told => told?,
                }
            }
        }
        if live.outage.ends() {
            tracing::info!("the live feed goes on");
        }
        let again = seen.values().map(|seen| seen.again).min();
        tokio::select! {
            committed = commits.next() => {
                let whose = committed?;
                for (organization, seen) in &mut seen {
                    let is_theirs = whose.as_ref().is_none_or(|whose| whose.contains(organization));
                    if is_theirs && seen.entry.is_some() {
                        seen.again = Instant::now();
                    }
                }
            }
            // Somebody follows an organization, who perhaps is its first.
            () = live.followed.notified() => {}
            // Has everybody left, or is a pane not heard of any more?
            () = sleep_until(again.unwrap_or_else(Instant::now)) => {}
        }
    }
}

/// Tells what is new of an organization.
async fn tell_of(
    web: &Web,
    organization: OrganizationId,
    seen: &mut BTreeMap<OrganizationId, Seen>,
) -> Result<(), Error> {
    let (live, store) = (web.live(), web.store());
    let mut last = match seen.get(&organization).and_then(|seen| seen.entry) {
        Some(entry) => entry,
        None => {
            let entry = store.last_entry(organization).await?;
            // Whoever came before this looked at the ledger sees whether they missed something.
            let beginning = Told {
                organization,
                entry,
                by: None,
                event: None,
            };
            let _ = live.told.send(beginning);
            entry
        }
    };
    // Nobody is told twice, so looking once more than needed does no harm.
    loop {
        let most = i64::try_from(WAITING).unwrap_or(i64::MAX);
        let news = store.news(organization, last, most).await?;
        let Some(newest) = news.last() else { break };
        last = newest.change.entry;
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
    let lapse = left.min().map(|left| Duration::from_secs(left.max(1)));
    let wait = lapse.unwrap_or(SIGN_OF_LIFE).min(SIGN_OF_LIFE);
    let told = Seen {
        entry: Some(last),
        again: Instant::now() + wait,
    };
    seen.insert(organization, told);
    Ok(())
}
