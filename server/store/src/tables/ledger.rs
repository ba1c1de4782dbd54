//! The ledger: one entry an order, in the same transaction as what it tells of. It is sealed soon after: see
//! [`chain`](super::chain).

use super::{
    chain::{Hash, Place},
    packed,
};
use crate::{
    Error,
    sql::{Conn, query_as, query_scalar},
};
use domain::{OrganizationId, Problem, Receipt, words::Sentence};
use sha2::{Digest, Sha256};
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

    /// Writes it. It gets its number when it is sealed.
    pub(crate) async fn write(
        self,
        conn: &mut Conn,
        organization: OrganizationId,
    ) -> Result<Place, Error> {
        let digest = self.digest();
        let written = query_scalar(
            "insert into ledger (organization_id, at, actor, actor_id, origin, idempotency_key, order_digest, digest,
                 changed_users, summary, left_out, order_asked, changes)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             returning written",
        )
        .bind(organization.0)
        .bind(self.at)
        .bind(self.actor)
        .bind(self.actor_id)
        .bind(self.origin)
        .bind(self.idempotency_key)
        .bind(self.order_digest)
        .bind(&digest[..])
        .bind(self.changed_users)
        .bind(self.summary)
        .bind(self.left_out)
        .bind(self.order_asked)
        .bind(self.changes)
        .fetch_one(conn)
        .await?;
        Ok(Place {
            organization,
            written,
            entry: None,
        })
    }
}

/// What was done under `key`.
pub(crate) async fn earlier(
    conn: &mut Conn,
    organization: OrganizationId,
    key: &str,
) -> Result<Option<Earlier>, Error> {
    type Row = (i64, Option<i64>, Vec<u8>, i64, String, i64, String);
    let row: Option<Row> = query_as(
        "select written, entry, order_digest, at, summary, changed_users, left_out
         from ledger where organization_id = ?1 and idempotency_key = ?2",
    )
    .bind(organization.0)
    .bind(key)
    .fetch_optional(conn)
    .await?;
    let Some((written, entry, order_digest, at, line, changed_users, left_out)) = row else {
        return Ok(None);
    };
    let (left_out, line) = read_told(&left_out, line)?;
    Ok(Some(Earlier {
        order_digest,
        receipt: Receipt {
            entry: 0,
            at,
            line,
            changed_users: usize::try_from(changed_users).unwrap_or_default(),
            left_out,
        },
        place: Place {
            organization,
            written,
            entry,
        },
    }))
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
