//! The baseline: the rows that an order writes, written by plain SQL on the same tables and settings, without asking
//! whether they may be written.

use domain::{ProductId, UserId};
use sqlx::{
    ConnectOptions, Connection, FromRow, SqliteConnection, query, query_as, query_scalar,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::path::Path;
use std::time::{Duration, Instant};

/// The organization that the seed makes.
const ORGANIZATION: i64 = 1;

/// One entry of the ledger, as it stands there.
#[derive(Clone, FromRow)]
pub(crate) struct Entry {
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) origin: String,
    pub(crate) order_digest: Vec<u8>,
    pub(crate) digest: Vec<u8>,
    pub(crate) previous_hash: Vec<u8>,
    pub(crate) hash: Vec<u8>,
    pub(crate) changed_users: i64,
    pub(crate) summary: String,
    pub(crate) left_out: String,
    pub(crate) order_asked: String,
    pub(crate) changes: String,
}

/// A database, used directly.
pub(crate) struct Bare(pub(crate) SqliteConnection);

impl Bare {
    /// Opens it with Usher's settings.
    pub(crate) async fn open(database: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(database)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        Self(options.connect().await.expect("the seeded database opens"))
    }

    /// Members with a location: those who can get a product.
    pub(crate) async fn users(&mut self) -> Vec<UserId> {
        query_scalar("select user_id from person where kind = 'member' and location is not null")
            .fetch_all(&mut self.0)
            .await
            .map(|ids| ids.into_iter().map(UserId).collect())
            .expect("users are read")
    }

    /// The ledger's last entry.
    pub(crate) async fn last_entry(&mut self) -> Entry {
        query_as("select * from ledger where organization_id = ?1 order by entry desc limit 1")
            .bind(ORGANIZATION)
            .fetch_one(&mut self.0)
            .await
            .expect("the last entry is read")
    }

    /// Gives the users a license, takes the seats, appends the entry: one transaction.
    pub(crate) async fn assign(
        &mut self,
        product: ProductId,
        users: &[UserId],
        entry: &Entry,
    ) -> Duration {
        let rows = json(users);
        let begin = Instant::now();
        let mut together = self.0.begin_with("begin immediate").await.expect("begin");
        insert(&mut together, product, &rows, entry).await;
        finish(&mut together, product, seats(users), entry).await;
        together.commit().await.expect("commit");
        begin.elapsed()
    }

    /// Gives the users `to` in the place of `from`: one transaction.
    pub(crate) async fn replace(
        &mut self,
        from: ProductId,
        to: ProductId,
        users: &[UserId],
        entry: &Entry,
    ) -> Duration {
        let rows = json(users);
        let begin = Instant::now();
        let mut together = self.0.begin_with("begin immediate").await.expect("begin");
        delete(&mut together, from, &rows).await;
        insert(&mut together, to, &rows, entry).await;
        count(&mut together, from, -seats(users)).await;
        finish(&mut together, to, seats(users), entry).await;
        together.commit().await.expect("commit");
        begin.elapsed()
    }

    /// Takes it all back, as another transaction.
    pub(crate) async fn unassign(&mut self, product: ProductId, users: &[UserId], entry: &Entry) {
        let mut together = self.0.begin_with("begin immediate").await.expect("begin");
        delete(&mut together, product, &json(users)).await;
        finish(&mut together, product, -seats(users), entry).await;
        together.commit().await.expect("commit");
    }
}

async fn insert(conn: &mut SqliteConnection, product: ProductId, rows: &str, entry: &Entry) {
    query(
        "insert into license (organization_id, user_id, product_id, source, source_id,
                              services_off, since, assigned_by, name_key)
         select ?1, person.user_id, ?3, 'direct', zeroblob(16), x'', ?4, ?5, person.name_key
         from json_each(?2) cross join person
         where person.organization_id = ?1 and person.user_id = unhex(json_each.value)",
    )
    .bind(ORGANIZATION)
    .bind(rows)
    .bind(product.0)
    .bind(entry.at)
    .bind(&entry.actor)
    .execute(conn)
    .await
    .expect("licenses");
}

async fn delete(conn: &mut SqliteConnection, product: ProductId, rows: &str) {
    query(
        "delete from license
         where (organization_id, user_id, product_id, source, source_id) in (
             select ?1, unhex(value), ?3, 'direct', zeroblob(16) from json_each(?2))",
    )
    .bind(ORGANIZATION)
    .bind(rows)
    .bind(product.0)
    .execute(conn)
    .await
    .expect("licenses");
}

async fn count(conn: &mut SqliteConnection, product: ProductId, seats: i64) {
    query(
        "update seats set assigned = assigned + ?3 where organization_id = ?1 and product_id = ?2",
    )
    .bind(ORGANIZATION)
    .bind(product.0)
    .bind(seats)
    .execute(conn)
    .await
    .expect("the seat counter");
}

/// What every change ends with: the seat counter and the entry.
async fn finish(conn: &mut SqliteConnection, product: ProductId, seats: i64, entry: &Entry) {
    count(conn, product, seats).await;
    query(
        "insert into ledger (organization_id, entry, at, actor, origin, order_digest, digest, previous_hash, hash,
                             changed_users, summary, left_out, order_asked, changes)
         values (?1, (select coalesce(max(entry), 0) + 1 from ledger where organization_id = ?1),
                 ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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

fn seats(users: &[UserId]) -> i64 {
    i64::try_from(users.len()).expect("a number of users")
}

/// The ids as SQLite takes a set: one JSON list.
fn json(users: &[UserId]) -> String {
    let ids = users.iter().map(|user| user.0.simple().to_string());
    serde_json::Value::from_iter(ids).to_string()
}
