//! The ledger's chain of hashes: seals entries.
//!
//! An entry is written in the transaction of its order, and sealed before anybody is told of it: it gets its number, and
//! its hash, in which the hash of the one before is. Whoever writes seals at the end of the same transaction, if nobody
//! else is at the end of the chain. Otherwise the transaction is committed with its entries unsealed, and sealed is right
//! after, in turn: so nobody's decision waits for the chain, and whoever seals, seals all that waits. If a process ends in
//! between, others do: with the next order, or the next tick. (On SQLite nobody else ever is there.)
//!
//! Hence numbers have no gaps, and a number that can be seen is followed by greater ones only.

mod walk;

pub(super) use walk::walk;

use crate::{
    Error,
    sql::{Conn, Engine, query, query_as, query_scalar},
};
use domain::OrganizationId;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// What stands before the first entry.
const GENESIS: Hash = [0; 32];

/// Seals entries. The plus keeps SQLite from walking the whole ledger, once for each, where it finds each by its row.
macro_rules! seal {
    () => {
        "update ledger set
             entry = cast(value ->> 1 as bigint), previous_hash = unhex(value ->> 2), hash = unhex(value ->> 3)
         from json_each(?2)
         where +organization_id = ?1 and written = cast(value ->> 0 as bigint) and entry is null"
    };
}

/// Moves the end of the chain.
macro_rules! move_end {
    () => {
        "update chain set entry = ?3, hash = ?4 where organization_id = ?1"
    };
}

/// Both in one message.
const SEAL: &str = concat!(seal!(), "; ", move_end!());
const SEAL_POSTGRES: &str = concat!(
    "with sealed as (",
    seal!(),
    " returning 1), moved as (",
    move_end!(),
    " returning 1)
     select 1 from sealed union all select 1 from moved"
);

/// Where an entry stands in the ledger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) organization: OrganizationId,
    /// In which sequence entries were written.
    pub(crate) written: i64,
    /// Its number, once it is sealed.
    pub(crate) entry: Option<i64>,
}

/// The last entry that is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct End {
    entry: i64,
    hash: Hash,
}

impl End {
    fn read((entry, hash): (i64, Vec<u8>)) -> Result<Self, Error> {
        let hash = hash.try_into().map_err(|_| broken())?;
        Ok(Self { entry, hash })
    }

    /// The next entry, which says what `digest` stands for.
    fn followed_by(&self, organization: OrganizationId, digest: &[u8]) -> Self {
        let entry = self.entry + 1;
        let hash = Sha256::new()
            .chain_update(self.hash)
            .chain_update(organization.0.to_be_bytes())
            .chain_update(entry.to_be_bytes())
            .chain_update(digest);
        Self {
            entry,
            hash: hash.finalize().into(),
        }
    }
}

/// Begins a chain, for a new organization.
pub(crate) async fn begin(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<(), sqlx::Error> {
    query("insert into chain (organization_id, entry, hash) values (?1, 0, ?2) on conflict do nothing")
        .bind(organization.0)
        .bind(&GENESIS[..])
        .execute(conn)
        .await?;
    Ok(())
}

/// Seals the entries at `places`, and all that wait with them. If somebody else is at the end of the chain, it waits for
/// its turn, or else leaves them as they are.
pub(crate) async fn seal(
    conn: &mut Conn,
    places: &mut [&mut Place],
    waits: bool,
) -> Result<(), Error> {
    let unsealed = places.iter().filter(|place| place.entry.is_none());
    let organizations: BTreeSet<_> = unsealed.map(|place| place.organization).collect();
    for organization in organizations {
        if waits {
            wait(conn, organization).await?;
        }
        let Some((end, waiting)) = end(conn, organization).await? else {
            continue;
        };
        let mut numbers = seal_all(conn, organization, end, waiting).await?;
        let mut own: Vec<_> = places
            .iter_mut()
            .filter(|place| place.organization == organization && place.entry.is_none())
            .collect();
        if own.iter().any(|own| !numbers.contains_key(&own.written)) {
            // Somebody else has sealed them meanwhile.
            numbers
                .extend(numbers_of(conn, organization, own.iter().map(|own| own.written)).await?);
        }
        for own in &mut own {
            own.entry = numbers.get(&own.written).copied();
        }
    }
    Ok(())
}

/// Waits until nobody else is at the end of the chain.
async fn wait(conn: &mut Conn, organization: OrganizationId) -> Result<(), Error> {
    if conn.engine() == Engine::Postgres {
        let lock = query("select entry from chain where organization_id = ?1 for no key update");
        let found = lock.bind(organization.0).fetch_optional(conn).await?;
        found.ok_or_else(broken)?;
    }
    Ok(())
}

/// The chain can't go on: its end is not as Usher left it.
fn broken() -> Error {
    Error::Damaged(
        "The end of the ledger's chain was changed or removed past Usher, so that no entry can follow. Nothing was \
         changed. Stop Usher, keep a copy of the database, and restore the last backup."
            .into(),
    )
}

/// An entry that waits for its seal: in which sequence it was written, and its digest.
type Unsealed = (i64, Vec<u8>);

/// The end of the chain, to go on from it until the transaction ends, and what waits for its seal; none, if somebody else
/// is at the end.
async fn end(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<Option<(End, Vec<Unsealed>)>, Error> {
    let end = "select chain.entry, chain.hash, ledger.written, ledger.digest
         from chain
         left join ledger on ledger.organization_id = ?1 and ledger.entry is null
         where chain.organization_id = ?1 order by ledger.written";
    let lock = match conn.engine() {
        Engine::Sqlite => "",
        Engine::Postgres => " for no key update of chain skip locked",
    };
    type Row = (i64, Vec<u8>, Option<i64>, Option<Vec<u8>>);
    let rows: Vec<Row> = query_as(format!("{end}{lock}"))
        .bind(organization.0)
        .fetch_all(&mut *conn)
        .await?;
    let Some((entry, hash, ..)) = rows.first() else {
        return match conn.engine() {
            Engine::Sqlite => Err(broken()),
            Engine::Postgres => Ok(None),
        };
    };
    let end = End::read((*entry, hash.clone()))?;
    let waiting = rows.into_iter();
    let waiting = waiting.filter_map(|(_, _, written, digest)| written.zip(digest));
    Ok(Some((end, waiting.collect())))
}

/// Seals these entries, in the sequence in which they were written. Answers their numbers by that.
async fn seal_all(
    conn: &mut Conn,
    organization: OrganizationId,
    mut end: End,
    waiting: Vec<Unsealed>,
) -> Result<BTreeMap<i64, i64>, Error> {
    if waiting.is_empty() {
        return Ok(BTreeMap::new());
    }
    let (mut rows, mut numbers) = (Vec::new(), BTreeMap::new());
    for (written, digest) in waiting {
        let next = end.followed_by(organization, &digest);
        rows.push(json!([
            written,
            next.entry,
            hex(&end.hash),
            hex(&next.hash)
        ]));
        numbers.insert(written, next.entry);
        end = next;
    }
    let seal = match conn.engine() {
        Engine::Sqlite => SEAL,
        Engine::Postgres => SEAL_POSTGRES,
    };
    let sealed = query(seal)
        .bind(organization.0)
        .bind(serde_json::Value::from(rows).to_string())
        .bind(end.entry)
        .bind(&end.hash[..])
        .execute(&mut *conn)
        .await
        .map_err(|error| match error.as_database_error() {
            // There is such an entry already, though the end of the chain stood before it.
            Some(fault) if fault.is_unique_violation() => broken(),
            _ => error.into(),
        })?;
    if sealed.rows_affected() != numbers.len() as u64 + 1 {
        // Between a look at the ledger and the lock, somebody else was at the end. What can be done again, is.
        return Err(match conn.engine() {
            Engine::Sqlite => Error::Inconsistent("an entry of the ledger is gone".into()),
            Engine::Postgres => Error::Busy,
        });
    }
    Ok(numbers)
}

/// The first entry that waits for its seal.
pub(crate) async fn first_unsealed(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<Option<Place>, Error> {
    let written: Option<i64> = query_scalar(
        "select written from ledger where organization_id = ?1 and entry is null order by written limit 1",
    )
    .bind(organization.0)
    .fetch_optional(conn)
    .await?;
    Ok(written.map(|written| Place {
        organization,
        written,
        entry: None,
    }))
}

/// The numbers of entries that somebody has sealed.
async fn numbers_of(
    conn: &mut Conn,
    organization: OrganizationId,
    written: impl Iterator<Item = i64>,
) -> Result<Vec<(i64, i64)>, Error> {
    let numbers = query_as(
        "select written, entry from ledger
         where +organization_id = ?1 and entry is not null
             and written in (select cast(value as bigint) from json_each(?2))",
    )
    .bind(organization.0)
    .bind(serde_json::Value::from_iter(written).to_string());
    Ok(numbers.fetch_all(conn).await?)
}

fn hex(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Sources, Store, sql::query};

    #[tokio::test]
    async fn to_seal_an_entry_costs_the_same_however_long_the_ledger_is() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("usher.db").display());
        let store = Store::open(&url, Sources::system()).await.unwrap();
        let mut conn = store.engine.read().await.unwrap();
        let plan = query(concat!("explain query plan ", seal!()))
            .bind(1_i64)
            .bind("[]")
            .fetch_all(&mut conn)
            .await
            .unwrap();
        let steps: Vec<String> = plan.iter().map(|row| row.try_get(3).unwrap()).collect();
        let by_row = "SEARCH ledger USING INTEGER PRIMARY KEY (rowid=?)";
        assert!(steps.iter().any(|step| step == by_row), "{steps:?}");
    }
}
