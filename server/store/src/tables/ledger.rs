//! The ledger: one entry an order, and one a [`note`](super::notes), in the same transaction as what it tells of. It is
//! sealed soon after: see [`chain`](super::chain).

use super::{
    chain::{Hash, Place},
    packed,
};
use crate::{
    Asker, Error,
    sql::{Conn, QueryBuilder, query_as},
};
use domain::{OrganizationId, Problem, Receipt, Service, words::Sentence};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What an order with the same key did.
pub(crate) struct Earlier {
    pub(crate) order_digest: Vec<u8>,
    pub(crate) receipt: Receipt,
    pub(crate) place: Place,
}

/// An entry, but for its number and its hash.
pub(crate) struct Entry {
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) origin: String,
    pub(crate) idempotency_key: Option<String>,
    /// SHA-256 of the order, as `order_asked` has it.
    pub(crate) order_digest: Vec<u8>,
    pub(crate) changed_users: i64,
    /// The outcome line.
    pub(crate) summary: String,
    /// Who was left out, the outcome line, and the services that stay on, as JSON.
    pub(crate) left_out: String,
    /// The order, as JSON in its canonical form.
    pub(crate) order_asked: String,
    /// The changes, as JSON.
    pub(crate) changes: String,
}

impl Entry {
    /// Of what `asker` asked for (and its digest), what it came to, and what changed; under no key.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] if it can't be written.
    pub(crate) fn of(
        asker: &Asker,
        receipt: &Receipt,
        (order_asked, order_digest): (String, Vec<u8>),
        changes: String,
    ) -> Result<Self, Error> {
        Ok(Self {
            at: receipt.at,
            actor: asker.actor.name.to_string(),
            actor_id: asker.user.map(|user| user.0),
            origin: asker.origin.into(),
            idempotency_key: None,
            order_digest,
            changed_users: i64::try_from(receipt.changed_users).unwrap_or(i64::MAX),
            summary: receipt.line.to_string(),
            left_out: told(receipt)?,
            order_asked,
            changes,
        })
    }

    /// Stands for all that it says: every field, each led by its length, so that no two entries give the same bytes.
    pub(crate) fn digest(&self) -> Hash {
        let mut hasher = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        field(&self.at.to_be_bytes());
        field(self.actor.as_bytes());
        field(self.actor_id.as_ref().map_or(&[], |id| id.as_bytes()));
        field(self.origin.as_bytes());
        field(&[u8::from(self.idempotency_key.is_some())]);
        field(
            self.idempotency_key
                .as_deref()
                .unwrap_or_default()
                .as_bytes(),
        );
        field(&self.order_digest);
        field(&self.changed_users.to_be_bytes());
        field(self.summary.as_bytes());
        field(self.left_out.as_bytes());
        field(self.order_asked.as_bytes());
        field(self.changes.as_bytes());
        hasher.finalize().into()
    }
}

/// Writes entries, in this sequence. They get their numbers when they are sealed.
pub(crate) async fn write(
    conn: &mut Conn,
    organization: OrganizationId,
    entries: Vec<Entry>,
) -> Result<Vec<Place>, Error> {
    let mut places = Vec::with_capacity(entries.len());
    if entries.is_empty() {
        return Ok(places);
    }
    let mut insert = QueryBuilder::new(
        "insert into ledger (organization_id, at, actor, actor_id, origin, idempotency_key, order_digest, digest,
             changed_users, summary, left_out, order_asked, changes) values ",
    );
    let alone = entries.len() == 1;
    for (number, entry) in entries.into_iter().enumerate() {
        let digest = entry.digest();
        insert
            .push(if number == 0 { "(" } else { ", (" })
            .push_bind(organization.0)
            .push(", ")
            .push_bind(entry.at)
            .push(", ")
            .push_bind(entry.actor)
            .push(", ")
            .push_bind(entry.actor_id)
            .push(", ")
            .push_bind(entry.origin)
            .push(", ")
            .push_bind(entry.idempotency_key)
            .push(", ")
            .push_bind(entry.order_digest)
            .push(", ")
            .push_bind(&digest[..])
            .push(", ")
            .push_bind(entry.changed_users)
            .push(", ")
            .push_bind(entry.summary)
            .push(", ")
            .push_bind(entry.left_out)
            .push(", ")
            .push_bind(entry.order_asked)
            .push(", ")
            .push_bind(entry.changes)
            .push(")");
    }
    insert.push(" returning written");
    // Only the statement for one is worth remembering.
    let rows = insert.build().persistent(alone).fetch_all(conn).await?;
    for row in rows {
        places.push(Place {
            organization,
            written: row.try_get(0)?,
            entry: None,
        });
    }
    // Whatever the sequence in which they are answered: they were written in that of the list.
    places.sort_unstable_by_key(|place| place.written);
    Ok(places)
}

/// An entry has no place, though it was written.
pub(crate) fn missing() -> Error {
    Error::Inconsistent("an entry of the ledger was not written".into())
}

/// What was done under these keys.
pub(crate) async fn earlier(
    conn: &mut Conn,
    organization: OrganizationId,
    keys: Vec<&str>,
) -> Result<BTreeMap<String, Earlier>, Error> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    type Row = (String, i64, Option<i64>, Vec<u8>, i64, String, i64, String);
    let rows: Vec<Row> = query_as(
        "select idempotency_key, written, entry, order_digest, at, summary, changed_users, left_out
         from json_each(?2) as wanted
         cross join ledger on organization_id = ?1 and idempotency_key = wanted.value",
    )
    .bind(organization.0)
    .bind(serde_json::Value::from(keys).to_string())
    .fetch_all(conn)
    .await?;
    let read = |row: Row| {
        let (key, written, entry, order_digest, at, line, changed_users, left_out) = row;
        let (left_out, line, stays_on) = read_told(&left_out, line)?;
        let earlier = Earlier {
            order_digest,
            receipt: Receipt {
                entry: 0,
                at,
                line,
                changed_users: usize::try_from(changed_users).unwrap_or_default(),
                left_out,
                stays_on,
            },
            place: Place {
                organization,
                written,
                entry,
            },
        };
        Ok((key, earlier))
    };
    rows.into_iter().map(read).collect()
}

/// Who was left out, the outcome line, and the services that stay on.
type Told = (Vec<Problem>, Sentence, Vec<Service>);

/// All three as the column holds them, so that whoever asks again reads the same, in their language.
fn told(receipt: &Receipt) -> Result<String, Error> {
    let told = serde_json::to_string(&(&receipt.left_out, &receipt.line, &receipt.stays_on));
    told.map_err(|error| Error::Inconsistent(error.to_string()))
}

/// What [`told`] wrote; of entries of old, which don't name the services or have the line as text only, what they have.
pub(crate) fn read_told(told: &str, line: String) -> Result<Told, Error> {
    let without_services = |_| {
        let (left_out, line) = packed::read(told)?;
        Ok::<Told, Error>((left_out, line, Vec::new()))
    };
    packed::read(told)
        .or_else(without_services)
        .or_else(|_| Ok((packed::read(told)?, line.into(), Vec::new())))
}
