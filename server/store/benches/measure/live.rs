//! A change as 100 connected admins see it, and what their being there costs whoever makes it.

use crate::http::Client;
use crate::process::Served;
use crate::sample::{Figure, percentile, told};
use domain::{Order, OrganizationId, ProductId};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use store::{Asker, Sources, Store, Terms};
use tokio::time::sleep;

const ADMINS: usize = 100;
/// So many changes without anybody connected, and as many with.
const CHANGES: usize = 100;

/// About so long it takes until all have seen a change.
const SEEN: Duration = Duration::from_millis(25);

/// In the place of an entry: the answer began, and knows the last one.
const CONNECTED: i64 = -1;

/// When somebody saw an entry of the ledger.
type Seen = (i64, Instant);

/// Changes made by this process, seen through a server on the same database.
pub(crate) async fn feed(database: &Path) -> [Figure; 4] {
    let served = Served::start(database);
    let client = crate::typing::signed_in(database, &served.address).await;
    let url = format!("sqlite:{}", database.display());
    let store = Store::open(&url, Sources::system()).await;
    let store = store.expect("the database opens");
    let asker = Asker::operator(OrganizationId(1));
    let products = store.products(&asker).await.expect("the products owned");
    let changer = Changer {
        product: products[0].id,
        store,
        asker,
    };
    let mut alone = Vec::new();
    for _ in 0..CHANGES {
        alone.push(changer.change().await.1);
        // As long as it takes until all have seen one: an order that follows at once finds everything warm.
        sleep(SEEN).await;
    }
    let alone_at_once = changer.changes().await;
    let before = served.memory();
    let seen = connect(&served.address, client.cookie());
    let mut watched = Vec::new();
    let mut after = Vec::new();
    for _ in 0..CHANGES {
        let (entry, took, committed) = changer.change().await;
        watched.push(took);
        let times = everybody(&seen, entry).into_iter();
        after.extend(times.map(|time| time.saturating_duration_since(committed)));
    }
    let watched_at_once = changer.changes().await;
    let memory = served.memory().saturating_sub(before) / (ADMINS as u64);
    changer.store.close().await;
    let slower = |what, watched: &[Duration], alone: &[Duration]| {
        let (watched, alone) = (percentile(watched, 50), percentile(alone, 50));
        let slower = watched.as_secs_f64() / alone.as_secs_f64();
        Figure {
            what,
            usher: told(watched),
            baseline: told(alone),
            result: format!("{slower:.2} times"),
            goal: "at most 1.2 times".into(),
            met: slower <= 1.2,
        }
    };
    const GOAL: Duration = Duration::from_millis(200);
    let p95 = percentile(&after, 95);
    [
        Figure {
            what: "A change seen by 100 connected admins, from its commit on: p95",
            usher: told(p95),
            baseline: String::new(),
            result: format!("p50 {}", told(percentile(&after, 50))),
            goal: format!("at most {}", told(GOAL)),
            met: p95 <= GOAL,
        },
        slower(
            "the same: the order that makes it, against one without anybody connected",
            &watched,
            &alone,
        ),
        slower(
            "the same: an order of many, one after another",
            &watched_at_once,
            &alone_at_once,
        ),
        Figure {
            what: "Memory for each connected admin (resident)",
            usher: format!("{:.1} kB", memory as f64 / 1e3),
            baseline: String::new(),
            result: String::new(),
            goal: "little".into(),
            met: true,
        },
    ]
}

/// Makes changes past the server.
struct Changer {
    store: Store,
    asker: Asker,
    product: ProductId,
}

impl Changer {
    /// Buys a seat. Answers the entry, how long it took, and when it was committed.
    async fn change(&self) -> (i64, Duration, Instant) {
        let order = Order::buy_seats(self.product, 1);
        let begin = Instant::now();
        let done = self.store.carry_out(&self.asker, &order, Terms::default());
        let entry = done.await.expect("the order is carried out").entry;
        (entry, begin.elapsed(), Instant::now())
    }

    /// Makes changes without a pause. Answers how long each took.
    async fn changes(&self) -> Vec<Duration> {
        let mut times = Vec::new();
        for _ in 0..10 * CHANGES {
            times.push(self.change().await.1);
        }
        times
    }
}

/// Connects all admins, each of whom tells what it sees.
fn connect(address: &str, cookie: &str) -> Receiver<Seen> {
    let (tell, seen) = channel();
    for _ in 0..ADMINS {
        let mut client = Client::connect(address).expect("the server listens");
        client.keep(cookie.to_owned());
        let tell: Sender<Seen> = tell.clone();
        std::thread::spawn(move || {
            client.follow("/live", |line| {
                let entry = match line {
                    "HTTP/1.1 200 OK" => Some(CONNECTED),
                    line => line.strip_prefix("id: ").and_then(|id| id.parse().ok()),
                };
                entry.is_none_or(|entry| tell.send((entry, Instant::now())).is_ok())
            });
        });
    }
    everybody(&seen, CONNECTED);
    seen
}

/// When each admin saw the entry.
fn everybody(seen: &Receiver<Seen>, entry: i64) -> Vec<Instant> {
    let mut times = Vec::new();
    while times.len() < ADMINS {
        let told = seen.recv_timeout(Duration::from_secs(30));
        let (told, time) = told.expect("everybody sees it");
        if told == entry {
            times.push(time);
        }
    }
    times
}
