//! Who got what by one entry of the ledger, to tell them.

use super::may_read;
use crate::{Asker, Error, Store, sql::query_scalar, tables::packed};
use domain::{Change, ProductId, QuickStart, UserId, say};
use std::collections::BTreeSet;

/// More addresses than this go into no mail at once.
const MOST_ADDRESSES: i64 = 500;

impl Store {
    /// What was assigned by `entry`, and to whom.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role; [`Error::Missing`] if there is no such entry.
    pub async fn quick_start(&self, asker: &Asker, entry: i64) -> Result<QuickStart, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let changes: Option<String> =
            query_scalar("select changes from ledger where organization_id = ?1 and entry = ?2")
                .bind(asker.organization.0)
                .bind(entry)
                .fetch_optional(&mut conn)
                .await?;
        let missing = || {
            Error::Missing(say!(
                "The ledger has no entry {entry}.",
                entry = entry.to_string()
            ))
        };
        let changes: Vec<Change> = packed::read(&changes.ok_or_else(missing)?)?;
        let (products, users) = assigned(changes);
        let names: Vec<String> = query_scalar(
            "select name from product
             where organization_id = ?1 and product_id in (select unhex(value) from json_each(?2))
             order by name",
        )
        .bind(asker.organization.0)
        .bind(packed::ids(products.into_iter().map(|id| id.0)))
        .fetch_all(&mut conn)
        .await?;
        let addresses: Vec<String> = query_scalar(
            "select coalesce(nullif(person.mail, ''), person.username)
             from json_each(?2) as wanted
             cross join person on person.organization_id = ?1 and person.user_id = unhex(wanted.value)
             order by person.name_key, person.user_id limit ?3",
        )
        .bind(asker.organization.0)
        .bind(packed::ids(users.iter().map(|id| id.0)))
        .bind(MOST_ADDRESSES)
        .fetch_all(&mut conn)
        .await?;
        Ok(QuickStart {
            products: names.into_iter().map(Into::into).collect(),
            users: users.len(),
            addresses: addresses.into_iter().map(Into::into).collect(),
        })
    }
}

fn assigned(changes: Vec<Change>) -> (BTreeSet<ProductId>, BTreeSet<UserId>) {
    let (mut products, mut all) = (BTreeSet::new(), BTreeSet::new());
    for change in changes {
        if let Change::Assigned { product, users, .. } = change {
            products.insert(product);
            all.extend(users);
        }
    }
    (products, all)
}
