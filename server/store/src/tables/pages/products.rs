//! Products: the list, and one product's page.

use super::{attention::attention, may_read};
use crate::{
    Asker, Error, Store,
    fold::fold,
    sql::{Conn, Row, query},
    tables::{codes::Code, settings, subscriptions},
};
use domain::{
    OrganizationId, ProductId, ProductPage, ProductRow, Scope, Seats, Service, Services, Settings,
    Subscription, SubscriptionRow, calendar::day, say, words,
};
use std::{collections::HashMap, sync::Arc};

impl Store {
    /// The products owned, by name, each aggregated over its subscriptions. Those of which only licenses are left
    /// are listed too.
    pub async fn products(&self, asker: &Asker) -> Result<Vec<ProductRow>, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        list(&mut snapshot, asker.organization, self.sources.now()).await
    }

    /// The product by part number (in any case) or id.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is none; [`Error::Input`] naming the ids if two share the part number.
    pub async fn find_product(
        &self,
        asker: &Asker,
        part_number_or_id: &str,
    ) -> Result<ProductId, Error> {
        may_read(asker)?;
        let wanted = part_number_or_id.trim();
        let mut conn = self.engine.read().await?;
        let rows = query(
            "select product_id, part_number = ?2 from product
             where organization_id = ?1 and (lower(part_number) = lower(?2) or product_id = ?3)
             order by product_id",
        )
        .bind(asker.organization.0)
        .bind(wanted)
        .bind(
            wanted
                .parse::<ProductId>()
                .map_or_else(|_| Vec::new(), |id| id.0.into_bytes().into()),
        )
        .fetch_all(&mut conn)
        .await?;
        let mut found: Vec<(ProductId, bool)> = Vec::new();
        for row in rows {
            found.push((ProductId(row.try_get(0)?), row.try_get(1)?));
        }
        if found.iter().any(|(_, exact)| *exact) {
            found.retain(|(_, exact)| *exact);
        }
        match found[..] {
            [(only, _)] => Ok(only),
            [] => Err(Error::Missing(say!(
                "There is no product {wanted}. Use its part number, such as ENTERPRISEPACK, or its id.",
                wanted = format!("{wanted:?}")
            ))),
            _ => {
                let ids: Vec<_> = found.iter().map(|(id, _)| id.to_string()).collect();
                let ids = words::and(&ids);
                Err(Error::Input(say!(
                    "Several products have the part number {wanted}. Use an id: {ids}.",
                    wanted = wanted,
                    ids = ids
                )))
            }
        }
    }

    /// Services by code (or id) of a product, for `--services-off`.
    ///
    /// # Errors
    /// [`Error::Missing`] naming the first that the product doesn't have.
    pub async fn find_services(
        &self,
        asker: &Asker,
        product: ProductId,
        codes_or_ids: &[String],
    ) -> Result<Services, Error> {
        let page = self.product_page(asker, product).await?;
        let find = |wanted: &String| {
            let wanted = wanted.trim();
            let is_it = |one: &&Service| {
                one.code.eq_ignore_ascii_case(wanted) || wanted.parse() == Ok(one.id)
            };
            let found = page.services.iter().find(is_it).map(|service| service.id);
            found.ok_or_else(|| {
                let codes: Vec<_> = page
                    .services
                    .iter()
                    .map(|service| service.code.clone())
                    .collect();
                let (name, codes) = (&page.row.name, words::commas(&codes));
                Error::Missing(say!(
                    "{name} has no service {wanted}. Its services are {codes}.",
                    name = name,
                    wanted = format!("{wanted:?}"),
                    codes = codes
                ))
            })
        };
        codes_or_ids.iter().map(find).collect()
    }

    /// A product's header, subscriptions and services.
    ///
    /// # Errors
    /// [`Error::Missing`] if the catalog doesn't have it.
    pub async fn product_page(
        &self,
        asker: &Asker,
        product: ProductId,
    ) -> Result<ProductPage, Error> {
        may_read(asker)?;
        let (organization, now) = (asker.organization, self.sources.now());
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let row = query(
            "select product_id, part_number, name, coalesce(assignable, 0), coalesce(assigned, 0),
                    (select count(*) > 1 from product as other
                     where other.organization_id = ?1 and other.part_number = product.part_number)
             from product left join seats using (organization_id, product_id)
             where organization_id = ?1 and product_id = ?2",
        )
        .bind(organization.0)
        .bind(product.0)
        .fetch_optional(&mut snapshot)
        .await?
        .ok_or_else(|| Error::Missing(say!("There is no such product.")))?;
        let mut purchases = purchases(&mut snapshot, organization, Some(product)).await?;
        let own = purchases.remove(&product).unwrap_or_default();
        let settings = settings::load(&mut snapshot, organization).await?;
        Ok(ProductPage {
            row: product_row(&row, &own, &settings, now)?,
            services: services(&mut snapshot, organization, product).await?,
            subscriptions: own
                .into_iter()
                .filter(|row| row.subscription.visible_to(&asker.actor))
                .collect(),
        })
    }
}

/// The products owned, by name.
pub(super) async fn list(
    conn: &mut Conn,
    organization: OrganizationId,
    now: i64,
) -> Result<Vec<ProductRow>, Error> {
    let mut purchases = purchases(conn, organization, None).await?;
    let settings = settings::load(conn, organization).await?;
    let rows = query(
        "select product_id, part_number, name, coalesce(assignable, 0), coalesce(assigned, 0),
                exists (select 1 from product as other
                        where other.organization_id = product.organization_id
                          and other.part_number = product.part_number and other.product_id <> product.product_id)
         from product left join seats using (organization_id, product_id)
         where organization_id = ?1
           and (assigned > 0 or exists (select 1 from subscription where state <> 'deleted'
                  and (organization_id, product_id) = (product.organization_id, product.product_id)))",
    )
    .bind(organization.0)
    .fetch_all(&mut *conn)
    .await?;
    let mut products = rows
        .iter()
        .map(|row| {
            let own = purchases
                .remove(&ProductId(row.try_get(0)?))
                .unwrap_or_default();
            product_row(row, &own, &settings, now)
        })
        .collect::<Result<Vec<_>, Error>>()?;
    products.sort_by_cached_key(|product| (fold(&product.name), product.id));
    Ok(products)
}

/// From product_id, part_number, name, assignable, assigned, and whether another has the part number.
fn product_row(
    row: &Row,
    purchases: &[SubscriptionRow],
    settings: &Settings,
    now: i64,
) -> Result<ProductRow, Error> {
    let id = ProductId(row.try_get(0)?);
    let part_number: Arc<str> = row.try_get::<&str, _>(1)?.into();
    let seats = Seats {
        assignable: row.try_get(3)?,
        assigned: row.try_get(4)?,
    };
    let subscriptions: Vec<&Subscription> = purchases.iter().map(|one| &one.subscription).collect();
    let existing = subscriptions.iter().filter(|one| one.exists()).count();
    let shared: bool = row.try_get(5)?;
    Ok(ProductRow {
        id,
        slug: slug(id, &part_number, shared),
        part_number,
        name: row.try_get::<&str, _>(2)?.into(),
        seats,
        subscriptions: u32::try_from(existing).unwrap_or(u32::MAX),
        attention: attention(seats, &subscriptions, settings.threshold(id), now),
    })
}

/// What stands for a product in an address: its part number, unless another has the same.
pub(super) fn slug(id: ProductId, part_number: &str, shared: bool) -> Arc<str> {
    match shared || !fits_address(part_number) {
        true => id.to_string().into(),
        false => part_number.into(),
    }
}

/// Some part numbers have blanks and slashes.
fn fits_address(part_number: &str) -> bool {
    part_number
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        && !part_number.starts_with('.')
}

/// The purchases of one product or of all, in the order of purchase.
async fn purchases(
    conn: &mut Conn,
    organization: OrganizationId,
    product: Option<ProductId>,
) -> Result<HashMap<ProductId, Vec<SubscriptionRow>>, Error> {
    let rows = query(
        "select subscription_id, seats, state, channel, since_at, ends_at, length, recurring, grown_at, next_at,
                product_id, purchaser
         from subscription where organization_id = ?1 and (?2 is null or product_id = ?2)
         order by created_at, subscription_id",
    )
    .bind(organization.0)
    .bind(product.map(|product| product.0))
    .fetch_all(conn)
    .await?;
    let mut purchases: HashMap<ProductId, Vec<SubscriptionRow>> = HashMap::new();
    for row in rows {
        let subscription = subscriptions::read(&row, 0)?;
        let product = ProductId(row.try_get(subscriptions::WIDTH)?);
        let purchaser: Option<&str> = row.try_get(subscriptions::WIDTH + 1)?;
        purchases.entry(product).or_default().push(SubscriptionRow {
            ends: subscription.term.ends.map(day),
            subscription,
            purchaser: purchaser.map(Arc::from),
        });
    }
    Ok(purchases)
}

/// What a product bundles, by name.
async fn services(
    conn: &mut Conn,
    organization: OrganizationId,
    product: ProductId,
) -> Result<Vec<Service>, Error> {
    let rows = query(
        "select service_id, code, name, scope
         from product_service join service using (organization_id, service_id)
         where organization_id = ?1 and product_id = ?2",
    )
    .bind(organization.0)
    .bind(product.0)
    .fetch_all(conn)
    .await?;
    let mut services = Vec::new();
    for row in rows {
        services.push(Service {
            id: domain::ServiceId(row.try_get(0)?),
            code: row.try_get::<&str, _>(1)?.into(),
            name: row.try_get::<&str, _>(2)?.into(),
            scope: Scope::from_code(row.try_get(3)?)?,
        });
    }
    services.sort_by_cached_key(|service| (fold(&service.name), service.code.clone()));
    Ok(services)
}
