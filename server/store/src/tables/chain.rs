//! Walks the ledger's hash chain.

use super::{
    ledger::{Entry, GENESIS, Hash, Head},
    verify::Verified,
};
use crate::{
    Error,
    sql::{Conn, Row, query},
};
use domain::OrganizationId;
use sha2::{Digest, Sha256};

/// So many entries are read at a time: an order for everybody is long.
const AT_ONCE: i64 = 16;

/// Walks the chain from the first entry: numbers, hashes, and the digests of orders.
pub(crate) async fn check(
    conn: &mut Conn,
    organization: OrganizationId,
    found: &mut Verified,
) -> Result<(), Error> {
    let mut head = Head {
        entry: 0,
        hash: GENESIS,
    };
    loop {
        let rows = query(
            "select entry, at, actor, actor_id, origin, idempotency_key, order_digest, previous_hash, hash,
                    changed_users, summary, left_out, order_asked, changes
             from ledger where organization_id = ?1 and entry > ?2 order by entry limit ?3",
        )
        .bind(organization.0)
        .bind(head.entry)
        .bind(AT_ONCE)
        .fetch_all(&mut *conn)
        .await?;
        for row in &rows {
            let number: i64 = row.try_get("entry")?;
            let entry = entry(row)?;
            let (previous, hash): (&[u8], &[u8]) =
                (row.try_get("previous_hash")?, row.try_get("hash")?);
            let mut wrong = |what: &str| {
                found
                    .wrong
                    .push(format!("Entry {number} of the ledger {what}."))
            };
            if number != head.entry + 1 {
                wrong(&format!(
                    "follows entry {}: entries between them are missing",
                    head.entry
                ));
            } else if previous != head.hash {
                wrong("is not chained to the one before: that one was changed or replaced");
            }
            let chained = <Hash>::try_from(previous).unwrap_or(GENESIS);
            if hash != entry.hash(organization, number, &chained) {
                wrong("was changed after it was written");
            }
            if *entry.order_digest != *Sha256::digest(&entry.order_asked) {
                wrong("doesn't fit the order that it tells of");
            }
            head = Head {
                entry: number,
                hash: hash.try_into().unwrap_or(GENESIS),
            };
            found.entries += 1;
        }
        if rows.is_empty() {
            if head.entry > 0 {
                found.last_hash = head.hash.iter().map(|byte| format!("{byte:02x}")).collect();
            }
            return Ok(());
        }
    }
}

fn entry(row: &Row) -> Result<Entry, Error> {
    Ok(Entry {
        at: row.try_get("at")?,
        actor: row.try_get("actor")?,
        actor_id: row.try_get("actor_id")?,
        origin: row.try_get("origin")?,
        idempotency_key: row.try_get("idempotency_key")?,
        order_digest: row.try_get("order_digest")?,
        changed_users: row.try_get("changed_users")?,
        summary: row.try_get("summary")?,
        left_out: row.try_get("left_out")?,
        order_asked: row.try_get("order_asked")?,
        changes: row.try_get("changes")?,
    })
}
