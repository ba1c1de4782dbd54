//! `usher verify`: recounts seats, walks the ledger's hash chain, lets the engine check itself.

use super::{chain, organization, subscriptions};
use crate::{
    Asker, Error, Store,
    error::DAMAGED,
    sql::{Conn, Engine, Row, Transaction, query, query_as, query_scalar},
};
use domain::{OrganizationId, Subscription, Verb};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the check of an organization found.
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

/// What the check found of one organization among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifiedOrganization {
    /// Its id.
    pub id: OrganizationId,
    /// What it is called.
    pub name: String,
    /// What was found.
    #[serde(flatten)]
    pub verified: Verified,
}

/// What the check of a whole installation found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VerifiedAll {
    /// All that is wrong, in words: with the database, and with each organization, which is named then; empty if all is well.
    pub wrong: Vec<String>,
    /// The organizations, in the order of creation.
    pub organizations: Vec<VerifiedOrganization>,
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
        let mut found = Verified {
            wrong: check_file(&mut snapshot).await?,
            ..Verified::default()
        };
        check(&mut snapshot, asker.organization, &mut found).await?;
        Ok(found)
    }

    /// The same for all organizations, for whoever operates the installation: of one moment, and of the file once.
    ///
    /// # Errors
    /// [`Error::Damaged`] if not even the organizations can be listed. What else is wrong with the data is the answer.
    pub async fn verify_all(&self) -> Result<VerifiedAll, Error> {
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let mut wrong = check_file(&mut snapshot).await?;
        let mut organizations = Vec::new();
        for one in organization::all(&mut snapshot).await? {
            let (id, name) = (one.id, one.name);
            let mut verified = Verified::default();
            check(&mut snapshot, id, &mut verified).await?;
            // Another one may be called the same.
            let named = |what: &String| format!("{name} ({number}): {what}", number = id.0);
            wrong.extend(verified.wrong.iter().map(named));
            organizations.push(VerifiedOrganization { id, name, verified });
        }
        Ok(VerifiedAll {
            wrong,
            organizations,
        })
    }
}

/// Recounts the organization's seats and walks its chain.
pub(crate) async fn check(
    conn: &mut Conn,
    organization: OrganizationId,
    found: &mut Verified,
) -> Result<(), Error> {
    let mut part = conn.begin().await?;
    let checked = check_seats(&mut part, organization, found).await;
    let what = "The seats can't be recounted";
    go_on(part, checked, what, &mut found.wrong).await?;
    let mut part = conn.begin().await?;
    let checked = chain::walk(&mut part, organization, found).await;
    let what = "The ledger can't be walked to its end";
    go_on(part, checked, what, &mut found.wrong).await
}

/// Ends a part of the check. What can't be read is wrong too, and keeps no other part from being checked.
async fn go_on(
    part: Transaction<'_>,
    checked: Result<(), Error>,
    what: &str,
    wrong: &mut Vec<String>,
) -> Result<(), Error> {
    let Err(error) = checked else {
        return Ok(part.commit().await?);
    };
    let why = unreadable(error)?;
    part.rollback().await?;
    wrong.push(format!("{what}: {why}"));
    Ok(())
}

/// Why what is stored can't be read, as a sentence.
///
/// # Errors
/// Any error that is not about what is stored.
fn unreadable(error: Error) -> Result<String, Error> {
    let why = match error {
        Error::Damaged(why) | Error::Inconsistent(why) => why,
        Error::Database(fault @ (sqlx::Error::Decode(_) | sqlx::Error::ColumnDecode { .. })) => {
            fault.to_string()
        }
        other => return Err(other),
    };
    Ok(format!("{}.", why.trim_end_matches('.')))
}

/// What is wrong by the engine's own checks: pages, indexes, constraints, references.
async fn check_file(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let mut wrong = Vec::new();
    // PostgreSQL checks its files by itself, or with pg_amcheck.
    if conn.engine() != Engine::Sqlite {
        return Ok(wrong);
    }
    let mut part = conn.begin().await?;
    let checked = check_pages(&mut part, &mut wrong).await;
    let what = "The database file can't be checked";
    go_on(part, checked, what, &mut wrong).await?;
    let mut part = conn.begin().await?;
    let checked = check_references(&mut part, &mut wrong).await;
    let what = "References between tables can't be checked";
    go_on(part, checked, what, &mut wrong).await?;
    Ok(wrong)
}

async fn check_pages(conn: &mut Conn, wrong: &mut Vec<String>) -> Result<(), Error> {
    let answers: Vec<String> = query_scalar("pragma integrity_check")
        .fetch_all(conn)
        .await?;
    let faults: Vec<_> = answers.iter().filter(|answer| *answer != "ok").collect();
    if !faults.is_empty() {
        wrong.push(DAMAGED.into());
    }
    let told = |fault: &String| format!("The database file: {}.", fault.replace('\n', " "));
    wrong.extend(faults.into_iter().map(told));
    Ok(())
}

async fn check_references(conn: &mut Conn, wrong: &mut Vec<String>) -> Result<(), Error> {
    let dangling: Vec<(String, String, i64)> =
        query_as("select \"table\", parent, count(*) from pragma_foreign_key_check group by 1, 2")
            .fetch_all(conn)
            .await?;
    wrong.extend(dangling.into_iter().map(|(table, parent, rows)| {
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
    for row in purchases(conn, organization).await? {
        match purchase(&row) {
            Ok((product, subscription)) => {
                let counted = counts.entry(product).or_default();
                counted.assignable += i64::from(subscription.assignable());
            }
            Err(error) => {
                let id: Option<Uuid> = row.try_get(0).ok();
                let id = id.map_or_else(|| "without an id".into(), |id| id.to_string());
                let why = unreadable(error)?;
                let what = format!("The subscription {id} can't be read: {why}");
                found.wrong.push(what);
            }
        }
    }
    found.products += counts.len() as u64;
    found.wrong.extend(counts.values().filter_map(Count::wrong));
    Ok(())
}

async fn purchases(conn: &mut Conn, organization: OrganizationId) -> Result<Vec<Row>, sqlx::Error> {
    query(
        "select subscription_id, seats, state, channel, since_at, ends_at, length, recurring, grown_at, next_at,
                product_id
         from subscription where organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_all(conn)
    .await
}

/// A product, and what was bought of it.
fn purchase(row: &Row) -> Result<(Uuid, Subscription), Error> {
    let subscription = subscriptions::read(row, 0)?;
    Ok((row.try_get(subscriptions::WIDTH)?, subscription))
}
