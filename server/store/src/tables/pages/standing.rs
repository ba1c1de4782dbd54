//! What is amiss with what users hold: conflicts and missing prerequisites of old.

use super::may_read;
use crate::{
    Asker, Error, Store,
    sql::{Conn, query_as, query_scalar},
    tables::{
        codes, facts,
        packed::{self, Id},
    },
};
use domain::{
    Cause, Facts, License, Named, Needs, OrganizationId, ProductId, RuleProfile, Troubled, UserId,
    amiss,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// In an organization with more licenses nobody looks at all of them whenever a page is opened.
pub(super) const MOST_LICENSES: u32 = 100_000;
/// So many users of each trouble are named.
const NAMED: usize = 3;
/// More than hold so many licenses.
const EVERYBODY: usize = 1_000_000;

impl Store {
    /// What would be amiss with what users hold if these rules were in force; none if they are too many to look.
    pub async fn standing_under(
        &self,
        asker: &Asker,
        profile: RuleProfile,
    ) -> Result<Option<Vec<Troubled>>, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let now = self.sources.now();
        troubled(&mut snapshot, asker.organization, Some(profile), now).await
    }
}

/// Product, source, and the services that are off.
#[derive(Deserialize)]
struct LicenseRow<'t>(Id, &'t str, Id, &'t str);

/// What some users hold, alike.
struct Held {
    licenses: Vec<License>,
    users: u32,
    some: Vec<UserId>,
}

/// The troubles that there are, those of most users first. Who holds the same is judged once.
pub(super) async fn troubled(
    conn: &mut Conn,
    organization: OrganizationId,
    profile: Option<RuleProfile>,
    now: i64,
) -> Result<Option<Vec<Troubled>>, Error> {
    if too_many(conn, organization).await? {
        return Ok(None);
    }
    let alike = alike(conn, organization, NAMED).await?;
    let mut facts = about(conn, organization, &alike, now).await?;
    if let Some(profile) = profile {
        facts.rules = crate::rules(profile);
    }
    let mut found: BTreeMap<Cause, (u32, Vec<UserId>)> = BTreeMap::new();
    for held in alike {
        for cause in amiss(&facts, &held.licenses) {
            let (users, some) = found.entry(bare(cause)).or_default();
            *users += held.users;
            some.extend(&held.some);
            some.truncate(NAMED);
        }
    }
    let whom = found.values().flat_map(|(_, some)| some).copied().collect();
    let names = names(conn, organization, whom).await?;
    let named = |id: UserId| Named {
        id,
        name: names
            .get(&id)
            .cloned()
            .unwrap_or_else(|| id.to_string().into()),
    };
    let mut troubled: Vec<_> = found
        .into_iter()
        .map(|(cause, (users, some))| Troubled {
            cause,
            users,
            some: some.into_iter().map(named).collect(),
        })
        .collect();
    troubled.sort_by_key(|one| std::cmp::Reverse(one.users));
    Ok(Some(troubled))
}

/// Everybody whose licenses have a trouble; none if they are too many to look.
pub(super) async fn troubled_users(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<Option<Vec<UserId>>, Error> {
    if too_many(conn, organization).await? {
        return Ok(None);
    }
    let alike = alike(conn, organization, EVERYBODY).await?;
    // What is amiss doesn't depend on the time.
    let facts = about(conn, organization, &alike, 0).await?;
    let troubled = |held: &Held| !amiss(&facts, &held.licenses).is_empty();
    let found = alike.into_iter().filter(troubled);
    Ok(Some(found.flat_map(|held| held.some).collect()))
}

/// Are there too many licenses to look at all of them?
pub(super) async fn too_many(conn: &mut Conn, organization: OrganizationId) -> Result<bool, Error> {
    let licenses: i64 = query_scalar(
        "select cast(coalesce(sum(assigned), 0) as bigint) from seats where organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_one(conn)
    .await?;
    Ok(licenses > i64::from(MOST_LICENSES))
}

/// The facts by which they are judged.
async fn about(
    conn: &mut Conn,
    organization: OrganizationId,
    alike: &[Held],
    now: i64,
) -> Result<Facts, Error> {
    let held = alike.iter().flat_map(|held| &held.licenses);
    let products: BTreeSet<ProductId> = held.map(|license| license.product).collect();
    let needs = Needs {
        products: products.into_iter().collect(),
        ..Needs::default()
    };
    facts::load(conn, organization, None, &needs, now).await
}

/// The cause without the licenses that bring it, so that it is the same for all who have it.
fn bare(cause: Cause) -> Cause {
    let without = |mut brought: domain::Brought| {
        brought.by.clear();
        brought
    };
    match cause {
        Cause::Conflict(services) => {
            let mut services: Vec<_> = services.into_iter().map(without).collect();
            services.sort();
            Cause::Conflict(services)
        }
        Cause::Missing { service, any_of } => Cause::Missing {
            service: without(service),
            any_of,
        },
        other => other,
    }
}

/// Everybody who holds something, those together who hold the same, and so many of them by id.
async fn alike(
    conn: &mut Conn,
    organization: OrganizationId,
    some: usize,
) -> Result<Vec<Held>, Error> {
    let rows: Vec<(String, u32, String)> = query_as(
        "select held, count(*), substr(string_agg(user_id, ''), 1, cast(?2 as integer)) from (
             select hex(license.user_id) as user_id, cast(json_group_array(json_array(
                 hex(product_id), source, hex(source_id), hex(services_off))) as text) as held
             from (select * from license where organization_id = ?1
                   order by user_id, product_id, source, source_id) as license
             group by license.user_id) as person
         group by held",
    )
    .bind(organization.0)
    .bind(i64::try_from(some * 32).unwrap_or_default())
    .fetch_all(conn)
    .await?;
    rows.iter().map(held).collect()
}

fn held((licenses, users, some): &(String, u32, String)) -> Result<Held, Error> {
    let rows: Vec<LicenseRow<'_>> = packed::read(licenses)?;
    let license = |LicenseRow(product, source, source_id, off): LicenseRow<'_>| {
        Ok(License {
            product: ProductId(product.0),
            via: codes::via(source, source_id.0)?,
            off: packed::services_of(off)?,
            since: 0,
            by: "".into(),
        })
    };
    Ok(Held {
        licenses: rows
            .into_iter()
            .map(license)
            .collect::<Result<_, Error>>()?,
        users: *users,
        some: packed::ids_of(some)?.into_iter().map(UserId).collect(),
    })
}

/// Display names.
pub(super) async fn names(
    conn: &mut Conn,
    organization: OrganizationId,
    users: Vec<UserId>,
) -> Result<BTreeMap<UserId, Arc<str>>, Error> {
    let rows: Vec<(uuid::Uuid, String)> = query_as(
        "select person.user_id, person.name from json_each(?2) as wanted
         cross join person on person.organization_id = ?1 and person.user_id = unhex(wanted.value)",
    )
    .bind(organization.0)
    .bind(packed::ids(users.into_iter().map(|user| user.0)))
    .fetch_all(conn)
    .await?;
    let named = rows.into_iter().map(|(id, name)| (UserId(id), name.into()));
    Ok(named.collect())
}
