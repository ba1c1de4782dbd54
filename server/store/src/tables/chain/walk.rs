//! Walks the chain, and looks at what waits for its seal.

use super::{End, GENESIS, hex};
use crate::{
    Error,
    sql::{Column, Conn, Row, query, query_as},
    tables::{ledger::Entry, verify::Verified},
};
use domain::OrganizationId;
use sha2::{Digest, Sha256};

/// So many entries are read at a time: an order for everybody is long.
const AT_ONCE: i64 = 16;

/// All that an entry says, and its digest.
macro_rules! columns {
    () => {
        "at, actor, actor_id, origin, idempotency_key, order_digest, digest, changed_users, summary, left_out,
         order_asked, changes"
    };
}

/// Walks the chain from the first entry to its end: numbers, hashes, digests. Then what isn't sealed yet.
pub(in crate::tables) async fn walk(
    conn: &mut Conn,
    organization: OrganizationId,
    found: &mut Verified,
) -> Result<(), Error> {
    let last = sealed(conn, organization, found).await?;
    let end: Option<(i64, Vec<u8>)> =
        query_as("select entry, hash from chain where organization_id = ?1")
            .bind(organization.0)
            .fetch_optional(&mut *conn)
            .await?;
    found.wrong.extend(wrong_end(end, last));
    if last.entry > 0 {
        found.last_hash = hex(&last.hash);
    }
    unsealed(conn, organization, found).await
}

/// What is wrong with the end of the chain, if `last` is the last entry of the ledger.
fn wrong_end(end: Option<(i64, Vec<u8>)>, last: End) -> Option<String> {
    let number = last.entry;
    match end {
        None => Some("The ledger has lost the end of its chain: it was removed.".into()),
        Some((entry, _)) if entry != number => Some(format!(
            "Entry {number} is the last of the ledger, but not the end of its chain: entries after it are missing, or it \
             was changed."
        )),
        Some((_, hash)) if hash != last.hash => Some(format!(
            "The end of the ledger's chain doesn't fit entry {number}, the last: one of the two was changed."
        )),
        Some(_) => None,
    }
}

async fn sealed(
    conn: &mut Conn,
    organization: OrganizationId,
    found: &mut Verified,
) -> Result<End, Error> {
    let mut end = End {
        entry: 0,
        hash: GENESIS,
    };
    loop {
        let rows = query(concat!(
            "select entry, previous_hash, hash, ",
            columns!(),
            " from ledger where organization_id = ?1 and entry > ?2 order by entry limit ?3"
        ))
        .bind(organization.0)
        .bind(end.entry)
        .bind(AT_ONCE)
        .fetch_all(&mut *conn)
        .await?;
        for row in &rows {
            let number: i64 = row.try_get("entry")?;
            let (previous, hash): (&[u8], &[u8]) =
                (row.try_get("previous_hash")?, row.try_get("hash")?);
            let mut wrong = |what: &str| {
                let what = format!("Entry {number} of the ledger {what}.");
                found.wrong.push(what);
            };
            if number != end.entry + 1 {
                wrong(&format!(
                    "follows entry {}: entries between them are missing",
                    end.entry
                ));
            } else if previous != end.hash {
                wrong("is not chained to the one before: that one was changed or replaced");
            }
            let before = End {
                entry: number - 1,
                hash: previous.try_into().unwrap_or(GENESIS),
            };
            let digest: &[u8] = row.try_get("digest")?;
            if hash != before.followed_by(organization, digest).hash {
                wrong("was sealed otherwise than it stands there");
            }
            check(row, &mut wrong);
            end = End {
                entry: number,
                hash: hash.try_into().unwrap_or(GENESIS),
            };
            found.entries += 1;
        }
        if rows.is_empty() {
            return Ok(end);
        }
    }
}

/// Entries that wait for their seal: few, and only while somebody writes.
async fn unsealed(
    conn: &mut Conn,
    organization: OrganizationId,
    found: &mut Verified,
) -> Result<(), Error> {
    let rows = query(concat!(
        "select ",
        columns!(),
        " from ledger where organization_id = ?1 and entry is null order by written"
    ))
    .bind(organization.0)
    .fetch_all(conn)
    .await?;
    for row in &rows {
        found.unsealed += 1;
        let place = found.unsealed;
        check(row, &mut |what| {
            let what = format!("Entry {place} of those that wait for their seal {what}.");
            found.wrong.push(what);
        });
    }
    Ok(())
}

/// Does the entry say what it was written with?
fn check(row: &Row, wrong: &mut impl FnMut(&str)) {
    let (entry, digest) = match read(row) {
        Ok(read) => read,
        Err(column) => {
            return wrong(&format!(
                "was changed after it was written: its {column} can't be read"
            ));
        }
    };
    if digest != entry.digest() {
        wrong("was changed after it was written");
    }
    if *entry.order_digest != *Sha256::digest(&entry.order_asked) {
        wrong("doesn't fit the order that it tells of");
    }
}

/// What the entry says, and its digest as it stands; or else, the column that can't be read.
fn read(row: &Row) -> Result<(Entry, &[u8]), &'static str> {
    let entry = Entry {
        at: column(row, "at")?,
        actor: column(row, "actor")?,
        actor_id: column(row, "actor_id")?,
        origin: column(row, "origin")?,
        idempotency_key: column(row, "idempotency_key")?,
        order_digest: column(row, "order_digest")?,
        changed_users: column(row, "changed_users")?,
        summary: column(row, "summary")?,
        left_out: column(row, "left_out")?,
        order_asked: column(row, "order_asked")?,
        changes: column(row, "changes")?,
    };
    Ok((entry, column(row, "digest")?))
}

fn column<'r, T: Column<'r>>(row: &'r Row, name: &'static str) -> Result<T, &'static str> {
    row.try_get(name).map_err(|_| name)
}
