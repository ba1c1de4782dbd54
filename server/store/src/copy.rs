//! `usher copy`: a whole installation, from one database to another of either engine.
//!
//! The source is read in one snapshot and never written. The target gets all of it in one transaction, which is committed
//! after the copy was checked: so whatever breaks off, the target stays empty.
//!
//! Everything travels as it stands, sessions too: of a session only a hash is kept, so that who is signed in stays so,
//! and nobody learns a secret. What stays behind is what is over by itself before anybody notices: see [`LEFT`]. Entries
//! of the ledger that wait for their seal arrive so, in the sequence in which they were written, and the next order or
//! tick seals them, as it would have in the source. To seal them on the way would make the copy's chain end elsewhere than
//! the source's, and that both end alike is what proves the copy.

mod schema;
mod transfer;

use crate::{
    Error, Sources, Store,
    database::{Address, Pool},
    sql::{Conn, Engine, query_as, query_scalar},
    tables::{
        bulk::Lifted,
        organization,
        verify::{self, Verified, VerifiedOrganization},
    },
};
use domain::OrganizationId;
use serde::Serialize;
use std::sync::Arc;
use transfer::transfer;

/// What is copied, in the sequence in which rows may refer to others. The columns are those that the tables have.
pub(crate) const TABLES: [&str; 23] = [
    "organization",
    "partner",
    "service",
    "product",
    "product_service",
    "subscription",
    "seats",
    "seat_day",
    "low_stock",
    "person",
    "person_word",
    "user_group",
    "group_member",
    "group_license",
    "license",
    "ledger",
    "chain",
    "credential",
    "role_assignment",
    "session",
    "saved_view",
    "deleted_person",
    "invitation",
];

/// What is not: seats that open panes hold for two minutes, and failed sign-ins, which are forgotten after fifteen.
const LEFT: [&str; 2] = ["hold", "attempt"];

/// What was copied, and found to be the same in the target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copied {
    /// The tables, in the sequence in which they were copied.
    pub tables: Vec<CopiedTable>,
    /// The tables that stayed behind: what is in them is over within minutes.
    pub left: [&'static str; LEFT.len()],
    /// The organizations, in the order of creation: what `usher verify` says of them in the target.
    pub organizations: Vec<VerifiedOrganization>,
}

/// A table that was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopiedTable {
    /// Its name.
    pub name: &'static str,
    /// How many rows it has.
    pub rows: i64,
}

/// Copies all organizations of the database at `from` to the one at `to`, which is created and migrated where needed, and
/// must have no organization yet.
///
/// # Errors
/// [`Error::Input`] if there is nothing to copy, or something in its place; [`Error::Unavailable`] with the remedy if either
/// can't be used; [`Error::Inconsistent`] if the copy is not sound; [`Error::Busy`] if somebody else writes to the
/// target. Whatever it says, nothing was copied.
pub async fn copy(from: &str, to: &str, sources: Sources) -> Result<Copied, Error> {
    let source = Pool::open(Address::read(from)?, sources.patience()).await;
    let source = Arc::new(source.map_err(of_source)?);
    let target = Store::open(to, sources).await?;
    let read = source.clone();
    let copied = target
        .engine
        .write(async move |conn: &mut Conn| copy_all(&read, conn).await)
        .await;
    target.close().await;
    source.close().await;
    copied
}

/// Says that the source is meant.
fn of_source(error: Error) -> Error {
    match error {
        Error::Unavailable(why) => Error::Unavailable(format!("The database to copy: {why}")),
        Error::Damaged(why) => Error::Damaged(format!("The database to copy: {why}")),
        other => other,
    }
}

async fn copy_all(source: &Pool, target: &mut Conn) -> Result<Copied, Error> {
    claim(target).await?;
    let mut conn = source.acquire().await.map_err(of_source)?;
    let mut snapshot = conn.begin().await.map_err(Error::from).map_err(of_source)?;
    wait_for_others(&mut snapshot).await?;
    let ends = ends(&mut snapshot).await?;
    if ends.is_empty() {
        return Err(Error::Input(
            "There is no organization in the database to copy. Check its address.".into(),
        ));
    }
    let lifted = Lifted::lift(target).await?;
    let filled = fill(&mut snapshot, target).await;
    // Also after a failure: what was set for the connection isn't undone with the transaction.
    let indexed = match lifted {
        Some(lifted) => lifted.put_back(target, filled.is_ok()).await,
        None => Ok(()),
    };
    let tables = filled?;
    indexed?;
    snapshot.rollback().await?;
    drop(conn);
    target.look_at_tables().await?;
    check(target, tables, ends).await
}

/// Makes sure that the target has no organization, and that nobody else creates one in it meanwhile.
async fn claim(target: &mut Conn) -> Result<(), Error> {
    organization::claim(target).await?;
    wait_for_others(target).await?;
    let taken: Option<String> =
        query_scalar("select name from organization order by organization_id limit 1")
            .fetch_optional(target)
            .await?;
    match taken {
        None => Ok(()),
        Some(name) => Err(Error::Input(
            format!(
                "The target has an organization already, {name}. Copy into a new database: name a file that doesn't \
                 exist yet, or create a database (createdb)."
            )
            .into(),
        )),
    }
}

/// Each of the two waits while the other works, for longer than PostgreSQL lets a server of ours do nothing.
async fn wait_for_others(conn: &mut Conn) -> Result<(), sqlx::Error> {
    match conn.engine() {
        Engine::Sqlite => Ok(()),
        Engine::Postgres => {
            let patient = "set local idle_in_transaction_session_timeout = 0";
            conn.run(patient.into()).await
        }
    }
}

/// An organization of the source, and the hash of the last sealed entry of its ledger.
struct End {
    id: i64,
    name: String,
    hash: String,
}

async fn ends(source: &mut Conn) -> Result<Vec<End>, Error> {
    let rows: Vec<(i64, String, Option<String>)> = query_as(
        "select organization_id, name,
                (select lower(hex(hash)) from ledger
                 where ledger.organization_id = organization.organization_id and entry is not null
                 order by entry desc limit 1)
         from organization order by organization_id",
    )
    .fetch_all(source)
    .await?;
    let end = |(id, name, hash): (_, _, Option<_>)| End {
        id,
        name,
        hash: hash.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(end).collect())
}

/// Copies the rows of all tables. Answers how many there are in the source.
async fn fill(source: &mut Conn, target: &mut Conn) -> Result<Vec<CopiedTable>, Error> {
    let mut tables = Vec::with_capacity(TABLES.len());
    for name in TABLES {
        transfer(source, target, name).await?;
        let rows = count(source, name).await.map_err(of_source)?;
        tables.push(CopiedTable { name, rows });
    }
    if target.engine() == Engine::Postgres {
        // The next entry is written after those that came.
        let next = "select setval(pg_get_serial_sequence('ledger', 'written'), coalesce(max(written), 0) + 1, false)
                    from ledger";
        target.run(next.into()).await?;
    }
    Ok(tables)
}

async fn count(conn: &mut Conn, table: &str) -> Result<i64, Error> {
    let count = query_scalar(format!("select count(*) from {table}"));
    Ok(count.fetch_one(conn).await?)
}

/// Is the target what the source was, and sound?
async fn check(
    target: &mut Conn,
    tables: Vec<CopiedTable>,
    ends: Vec<End>,
) -> Result<Copied, Error> {
    let mut wrong = Vec::new();
    for CopiedTable { name, rows } in &tables {
        let arrived = count(target, name).await?;
        if arrived != *rows {
            wrong.push(format!("Of {rows} rows of {name}, {arrived} arrived."));
        }
    }
    let mut organizations = Vec::with_capacity(ends.len());
    for End { id, name, hash } in ends {
        let id = OrganizationId(id);
        let mut verified = Verified::default();
        verify::check(target, id, &mut verified).await?;
        if verified.last_hash != hash {
            wrong.push("The ledger ends otherwise than that of the source.".into());
        }
        wrong.extend(
            verified
                .wrong
                .drain(..)
                .map(|what| format!("{name}: {what}")),
        );
        organizations.push(VerifiedOrganization { id, name, verified });
    }
    if !wrong.is_empty() {
        return Err(Error::Inconsistent(format!(
            "what came out of the copy is wrong, and was not kept: {}",
            wrong.join(" ").trim_end_matches('.')
        )));
    }
    Ok(Copied {
        tables,
        left: LEFT,
        organizations,
    })
}
