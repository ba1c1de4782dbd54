//! Orders through the one door, each against the bare SQL that writes the same rows.

use crate::bare::Bare;
use crate::sample::{Figure, Pair, percentile, told};
use domain::{Choice, Order, OrganizationId, Preview, ProductId, Services, UserId};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::{Asker, Sources, Store, Terms};

/// Two copies of one database: Usher works on one, the baseline on the other.
pub(crate) struct Bench {
    store: Store,
    asker: Asker,
    /// Reads what Usher wrote.
    written: Bare,
    bare: Bare,
    product: ProductId,
    /// Another one that everybody can get instead.
    other: ProductId,
    users: Vec<UserId>,
    next: AtomicUsize,
}

impl Bench {
    /// Copies `seeded`, when it has two products that everybody can get, and opens both.
    pub(crate) async fn open(seeded: &Path) -> Self {
        let asker = Asker::operator(OrganizationId(1));
        let store = open(seeded).await;
        let users = scattered(Bare::open(seeded).await.users().await);
        let product = free_product(&store, &asker, &users, None).await;
        let other = free_product(&store, &asker, &users, Some(product)).await;
        store.close().await;
        let copy = |name| {
            let to = seeded.with_file_name(name);
            // What a run that broke off left beside it belongs to another file.
            for beside in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(seeded.with_file_name(format!("{name}{beside}")));
            }
            std::fs::copy(seeded, &to).expect("room for a copy");
            to
        };
        let (usher, bare) = (copy("usher.db"), copy("bare.db"));
        Self {
            store: open(&usher).await,
            asker,
            written: Bare::open(&usher).await,
            bare: Bare::open(&bare).await,
            product,
            other,
            users,
            next: AtomicUsize::new(0),
        }
    }

    /// Lets the writer finish.
    pub(crate) async fn close(self) {
        self.store.close().await;
    }

    /// The next `number` users, others each time until all were.
    fn some(&self, number: usize) -> Vec<UserId> {
        let first = self.next.fetch_add(number, Ordering::Relaxed);
        (first..first + number)
            .map(|index| self.users[index % self.users.len()])
            .collect()
    }

    async fn give(&self, order: &Order) -> Duration {
        let begin = Instant::now();
        let receipt = self
            .store
            .carry_out(&self.asker, order, Terms::default())
            .await;
        receipt.expect("the order is carried out");
        begin.elapsed()
    }

    /// Assigns the product to `number` users in one order, `rounds` times.
    async fn assign(&mut self, number: usize, rounds: usize) -> Pair {
        let mut pair = Pair::of(rounds);
        while pair.goes_on() {
            let users = self.some(number);
            let order = Order::assign(self.product, Services::none(), users.iter().copied());
            let usher = self.give(&order).await;
            let entry = self.written.last_entry().await;
            let bare = self.bare.assign(self.product, &users, &entry).await;
            pair.add(usher, bare);
            self.give(&Order::unassign(self.product, users.iter().copied()))
                .await;
            self.bare.unassign(self.product, &users, &entry).await;
        }
        pair
    }

    /// 20 users, one product: what an admin does all day.
    pub(crate) async fn twenty(&mut self) -> [Figure; 2] {
        let pair = self.assign(20, 200).await;
        let users: Vec<_> = (0..200).map(|_| self.some(20)).collect();
        let facts = facts(&self.store, &self.asker, self.product, &users, &pair).await;
        [figure("Assign 20 users x 1 product", &pair, 1.3), facts]
    }

    /// The largest order: a set, not a loop.
    pub(crate) async fn hundred_thousand(&mut self) -> Figure {
        let pair = self.assign(100_000, 7).await;
        figure("Assign 100,000 users in one order", &pair, 1.5)
    }

    /// Manage product licenses for 50,000 users at once: one product in the place of another, previewed and carried out.
    pub(crate) async fn replaced(&mut self) -> [Figure; 2] {
        const USERS: usize = 50_000;
        const LIMIT: Duration = Duration::from_secs(3);
        let users = self.some(USERS);
        let (mut from, mut to) = (self.product, self.other);
        let assign = Order::assign(from, Services::none(), users.iter().copied());
        self.give(&assign).await;
        let entry = self.written.last_entry().await;
        self.bare.assign(from, &users, &entry).await;
        let mut pair = Pair::of(7);
        let mut previews = Vec::new();
        while pair.goes_on() {
            let choice = vec![Choice {
                product: to,
                off: Services::none(),
            }];
            let order = Order::replace(Some(vec![from]), choice, users.iter().copied());
            let begin = Instant::now();
            let preview = self.store.preview(&self.asker, &order).await;
            assert!(matches!(preview, Ok(Preview::Accepted(_))));
            previews.push(begin.elapsed());
            let usher = self.give(&order).await;
            let entry = self.written.last_entry().await;
            let bare = self.bare.replace(from, to, &users, &entry).await;
            pair.add(usher, bare);
            std::mem::swap(&mut from, &mut to);
        }
        let mut commit = figure("Replace a product of 50,000 users: commit", &pair, 1.5);
        commit.goal += &format!(", and {}", told(LIMIT));
        commit.met &= percentile(pair.usher(), 50) <= LIMIT;
        let preview = Figure {
            what: "the same: preview",
            usher: told(percentile(&previews[1..], 50)),
            baseline: String::new(),
            result: String::new(),
            goal: format!("at most {}", told(LIMIT)),
            met: percentile(&previews[1..], 50) <= LIMIT,
        };
        [commit, preview]
    }

    /// 64 admins at once, each with one user, against one commit each.
    pub(crate) async fn rush(&mut self) -> Figure {
        const ADMINS: usize = 64;
        const ORDERS: usize = 8;
        let mut pair = Pair::of(7);
        while pair.goes_on() {
            let users = self.some(ADMINS * ORDERS);
            let usher = self.all_at_once(&users, ORDERS).await;
            let entry = self.written.last_entry().await;
            let mut bare = Duration::ZERO;
            for user in &users {
                bare += self.bare.assign(self.product, &[*user], &entry).await;
            }
            pair.add(usher, bare);
            self.give(&Order::unassign(self.product, users.iter().copied()))
                .await;
            self.bare.unassign(self.product, &users, &entry).await;
        }
        let rate = |times| 512.0 / percentile(times, 50).as_secs_f64();
        let times = 1.0 / pair.ratio();
        Figure {
            what: "64 concurrent single assigns, against one commit each",
            usher: format!("{:.0} a second", rate(pair.usher())),
            baseline: format!("{:.0} a second", rate(pair.baseline())),
            result: format!("{times:.1} times as many"),
            goal: "at least 5 times".into(),
            met: times >= 5.0,
        }
    }

    async fn all_at_once(&self, users: &[UserId], each: usize) -> Duration {
        let begin = Instant::now();
        let admins = users.chunks(each).map(|users| {
            let (store, asker, product) = (self.store.clone(), self.asker.clone(), self.product);
            let users = users.to_vec();
            tokio::spawn(async move {
                for user in users {
                    let order = Order::assign(product, Services::none(), [user]);
                    let receipt = store.carry_out(&asker, &order, Terms::default()).await;
                    receipt.expect("the order is carried out");
                }
            })
        });
        for admin in admins.collect::<Vec<_>>() {
            admin.await.expect("an admin finishes");
        }
        begin.elapsed()
    }
}

async fn open(database: &Path) -> Store {
    let url = format!("sqlite:{}", database.display());
    Store::open(&url, Sources::system())
        .await
        .expect("the database opens")
}

pub(crate) fn figure(what: &'static str, pair: &Pair, goal: f64) -> Figure {
    Figure {
        what,
        usher: told(percentile(pair.usher(), 50)),
        baseline: told(percentile(pair.baseline(), 50)),
        result: format!("{:.2}", pair.ratio()),
        goal: format!("at most {goal}"),
        met: pair.ratio() <= goal,
    }
}

/// What the rule has to know before it assigns `product` to some users, read and no more: the baseline reads nothing.
pub(crate) async fn facts(
    store: &Store,
    asker: &Asker,
    product: ProductId,
    users: &[Vec<UserId>],
    pair: &Pair,
) -> Figure {
    let mut times = Vec::new();
    for users in users {
        let needs = Order::assign(product, Services::none(), users.iter().copied()).needs();
        let begin = Instant::now();
        let known = store.facts(asker, &needs).await;
        times.push(begin.elapsed());
        assert_eq!(known.expect("facts").people.len(), users.len());
    }
    let (facts, bare) = (percentile(&times, 50), percentile(pair.baseline(), 50));
    Figure {
        what: "the same: only to read what decides it",
        usher: told(facts),
        baseline: told(bare),
        result: format!("{:.2} of it", facts.as_secs_f64() / bare.as_secs_f64()),
        goal: String::new(),
        met: true,
    }
}

/// In another sequence than that of their ids, the same each time: as admins choose them.
pub(crate) fn scattered(mut users: Vec<UserId>) -> Vec<UserId> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for last in (1..users.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let other = usize::try_from(state % (last as u64 + 1)).expect("an index");
        users.swap(last, other);
    }
    users
}

/// A product that conflicts with nothing and that nobody has, with a seat for everybody.
pub(crate) async fn free_product(
    store: &Store,
    asker: &Asker,
    users: &[UserId],
    but: Option<ProductId>,
) -> ProductId {
    let seats = u32::try_from(users.len()).expect("a number of seats");
    for row in store.products(asker).await.expect("the products owned") {
        if row.seats.assigned > 0 || Some(row.id) == but {
            continue;
        }
        let buy = Order::buy_seats(row.id, seats);
        let order = Order::assign(
            row.id,
            Services::none(),
            users.iter().copied().take(100_000),
        );
        let bought = store.carry_out(asker, &buy, Terms::default()).await.is_ok();
        if bought && matches!(store.preview(asker, &order).await, Ok(Preview::Accepted(_))) {
            return row.id;
        }
    }
    panic!("the seed has no product that everybody can get");
}
