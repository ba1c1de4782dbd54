//! Orders on PostgreSQL, each against the bare SQL that writes the same rows. Run it through `.ci/postgres`.

use crate::bare::Entry;
use crate::orders::{facts, figure, free_product, scattered};
use crate::sample::{Figure, Pair, percentile};
use domain::{Order, OrganizationId, ProductId, Services, UserId};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions, query,
    query_as, query_scalar, raw_sql,
};
use std::str::FromStr;
use std::time::{Duration, Instant};
use store::{Asker, Sources, Store, Terms};

/// The organization that the seed makes.
const ORGANIZATION: i64 = 1;
/// Enough for an order for 100,000.
const USERS: u32 = 130_000;
/// Who gives orders at the same time.
const CLIENTS: usize = 64;
/// So many each.
const ORDERS: usize = 8;

/// Two copies of one database: Usher works on one, the baseline on the other.
pub(crate) struct Bench {
    store: Store,
    asker: Asker,
    /// Reads what Usher wrote.
    written: PgConnection,
    bare: Vec<PgConnection>,
    product: ProductId,
    users: Vec<UserId>,
    next: usize,
}

impl Bench {
    /// Seeds a database in the cluster, and copies it.
    pub(crate) async fn open(cluster: &str) -> Self {
        let cluster = PgConnectOptions::from_str(cluster).expect("the cluster's address");
        let mut conn = cluster.connect().await.expect("the cluster");
        let run = async |conn: &mut PgConnection, statement: String| {
            let done = raw_sql(AssertSqlSafe(statement)).execute(conn).await;
            done.expect("a statement");
        };
        let [usher, bare] =
            ["usher_bench", "bare_bench"].map(|name| cluster.clone().database(name));
        run(&mut conn, "create database usher_bench".into()).await;
        let url = usher.to_url_lossy().to_string();
        let asker = Asker::operator(OrganizationId(ORGANIZATION));
        let store = open(&url).await;
        let made = store.create_organization("Northlight Labs", "northlight.example", None);
        made.await.expect("an organization");
        let seeded = store.seed(&asker, USERS, 40, 1).await;
        seeded.expect("a seeded organization");
        let mut written = usher.connect().await.expect("a connection");
        let users = "select user_id from person where kind = 'member' and location is not null";
        let users: Vec<Vec<u8>> = query_scalar(users)
            .fetch_all(&mut written)
            .await
            .expect("users are read");
        let user = |id: &Vec<u8>| UserId(uuid::Uuid::from_slice(id).expect("an id"));
        let users = scattered(users.iter().map(user).collect());
        let product = free_product(&store, &asker, &users, None).await;
        store.close().await;
        written.close().await.expect("the last connection");
        let copy = "create database bare_bench template usher_bench";
        run(&mut conn, copy.into()).await;
        let mut clients = Vec::new();
        for _ in 0..CLIENTS {
            clients.push(bare.connect().await.expect("a client"));
        }
        for options in [&usher, &bare] {
            let mut conn = options.connect().await.expect("a connection");
            run(&mut conn, "vacuum analyze".into()).await;
        }
        Self {
            store: open(&url).await,
            asker,
            written: usher.connect().await.expect("a connection"),
            bare: clients,
            product,
            users,
            next: 0,
        }
    }

    /// Lets the writer finish.
    pub(crate) async fn close(self) {
        self.store.close().await;
    }

    /// The next `number` users, others each time until all were.
    fn some(&mut self, number: usize) -> Vec<UserId> {
        let all = self.users.iter().cycle();
        let some = all.skip(self.next % self.users.len()).take(number);
        self.next += number;
        some.copied().collect()
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

    async fn last_entry(&mut self) -> Entry {
        let last = "select * from ledger where organization_id = $1 and entry is not null order by entry desc limit 1";
        let last = query_as(last)
            .bind(ORGANIZATION)
            .fetch_one(&mut self.written);
        last.await.expect("the last entry is read")
    }

    /// Assigns the product to `number` users in one order, `rounds` times.
    async fn assign(&mut self, number: usize, rounds: usize) -> Pair {
        let mut pair = Pair::of(rounds);
        while pair.goes_on() {
            let users = self.some(number);
            let order = Order::assign(self.product, Services::none(), users.iter().copied());
            let usher = self.give(&order).await;
            let entry = self.last_entry().await;
            let (product, bare) = (self.product, &mut self.bare[0]);
            let begin = Instant::now();
            let mut together = bare.begin().await.expect("begin");
            insert(&mut together, product, &users, &entry).await;
            finish(&mut together, product, seats(&users), &entry).await;
            together.commit().await.expect("commit");
            pair.add(usher, begin.elapsed());
            self.take_back(&users, &entry).await;
        }
        pair
    }

    /// Takes it all back, on both sides.
    async fn take_back(&mut self, users: &[UserId], entry: &Entry) {
        let order = Order::unassign(self.product, users.iter().copied());
        self.give(&order).await;
        let mut together = self.bare[0].begin().await.expect("begin");
        let delete = "delete from license where organization_id = $1 and product_id = $3 and user_id = any($2)";
        let deleted = query(delete)
            .bind(ORGANIZATION)
            .bind(bytes(users))
            .bind(&self.product.0.as_bytes()[..])
            .execute(&mut *together);
        deleted.await.expect("licenses");
        finish(&mut together, self.product, -seats(users), entry).await;
        together.commit().await.expect("commit");
    }

    /// 20 users, one product: what an admin does all day.
    pub(crate) async fn twenty(&mut self) -> [Figure; 2] {
        let pair = self.assign(20, 200).await;
        let users: Vec<_> = (0..200).map(|_| self.some(20)).collect();
        let facts = facts(&self.store, &self.asker, self.product, &users, &pair).await;
        [
            figure("PostgreSQL: assign 20 users x 1 product", &pair, 1.3),
            facts,
        ]
    }

    /// The largest order: a set, not a loop.
    pub(crate) async fn hundred_thousand(&mut self) -> Figure {
        let pair = self.assign(100_000, 5).await;
        figure("PostgreSQL: assign 100,000 users in one order", &pair, 1.5)
    }

    /// 64 clients for one product, each with one user at a time, against a transaction and a lock of the counter each.
    pub(crate) async fn rush(&mut self) -> Figure {
        let mut pair = Pair::of(7);
        while pair.goes_on() {
            let users = self.some(CLIENTS * ORDERS);
            let usher = self.all_at_once(&users).await;
            let entry = self.last_entry().await;
            let bare = self.naively_at_once(&users, &entry).await;
            pair.add(usher, bare);
            self.take_back(&users, &entry).await;
        }
        let rate = |times| (CLIENTS * ORDERS) as f64 / percentile(times, 50).as_secs_f64();
        let times = 1.0 / pair.ratio();
        Figure {
            what: "PostgreSQL: 64 clients on one product, against a lock of its counter for each order",
            usher: format!("{:.0} a second", rate(pair.usher())),
            baseline: format!("{:.0} a second", rate(pair.baseline())),
            result: format!("{times:.1} times as many"),
            goal: "at least 5 times".into(),
            met: times >= 5.0,
        }
    }

    async fn all_at_once(&self, users: &[UserId]) -> Duration {
        let begin = Instant::now();
        let clients = users.chunks(ORDERS).map(|users| {
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
        for client in clients.collect::<Vec<_>>() {
            client.await.expect("a client finishes");
        }
        begin.elapsed()
    }

    async fn naively_at_once(&mut self, users: &[UserId], entry: &Entry) -> Duration {
        let begin = Instant::now();
        let clients = users.chunks(ORDERS).zip(std::mem::take(&mut self.bare));
        let clients = clients.map(|(users, mut conn)| {
            let (users, product, entry) = (users.to_vec(), self.product, entry.clone());
            tokio::spawn(async move {
                for user in users {
                    naive(&mut conn, product, user, &entry).await;
                }
                conn
            })
        });
        for client in clients.collect::<Vec<_>>() {
            self.bare.push(client.await.expect("a client finishes"));
        }
        begin.elapsed()
    }
}

/// One order as it is done without a second thought: lock the counter, look, write, commit.
async fn naive(conn: &mut PgConnection, product: ProductId, user: UserId, entry: &Entry) {
    let mut together = conn.begin().await.expect("begin");
    let counter = "select assignable - assigned from seats where organization_id = $1 and product_id = $2 for update";
    let left: i64 = query_scalar(counter)
        .bind(ORGANIZATION)
        .bind(&product.0.as_bytes()[..])
        .fetch_one(&mut *together)
        .await
        .expect("the counter");
    assert!(left > 0, "a seat is left");
    insert(&mut together, product, &[user], entry).await;
    finish(&mut together, product, 1, entry).await;
    together.commit().await.expect("commit");
}

async fn insert(conn: &mut PgConnection, product: ProductId, users: &[UserId], entry: &Entry) {
    let insert = "insert into license (organization_id, user_id, product_id, source, source_id,
                                       services_off, since, assigned_by, name_key)
                  select $1, person.user_id, $3, 'direct', decode(repeat('00', 16), 'hex'), '', $4, $5, person.name_key
                  from unnest($2) as wanted (user_id)
                  join person on person.organization_id = $1 and person.user_id = wanted.user_id";
    query(insert)
        .bind(ORGANIZATION)
        .bind(bytes(users))
        .bind(&product.0.as_bytes()[..])
        .bind(entry.at)
        .bind(&entry.actor)
        .execute(conn)
        .await
        .expect("licenses");
}

/// What every change ends with: the seat counter and the entry.
async fn finish(conn: &mut PgConnection, product: ProductId, seats: i64, entry: &Entry) {
    query(
        "update seats set assigned = assigned + $3 where organization_id = $1 and product_id = $2",
    )
    .bind(ORGANIZATION)
    .bind(&product.0.as_bytes()[..])
    .bind(seats)
    .execute(&mut *conn)
    .await
    .expect("the seat counter");
    query(
        "insert into ledger (organization_id, entry, at, actor, origin, order_digest, digest, previous_hash, hash,
                             changed_users, summary, left_out, order_asked, changes)
         values ($1, (select coalesce(max(entry), 0) + 1 from ledger where organization_id = $1),
                 $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(ORGANIZATION)
    .bind(entry.at)
    .bind(&entry.actor)
    .bind(&entry.origin)
    .bind(&entry.order_digest)
    .bind(&entry.digest)
    .bind(&entry.previous_hash)
    .bind(&entry.hash)
    .bind(entry.changed_users)
    .bind(&entry.summary)
    .bind(&entry.left_out)
    .bind(&entry.order_asked)
    .bind(&entry.changes)
    .execute(conn)
    .await
    .expect("the ledger");
}

async fn open(url: &str) -> Store {
    let store = Store::open(url, Sources::system()).await;
    store.expect("the database opens")
}

fn seats(users: &[UserId]) -> i64 {
    i64::try_from(users.len()).expect("a number of users")
}

fn bytes(users: &[UserId]) -> Vec<Vec<u8>> {
    users
        .iter()
        .map(|user| user.0.as_bytes().to_vec())
        .collect()
}
