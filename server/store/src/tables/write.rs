//! Writes a plan's changes: one statement a kind of change, however many users.

mod seats;
mod subscriptions;

use super::{codes, packed, roles::Roles, settings, write_users::Users};
use crate::{
    Error,
    sql::{Conn, query},
};
use domain::{Change, OrganizationId, ProductId, Setting, Subscription, UserId, Via};
use serde_json::json;
use std::collections::BTreeMap;
use subscriptions::Subscriptions;
use uuid::Uuid;

/// When, and by whom.
#[derive(Clone, Copy)]
pub(crate) struct Stamp<'s> {
    /// Seconds since 1970 UTC.
    pub(crate) at: i64,
    /// As a person reads it.
    pub(crate) by: &'s str,
}

/// Writes the changes of an order, or of several for different users that assign or take back licenses: all of them
/// or (as the transaction is undone) none.
///
/// # Errors
/// [`Error::Inconsistent`] if a change doesn't meet what it was planned for.
pub(crate) async fn write(
    conn: &mut Conn,
    organization: OrganizationId,
    orders: &[(&[Change], Stamp<'_>)],
) -> Result<(), Error> {
    let Some((_, stamp)) = orders.last() else {
        return Ok(());
    };
    let sorted = Sorted::from(orders);
    let writer = Writing {
        organization,
        stamp: *stamp,
    };
    writer.subscriptions(conn, sorted.subscriptions).await?;
    writer.seats(conn, &sorted.seats).await?;
    writer.users_come(conn, &sorted.users).await?;
    writer.locations_set(conn, sorted.locations_set).await?;
    writer.users_remembered(conn, &sorted.users).await?;
    writer.unassigned(conn, sorted.unassigned).await?;
    writer.assigned(conn, sorted.assigned).await?;
    writer.services_set(conn, sorted.services_set).await?;
    writer
        .roles_set(conn, &sorted.roles_taken, &sorted.roles_given)
        .await?;
    for setting in sorted.settings {
        settings::write(conn, organization, setting).await?;
    }
    writer.users_go(conn, &sorted.users).await
}

/// The changes by kind.
#[derive(Default)]
struct Sorted<'c> {
    subscriptions: Subscriptions,
    /// By product: how many more are assigned, and how many more can be.
    seats: BTreeMap<ProductId, (i64, i64)>,
    assigned: Rows<'c>,
    unassigned: Rows<'c>,
    services_set: Rows<'c>,
    locations_set: Rows<'c>,
    users: Users,
    roles_taken: Roles,
    roles_given: Roles,
    settings: Vec<&'c Setting>,
}

impl<'c> From<&'c [(&'c [Change], Stamp<'c>)]> for Sorted<'c> {
    fn from(orders: &'c [(&'c [Change], Stamp<'c>)]) -> Self {
        let mut sorted = Self::default();
        let changes = orders
            .iter()
            .flat_map(|(changes, stamp)| changes.iter().map(|one| (one, *stamp)));
        for (change, stamp) in changes {
            match change {
                Change::SeatsMoved { product, by } => {
                    sorted.seats.entry(*product).or_default().0 += by
                }
                Change::SubscriptionSet {
                    product,
                    before,
                    after,
                } => {
                    sorted
                        .subscriptions
                        .add(*product, before.as_deref(), after.as_deref());
                    let seats = |one: &Option<Box<Subscription>>| {
                        i64::from(one.as_deref().map_or(0, Subscription::assignable))
                    };
                    sorted.seats.entry(*product).or_default().1 += seats(after) - seats(before);
                }
                Change::Assigned {
                    product,
                    off,
                    users,
                } => {
                    let off = packed::services(off);
                    sorted
                        .assigned
                        .add((product.0, Via::Direct, off, stamp), users);
                }
                Change::Unassigned { product, users, .. } => {
                    let none = String::new();
                    sorted
                        .unassigned
                        .add((product.0, Via::Direct, none, stamp), users);
                }
                Change::SourceBegun {
                    product,
                    via,
                    off,
                    users,
                } => {
                    let off = packed::services(off);
                    sorted.assigned.add((product.0, *via, off, stamp), users);
                }
                Change::SourceEnded {
                    product,
                    via,
                    users,
                    ..
                } => {
                    let none = String::new();
                    sorted.unassigned.add((product.0, *via, none, stamp), users);
                }
                Change::ServicesSet {
                    product,
                    after,
                    users,
                    ..
                } => {
                    let off = packed::services(after);
                    sorted
                        .services_set
                        .add((product.0, Via::Direct, off, stamp), users);
                }
                Change::LocationSet { after, users, .. } => {
                    let code = after.map(|location| location.code().to_owned());
                    let code = code.unwrap_or_default();
                    let place = (Uuid::nil(), Via::Direct, code, stamp);
                    sorted.locations_set.add(place, users);
                }
                Change::RolesSet {
                    before,
                    after,
                    users,
                } => {
                    sorted.roles_taken.add(users, before);
                    sorted.roles_given.add(users, after);
                }
                Change::Configured { after, .. } => sorted.settings.push(after),
                of_users => sorted.users.add(of_users),
            }
        }
        // What comes and goes in equal number moves no counter.
        sorted.seats.retain(|_, moved| *moved != (0, 0));
        sorted
    }
}

/// Product and source, and its services that are off, or the location; and when and by whom.
type Variant<'c> = (Uuid, Via, String, Stamp<'c>);

/// Rows to write: users, each with one of a few variants of what is written.
#[derive(Default)]
struct Rows<'c> {
    variants: Vec<Variant<'c>>,
    /// User, product, number of the variant.
    rows: Vec<(UserId, Uuid, usize)>,
}

impl<'c> Rows<'c> {
    fn add(&mut self, variant: Variant<'c>, users: &[UserId]) {
        let (product, number) = (variant.0, self.variants.len());
        self.variants.push(variant);
        self.rows
            .extend(users.iter().map(|user| (*user, product, number)));
    }

    /// The rows, as user and number of the variant, in the sequence of the primary key, which is how a B-tree
    /// likes them; and the variants.
    fn packed(mut self) -> (String, String) {
        self.rows.sort_unstable();
        let rows = packed::list(&self.rows, |text, (user, _, variant)| {
            packed::push_id(text, user.0);
            text.push_str(&variant.to_string());
        });
        let variant = |(product, via, value, stamp): &Variant<'_>| {
            let (source, id) = codes::source(*via);
            let (product, id) = (product.simple().to_string(), id.simple().to_string());
            json!([product, value, source, id, stamp.at, stamp.by])
        };
        let variants = self.variants.iter().map(variant).collect::<Vec<_>>();
        (rows, serde_json::Value::from(variants).to_string())
    }
}

pub(super) struct Writing<'s> {
    pub(super) organization: OrganizationId,
    pub(super) stamp: Stamp<'s>,
}

pub(super) fn check(what: &str, written: u64, planned: usize) -> Result<(), Error> {
    if usize::try_from(written) == Ok(planned) {
        return Ok(());
    }
    Err(Error::Inconsistent(format!(
        "{written} of {planned} {what} could be written"
    )))
}

impl Writing<'_> {
    async fn assigned(&self, conn: &mut Conn, rows: Rows<'_>) -> Result<(), Error> {
        let planned = rows.rows.len();
        if planned == 0 {
            return Ok(());
        }
        let (rows, variants) = rows.packed();
        let written = query(
            "with variant as materialized (
                 select key, unhex(value ->> 0) as product_id, unhex(value ->> 1) as services_off,
                        value ->> 2 as source, unhex(value ->> 3) as source_id,
                        cast(value ->> 4 as bigint) as since, value ->> 5 as assigned_by
                 from json_each(?3))
             insert into license (organization_id, user_id, product_id, source, source_id,
                                  services_off, since, assigned_by, name_key)
             select ?1, person.user_id, variant.product_id, variant.source, variant.source_id,
                    variant.services_off, variant.since, variant.assigned_by, person.name_key
             from json_each(?2) as row
             cross join person on person.organization_id = ?1
                 and person.user_id = unhex(substr(row.value, 1, 32))
             cross join variant on variant.key = cast(substr(row.value, 33) as integer)",
        )
        .bind(self.organization.0)
        .bind(rows)
        .bind(variants)
        .execute(conn)
        .await?;
        check("licenses", written.rows_affected(), planned)
    }

    async fn unassigned(&self, conn: &mut Conn, rows: Rows<'_>) -> Result<(), Error> {
        let planned = rows.rows.len();
        if planned == 0 {
            return Ok(());
        }
        let (rows, variants) = rows.packed();
        let written = query(
            "with variant as materialized (
                 select key, unhex(value ->> 0) as product_id, value ->> 2 as source,
                        unhex(value ->> 3) as source_id
                 from json_each(?3))
             delete from license
             where (organization_id, user_id, product_id, source, source_id) in (
                 select ?1, unhex(substr(row.value, 1, 32)), variant.product_id, variant.source, variant.source_id
                 from json_each(?2) as row
                 cross join variant on variant.key = cast(substr(row.value, 33) as integer))",
        )
        .bind(self.organization.0)
        .bind(rows)
        .bind(variants)
        .execute(conn)
        .await?;
        check("licenses", written.rows_affected(), planned)
    }

    async fn services_set(&self, conn: &mut Conn, rows: Rows<'_>) -> Result<(), Error> {
        let planned = rows.rows.len();
        if planned == 0 {
            return Ok(());
        }
        let (rows, variants) = rows.packed();
        let written = query(
            "with variant as materialized (
                 select key, unhex(value ->> 0) as product_id, unhex(value ->> 1) as services_off
                 from json_each(?3)),
             wanted as materialized (
                 select ?1 as organization_id, unhex(substr(row.value, 1, 32)) as user_id,
                        variant.product_id, variant.services_off
                 from json_each(?2) as row
                 cross join variant on variant.key = cast(substr(row.value, 33) as integer))
             update license set services_off = wanted.services_off
             from wanted
             where license.organization_id = wanted.organization_id
                 and license.user_id = wanted.user_id
                 and license.product_id = wanted.product_id
                 and license.source = 'direct' and license.source_id = unhex('00000000000000000000000000000000')",
        )
        .bind(self.organization.0)
        .bind(rows)
        .bind(variants)
        .execute(conn)
        .await?;
        check("choices of services", written.rows_affected(), planned)
    }

    async fn roles_set(&self, conn: &mut Conn, taken: &Roles, given: &Roles) -> Result<(), Error> {
        if taken.len() > 0 {
            check(
                "roles",
                taken.take(conn, self.organization).await?,
                taken.len(),
            )?;
        }
        if given.len() > 0 {
            check(
                "roles",
                given.give(conn, self.organization).await?,
                given.len(),
            )?;
        }
        Ok(())
    }

    async fn locations_set(&self, conn: &mut Conn, rows: Rows<'_>) -> Result<(), Error> {
        let planned = rows.rows.len();
        if planned == 0 {
            return Ok(());
        }
        let (rows, variants) = rows.packed();
        let written = query(
            "with variant as materialized (
                 select key, nullif(value ->> 1, '') as location from json_each(?3)),
             wanted as materialized (
                 select ?1 as organization_id, unhex(substr(row.value, 1, 32)) as user_id, variant.location
                 from json_each(?2) as row
                 cross join variant on variant.key = cast(substr(row.value, 33) as integer))
             update person set location = wanted.location
             from wanted
             where person.organization_id = wanted.organization_id and person.user_id = wanted.user_id",
        )
        .bind(self.organization.0)
        .bind(rows)
        .bind(variants)
        .execute(conn)
        .await?;
        check("usage locations", written.rows_affected(), planned)
    }
}
