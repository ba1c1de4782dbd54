//! The ledger: one entry an order, chained by hash, in the same transaction as what it tells of.

use super::packed;
use crate::{
    Error, news,
    sql::{Conn, query, query_as},
};
use domain::{OrganizationId, Problem, Receipt, words::Sentence};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// What stands before the first entry.
pub(crate) const GENESIS: Hash = [0; 32];

/// The last entry, to which the next is chained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) entry: i64,
    pub(crate) hash: Hash,
}

/// What an order with the same key did.
pub(crate) struct Earlier {
    pub(crate) order_digest: Vec<u8>,
    pub(crate) receipt: Receipt,
}

/// An entry, but for its number and its hash.
pub(crate) struct Entry {
    pub(crate) at: i64,
    pub(crate) actor: String,
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) origin: String,
    pub(crate) idempotency_key: Option<String>,
    /// SHA-256 of the order.
    pub(crate) order_digest: Vec<u8>,
    pub(crate) changed_users: i64,
    /// The outcome line.
    pub(crate) summary: String,
    /// Who was left out, as JSON.
    pub(crate) left_out: String,
    /// The order, as JSON.
    pub(crate) order_asked: String,
    /// The changes, as JSON.
    pub(crate) changes: String,
}

impl Entry {
    /// The hash that chains it to `previous`: over every field, each led by its length, so that no two entries
    /// give the same bytes.
    pub(crate) fn hash(&self, organization: OrganizationId, entry: i64, previous: &Hash) -> Hash {
        let mut hasher = Sha256::new();
        let mut field = |bytes: &[u8]| {
            hasher.update((bytes.len() as u64).to_be_bytes());
            hasher.update(bytes);
        };
        field(previous);
        field(&organization.0.to_be_bytes());
        field(&entry.to_be_bytes());
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

    /// Appends it after `head`. Answers its number.
    pub(crate) async fn append(
        self,
        conn: &mut Conn,
        organization: OrganizationId,
        head: Head,
    ) -> Result<i64, Error> {
        let entry = head.entry + 1;
        let hash = self.hash(organization, entry, &head.hash);
        query(
            "insert into ledger (organization_id, entry, at, actor, actor_id, origin, idempotency_key,
                 order_digest, previous_hash, hash, changed_users, summary, left_out, order_asked, changes)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )
        .bind(organization.0)
        .bind(entry)
        .bind(self.at)
        .bind(self.actor)
        .bind(self.actor_id)
        .bind(self.origin)
        .bind(self.idempotency_key)
        .bind(self.order_digest)
        .bind(&head.hash[..])
        .bind(&hash[..])
        .bind(self.changed_users)
        .bind(self.summary)
        .bind(self.left_out)
        .bind(self.order_asked)
        .bind(self.changes)
        .execute(&mut *conn)
        .await?;
        news::tell(conn, organization).await?;
        Ok(entry)
    }
}

/// The last entry, and what was done under `key`.
pub(crate) async fn look(
    conn: &mut Conn,
    organization: OrganizationId,
    key: Option<&str>,
) -> Result<(Head, Option<Earlier>), Error> {
    type Row = (
        Option<i64>,
        Option<Vec<u8>>,
        Option<i64>,
        Option<Vec<u8>>,
        Option<i64>,
        Option<String>,
        Option<i64>,
        Option<String>,
    );
    let (last, hash, entry, order_digest, at, line, changed_users, left_out): Row = query_as(
        "select head.entry, head.hash, earlier.entry, earlier.order_digest, earlier.at, earlier.summary,
                earlier.changed_users, earlier.left_out
         from (select 1) as one
         left join (select entry, hash from ledger where organization_id = ?1 order by entry desc limit 1) as head
             on true
         left join ledger as earlier on earlier.organization_id = ?1 and earlier.idempotency_key = ?2",
    )
    .bind(organization.0)
    .bind(key)
    .fetch_one(conn)
    .await?;
    let head = match (last, hash) {
        (Some(entry), Some(hash)) => Head {
            entry,
            hash: hash.try_into().map_err(|_| {
                Error::Inconsistent(format!("entry {entry} of the ledger has no hash"))
            })?,
        },
        _ => Head {
            entry: 0,
            hash: GENESIS,
        },
    };
    let (
        Some(entry),
        Some(order_digest),
        Some(at),
        Some(line),
        Some(changed_users),
        Some(left_out),
    ) = (entry, order_digest, at, line, changed_users, left_out)
    else {
        return Ok((head, None));
    };
    let (left_out, told) = read_told(&left_out, line)?;
    let receipt = Receipt {
        entry,
        at,
        line: told,
        changed_users: usize::try_from(changed_users).unwrap_or_default(),
        left_out,
    };
    Ok((
        head,
        Some(Earlier {
            order_digest,
            receipt,
        }),
    ))
}

/// Who was left out, and the outcome line: as the column holds both, so that whoever asks again reads it in their language.
pub(crate) fn told(receipt: &Receipt) -> Result<String, Error> {
    let told = serde_json::to_string(&(&receipt.left_out, &receipt.line));
    told.map_err(|error| Error::Inconsistent(error.to_string()))
}

/// What [`told`] wrote; of an entry of old, which has the line as text only, that.
pub(crate) fn read_told(told: &str, line: String) -> Result<(Vec<Problem>, Sentence), Error> {
    packed::read(told).or_else(|_| Ok((packed::read(told)?, line.into())))
}
