//! `usher verify`: recounts seats, walks the ledger's hash chain, lets the engine check itself.

use super::{chain, subscriptions};
use crate::{
    Asker, Error, Store,
    sql::{Conn, Engine, Row, query, query_as, query_scalar},
};
use domain::{OrganizationId, Subscription, Verb};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Sealed entries of the ledger, all walked.
    pub entries: u64,
    /// Entries that are committed, and wait for their seal: it comes right after, or with the next order or tick.
    pub unsealed: u64,
    /// Products recounted.
    pub products: u64,
    /// The hash of the last sealed entry, in hexadecimal digits; empty without entries. Kept elsewhere, it proves later that no
    /// entry up to this one was dropped or rewritten.
    pub last_hash: String,
    /// What is wrong, in words; empty if all is well.
    pub wrong: Vec<String>,
}

impl Store {
    /// Recounts seats (assigned, assignable), walks the hash chain, runs the engine's own integrity check: of one
    /// moment, beside whoever writes.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role. What is wrong with the data is no error: it is the answer.
    pub async fn verify(&self, asker: &Asker) -> Result<Verified, Error> {
        asker.actor.may(Verb::Read).map_err(Error::NotAllowed)?;
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let mut found = Verified::default();
        check_file(&mut snapshot, &mut found).await?;
        check(&mut snapshot, asker.organization, &mut found).await?;
        Ok(found)
    }
}

/// Recounts the organization's seats and walks its chain.
pub(crate) async fn check(
    conn: &mut Conn,
    organization: OrganizationId,
    found: &mut Verified,
) -> Result<(), Error> {
    check_seats(conn, organization, found).await?;
    chain::walk(conn, organization, found).await
}

/// The engine's own checks: pages, indexes, constraints, references.
async fn check_file(conn: &mut Conn, found: &mut Verified) -> Result<(), Error> {
    // PostgreSQL checks its files by itself, or with pg_amcheck.
    if conn.engine() != Engine::Sqlite {
        return Ok(());
    }
    let answers: Vec<String> = query_scalar("pragma integrity_check")
        .fetch_all(&mut *conn)
        .await?;
    let faults = answers.into_iter().filter(|answer| answer != "ok");
    found
        .wrong
        .extend(faults.map(|fault| format!("The database file: {fault}.")));
    let dangling: Vec<(String, String, i64)> =
        query_as("select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2")
            .fetch_all(conn)
            .await?;
    found
        .wrong
        .extend(dangling.into_iter().map(|(table, parent, rows)| {
            format!("{rows} rows of {table} refer to a {parent} that doesn't exist.")
        }));
    Ok(())
}

/// A product's counter as it stands, and as it is counted.
#[derive(Default)]
struct Count {
    name: String,
    stands: (i64, i64, i64),
    assignable: i64,
    assigned: i64,
}

impl Count {
    fn wrong(&self) -> Option<String> {
        let excess = (self.assigned - self.assignable).max(0);
        let counted = (self.assignable, self.assigned, excess);
        (self.stands != counted).then(|| {
            let say = |(assignable, assigned, excess)| {
                format!("{assigned} of {assignable} seats assigned, {excess} in excess")
            };
            format!(
                "{}: the counter says {}, but the count is {}.",
                self.name,
                say(self.stands),
                say(counted)
            )
        })
    }
}

async fn check_seats(
    conn: &mut Conn,
    organization: OrganizationId,
    found: &mut Verified,
) -> Result<(), Error> {
    let counters: Vec<(Uuid, String, i64, i64, i64, i64)> = query_as(
        "select product.product_id, product.name, coalesce(seats.assignable, 0), coalesce(seats.assigned, 0),
                coalesce(seats.excess, 0),
                (select count(distinct user_id) from license
                 where organization_id = ?1 and product_id = product.product_id
                     and source in ('direct', 'group'))
         from product
         left join seats on seats.organization_id = ?1 and seats.product_id = product.product_id
         where product.organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_all(&mut *conn)
    .await?;
    let mut counts: BTreeMap<Uuid, Count> = BTreeMap::new();
    for (product, name, assignable, assigned, excess, counted) in counters {
        let stands = (assignable, assigned, excess);
        counts.insert(
            product,
            Count {
                name,
                stands,
                assignable: 0,
                assigned: counted,
            },
        );
    }
    for (product, subscription) in purchases(conn, organization).await? {
        counts.entry(product).or_default().assignable += i64::from(subscription.assignable());
    }
    found.products += counts.len() as u64;
    found.wrong.extend(counts.values().filter_map(Count::wrong));
    Ok(())
}

async fn purchases(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<Vec<(Uuid, Subscription)>, Error> {
    let rows = query(
        "select subscription_id, seats, state, channel, since_at, ends_at, length, recurring, grown_at, next_at,
                product_id
         from subscription where organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_all(conn)
    .await?;
    let purchase = |row: &Row| {
        let subscription = subscriptions::read(row, 0)?;
        Ok((row.try_get(subscriptions::WIDTH)?, subscription))
    };
    rows.iter().map(purchase).collect()
}
