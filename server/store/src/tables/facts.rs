//! Loads the facts that the rule needs: two statements, however many users; one more if it needs whoever holds
//! something. What never changes but by an import, the catalog, is known by heart.

use super::{
    accounts_facts::Accounts,
    catalog, codes,
    packed::{self, Id, Shared, Text},
    roles, settings,
};
use crate::{
    Error,
    catalog::Catalog,
    sql::{Conn, query_as, query_scalar},
};
use domain::{
    Channel, Facts, GroupId, License, Location, Needs, OrganizationId, PRESENCE, Person, Product,
    ProductId, RuleProfile, Rules, Seats, Service, ServiceId, Settings, Subscription,
    SubscriptionId, SubscriptionState, Term, TermLength, UserId, UserKind, Via, say, still_held,
};
use serde::Deserialize;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use uuid::Uuid;

/// Loads what `needs` names and what follows from it, for whoever asks. What is unknown is left out: the rule says so.
///
/// # Errors
/// [`Error::Missing`] if there is no such organization; [`Error::Inconsistent`] if what is stored can't be read.
pub(crate) async fn load(
    conn: &mut Conn,
    organization: OrganizationId,
    asker: Option<UserId>,
    needs: &Needs,
    now: i64,
) -> Result<Facts, Error> {
    let (facts, _) = load_with_panes(conn, organization, asker, needs, now).await?;
    Ok(facts)
}

/// The same, and the products of which the asker has an assign pane open.
///
/// # Errors
/// As [`load`].
pub(crate) async fn load_with_panes(
    conn: &mut Conn,
    organization: OrganizationId,
    asker: Option<UserId>,
    needs: &Needs,
    now: i64,
) -> Result<(Facts, Vec<ProductId>), Error> {
    let users = everybody(conn, organization, needs).await?;
    let (default_location, profile, digest, packed) = people(conn, organization, &users).await?;
    let people = unpack_people(&packed, &users)?;
    let profile = RuleProfile::from_code(&profile)
        .ok_or_else(|| Error::Inconsistent(format!("unknown rule profile {profile:?}")))?;
    let rules = crate::rules(profile);
    let accounts = Accounts::load(conn, organization, needs).await?;
    let held = || people.values().flat_map(|person| &person.licenses);
    let products: BTreeSet<ProductId> = held()
        .map(|license| license.product)
        .chain(needs.products.iter().copied())
        .chain(accounts.products())
        .collect();
    let groups: BTreeSet<GroupId> = held()
        .filter_map(|license| match license.via {
            Via::Group(group) => Some(group),
            _ => None,
        })
        .chain(accounts.groups())
        .collect();
    let catalog = catalog::of_digest(conn, organization, &digest).await?;
    let (stock, groups) = stock(conn, organization, (asker, now), &products, &groups).await?;
    let (products, held, panes) = unpack_stock(&stock, &catalog, asker)?;
    let facts = Facts {
        default_location: default_location.as_deref().and_then(Location::new),
        services: services(&catalog, &products, &rules),
        rules,
        products,
        held,
        asker,
        groups: packed::read::<Vec<(Id, Arc<str>)>>(&groups)?
            .into_iter()
            .map(|(id, name)| (GroupId(id.0), name))
            .collect(),
        people,
        accounts: accounts.accounts,
        usernames: accounts.usernames,
        admins: match needs.admins || needs.touch_accounts() {
            true => roles::load(conn, organization).await?,
            false => BTreeMap::new(),
        },
        settings: match needs.settings {
            true => settings::load(conn, organization).await?,
            false => Settings::default(),
        },
        now,
        ..Facts::default()
    };
    Ok((facts, panes))
}

/// The users that are named, and those who are needed because of what they hold; sorted.
async fn everybody<'n>(
    conn: &mut Conn,
    organization: OrganizationId,
    needs: &'n Needs,
) -> Result<Cow<'n, [UserId]>, Error> {
    if needs.holders.is_empty() && needs.buyers.is_empty() {
        return Ok(Cow::Borrowed(&needs.users));
    }
    let holders: Vec<Uuid> = query_scalar(
        "select user_id from license
         where organization_id = ?1 and product_id in (select unhex(value) from json_each(?2))
         union select user_id from license
         where organization_id = ?1 and source = 'self-service'
             and source_id in (select unhex(value) from json_each(?3))",
    )
    .bind(organization.0)
    .bind(packed::ids(needs.holders.iter().map(|product| product.0)))
    .bind(packed::ids(needs.buyers.iter().map(|purchase| purchase.0)))
    .fetch_all(conn)
    .await?;
    let named = needs.users.iter().copied();
    let mut users: Vec<UserId> = named.chain(holders.into_iter().map(UserId)).collect();
    users.sort_unstable();
    users.dedup();
    Ok(Cow::Owned(users))
}

/// The organization's default location, rule profile and catalog's digest, and the users with their licenses, packed.
async fn people(
    conn: &mut Conn,
    organization: OrganizationId,
    users: &[UserId],
) -> Result<(Option<String>, String, Vec<u8>, String), Error> {
    query_as(
        "select default_location, rule_profile, catalog_digest, (
             select json_group_array(json_array(
                 wanted.key, person.name, person.username, case when person.kind = 'guest' then 1 else 0 end, person.location,
                 (select json_group_array(json_array(
                      hex(license.product_id), license.source, hex(license.source_id),
                      hex(license.services_off), license.since, license.assigned_by))
                  from license
                  where license.organization_id = ?1 and license.user_id = person.user_id)))
             from json_each(?2) as wanted
             cross join person on person.organization_id = ?1 and person.user_id = unhex(wanted.value))
         from organization where organization_id = ?1",
    )
    .bind(organization.0)
    .bind(packed::ids(users.iter().map(|user| user.0)))
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| Error::Missing(say!("There is no such organization.")))
}

/// Products with their seats and subscriptions; and groups; packed.
async fn stock(
    conn: &mut Conn,
    organization: OrganizationId,
    (asker, now): (Option<UserId>, i64),
    products: &BTreeSet<ProductId>,
    groups: &BTreeSet<GroupId>,
) -> Result<(String, String), Error> {
    Ok(query_as(
        "select
             (select json_group_array(json_array(
                  wanted.value, coalesce(seats.assignable, 0), coalesce(seats.assigned, 0),
                  (select json_group_array(json_array(case when user_id = ?4 then 1 else 0 end,
                          case when until_at > ?5 then hold.seats else 0 end)
                                           order by until_at, hold_id)
                   from hold indexed by hold_by_product
                   where organization_id = ?1 and product_id = unhex(wanted.value) and seen_at > ?6),
                  (select json_group_array(json_array(hex(subscription_id), seats, state, channel,
                          since_at, ends_at, length, recurring, grown_at, next_at)
                                           order by created_at, subscription_id)
                   from subscription indexed by subscription_by_product
                   where organization_id = ?1 and product_id = unhex(wanted.value))))
              from json_each(?2) as wanted
              left join seats on seats.organization_id = ?1 and seats.product_id = unhex(wanted.value)),
             (select json_group_array(json_array(hex(group_id), name)) from user_group
              where organization_id = ?1 and group_id in (select unhex(value) from json_each(?3)))",
    )
    .bind(organization.0)
    .bind(packed::ids(products.iter().map(|product| product.0)))
    .bind(packed::ids(groups.iter().map(|group| group.0)))
    .bind(asker.map(|user| user.0))
    .bind(now)
    .bind(now - PRESENCE)
    .fetch_one(conn)
    .await?)
}

/// The services of these products, and those that the rules name.
fn services(
    catalog: &Catalog,
    products: &BTreeMap<ProductId, Product>,
    rules: &Rules,
) -> BTreeMap<ServiceId, Service> {
    let exclusive = rules.exclusive.iter().flat_map(|set| set.services.iter());
    let required = rules
        .requires
        .iter()
        .flat_map(|need| need.any_of.iter().chain([need.service]));
    let bundled = products
        .values()
        .flat_map(|product| product.services.iter());
    let all = exclusive.chain(required).chain(bundled);
    let known = all.filter_map(|id| Some((id, catalog.services.get(&id)?.clone())));
    known.collect()
}

#[derive(Deserialize)]
struct PersonRow<'t>(
    usize,
    #[serde(borrow)] Text<'t>,
    #[serde(borrow)] Text<'t>,
    u8,
    Option<Location>,
    #[serde(borrow)] Vec<LicenseRow<'t>>,
);

#[derive(Deserialize)]
struct LicenseRow<'t>(Id, &'t str, Id, &'t str, i64, #[serde(borrow)] Text<'t>);

fn unpack_people(packed: &str, users: &[UserId]) -> Result<BTreeMap<UserId, Person>, Error> {
    let rows: Vec<PersonRow<'_>> = packed::read(packed)?;
    let mut shared = Shared::default();
    rows.into_iter()
        .map(
            |PersonRow(index, name, username, guest, location, licenses)| {
                let id = users[index];
                let licenses = licenses
                    .into_iter()
                    .map(|row| license(row, &mut shared))
                    .collect::<Result<_, _>>()?;
                let person = Person {
                    id,
                    name: Arc::from(&*name.0),
                    username: Arc::from(&*username.0),
                    kind: if guest == 1 {
                        UserKind::Guest
                    } else {
                        UserKind::Member
                    },
                    location,
                    licenses,
                };
                Ok((id, person))
            },
        )
        .collect()
}

fn license<'t>(row: LicenseRow<'t>, shared: &mut Shared<'t>) -> Result<License, Error> {
    let LicenseRow(product, source, source_id, off, since, by) = row;
    Ok(License {
        product: ProductId(product.0),
        via: codes::via(source, source_id.0)?,
        off: shared.services(off)?,
        since,
        by: shared.text(by),
    })
}

#[derive(Deserialize)]
struct SubscriptionRow(
    Id,
    u32,
    SubscriptionState,
    Channel,
    i64,
    Option<i64>,
    TermLength,
    u8,
    i64,
    Option<i64>,
);

impl From<SubscriptionRow> for Subscription {
    fn from(row: SubscriptionRow) -> Self {
        let SubscriptionRow(id, seats, state, channel, since, ends, length, recurring, grown, next) =
            row;
        Self {
            id: SubscriptionId(id.0),
            seats,
            state,
            channel,
            term: Term {
                since,
                ends,
                length,
                recurring: recurring == 1,
                grown,
                next,
            },
        }
    }
}

#[derive(Deserialize)]
struct StockRow(Id, u32, u32, Vec<(u8, u32)>, Vec<SubscriptionRow>);

/// The products, the seats of them that others hold, and those of which the asker has a pane open.
type Products = (
    BTreeMap<ProductId, Product>,
    BTreeMap<ProductId, u32>,
    Vec<ProductId>,
);

fn unpack_stock(packed: &str, catalog: &Catalog, asker: Option<UserId>) -> Result<Products, Error> {
    let rows: Vec<StockRow> = packed::read(packed)?;
    let (mut products, mut held, mut panes) = Products::default();
    for StockRow(id, assignable, assigned, open, bought) in rows {
        let id = ProductId(id.0);
        let Some(known) = catalog.products.get(&id) else {
            continue;
        };
        let product = Product {
            id,
            part_number: known.part_number.clone(),
            name: known.name.clone(),
            services: known.services.clone(),
            seats: Seats {
                assignable,
                assigned,
            },
            subscriptions: bought.into_iter().map(Subscription::from).collect(),
        };
        if open.iter().any(|(own, _)| *own == 1) {
            panes.push(id);
        }
        let others = still_held(open, product.seats.available()).filter(|(own, _)| *own == 0);
        let by_others: u32 = others.map(|(_, seats)| seats).sum();
        // A script doesn't fail because somebody has a pane open.
        if by_others > 0 && asker.is_some() {
            held.insert(id, by_others);
        }
        products.insert(id, product);
    }
    Ok((products, held, panes))
}
