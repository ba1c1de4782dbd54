//! The catalog's tables.

use super::{bulk, codes::Code, packed};
use crate::{
    CatalogReport, Error,
    catalog::{Catalog, CatalogProduct},
    sql::{Conn, query},
};
use domain::{OrganizationId, ProductId, Scope, Service, ServiceId};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};
use uuid::Uuid;

/// Puts `new` into the catalog; what it doesn't name stays as it is. Only what differs is written.
pub(crate) async fn merge(
    conn: &mut Conn,
    organization: OrganizationId,
    new: &Catalog,
) -> Result<CatalogReport, Error> {
    let known = load(conn, organization).await?;
    let mut report = CatalogReport::default();
    let services: Vec<_> = new
        .services
        .iter()
        .filter(|(id, service)| report.services.count(known.services.get(id), service))
        .map(|(_, service)| service)
        .collect();
    let products: Vec<_> = new
        .products
        .iter()
        .filter(|(id, product)| report.products.count(known.products.get(id), product))
        .collect();
    if services.is_empty() && products.is_empty() {
        return Ok(report);
    }
    write_services(conn, organization, &services).await?;
    write_products(conn, organization, &products).await?;
    let mut now = known;
    now.services.extend(new.services.clone());
    now.products.extend(new.products.clone());
    query("update organization set catalog_digest = ?2 where organization_id = ?1")
        .bind(organization.0)
        .bind(digest(&now))
        .execute(conn)
        .await?;
    Ok(report)
}

/// Stands for all that the catalog says; an empty one has none.
fn digest(catalog: &Catalog) -> Vec<u8> {
    if *catalog == Catalog::default() {
        return Vec::new();
    }
    let mut hasher = Sha256::new();
    // Each field is led by its length, so that no two catalogs give the same bytes.
    let mut field = |bytes: &[u8]| {
        hasher.update((bytes.len() as u64).to_be_bytes());
        hasher.update(bytes);
    };
    for service in catalog.services.values() {
        field(service.id.0.as_bytes());
        field(service.code.as_bytes());
        field(service.name.as_bytes());
        field(service.scope.code().as_bytes());
    }
    for (id, product) in &catalog.products {
        field(id.0.as_bytes());
        field(product.part_number.as_bytes());
        field(product.name.as_bytes());
        let services = product.services.iter();
        field(
            &services
                .flat_map(|service| *service.0.as_bytes())
                .collect::<Vec<_>>(),
        );
    }
    hasher.finalize().to_vec()
}

/// So many catalogs are remembered, of a few hundred kilobytes each. Many organizations have the same.
const MOST_REMEMBERED: usize = 64;

/// The catalogs that were asked for last, by their digests. Whatever it was that a digest was given to, in whichever
/// database: it says the same.
static REMEMBERED: Mutex<VecDeque<(Vec<u8>, Arc<Catalog>)>> = Mutex::new(VecDeque::new());

/// The whole catalog, whose digest the organization's row has: by heart, if it was asked for before.
pub(crate) async fn of_digest(
    conn: &mut Conn,
    organization: OrganizationId,
    digest: &[u8],
) -> Result<Arc<Catalog>, Error> {
    let remembered = || REMEMBERED.lock().unwrap_or_else(PoisonError::into_inner);
    {
        let mut all = remembered();
        let place = all.iter().position(|(one, _)| one == digest);
        if let Some(known) = place.and_then(|place| all.remove(place)) {
            let catalog = known.1.clone();
            all.push_front(known);
            return Ok(catalog);
        }
    }
    let catalog = Arc::new(load(conn, organization).await?);
    let mut all = remembered();
    all.truncate(MOST_REMEMBERED - 1);
    all.push_front((digest.to_owned(), catalog.clone()));
    Ok(catalog)
}

/// The whole catalog: a few thousand rows.
pub(crate) async fn load(conn: &mut Conn, organization: OrganizationId) -> Result<Catalog, Error> {
    let mut services = BTreeMap::new();
    let rows =
        query("select service_id, code, name, scope from service where organization_id = ?1")
            .bind(organization.0)
            .fetch_all(&mut *conn)
            .await?;
    for row in rows {
        let id = ServiceId(row.try_get(0)?);
        let service = Service {
            id,
            code: row.try_get::<&str, _>(1)?.into(),
            name: row.try_get::<&str, _>(2)?.into(),
            scope: Scope::from_code(row.try_get(3)?)?,
        };
        services.insert(id, service);
    }
    let mut bundles: BTreeMap<ProductId, Vec<ServiceId>> = BTreeMap::new();
    let rows =
        query("select product_id, service_id from product_service where organization_id = ?1")
            .bind(organization.0)
            .fetch_all(&mut *conn)
            .await?;
    for row in rows {
        let bundle = bundles.entry(ProductId(row.try_get(0)?)).or_default();
        bundle.push(ServiceId(row.try_get(1)?));
    }
    let mut products = BTreeMap::new();
    let rows =
        query("select product_id, part_number, name from product where organization_id = ?1")
            .bind(organization.0)
            .fetch_all(conn)
            .await?;
    for row in rows {
        let id = ProductId(row.try_get(0)?);
        let product = CatalogProduct {
            part_number: row.try_get::<&str, _>(1)?.into(),
            name: row.try_get::<&str, _>(2)?.into(),
            services: bundles.remove(&id).unwrap_or_default().into(),
        };
        products.insert(id, product);
    }
    Ok(Catalog { services, products })
}

async fn write_services(
    conn: &mut Conn,
    organization: OrganizationId,
    services: &[&Service],
) -> Result<(), sqlx::Error> {
    bulk::insert(
        conn,
        organization,
        "insert into service (organization_id, service_id, code, name, scope)",
        " on conflict (organization_id, service_id)
          do update set code = excluded.code, name = excluded.name, scope = excluded.scope",
        services,
        |row, service| {
            row.push(service.id.0)
                .push(&*service.code)
                .push(&*service.name)
                .push(service.scope.code());
        },
    )
    .await
}

async fn write_products(
    conn: &mut Conn,
    organization: OrganizationId,
    products: &[(&ProductId, &CatalogProduct)],
) -> Result<(), sqlx::Error> {
    bulk::insert(
        conn,
        organization,
        "insert into product (organization_id, product_id, part_number, name)",
        " on conflict (organization_id, product_id)
          do update set part_number = excluded.part_number, name = excluded.name",
        products,
        |row, (id, product)| {
            row.push(id.0)
                .push(&*product.part_number)
                .push(&*product.name);
        },
    )
    .await?;
    query(
        "delete from product_service
         where organization_id = ?1 and product_id in (select unhex(value) from json_each(?2))",
    )
    .bind(organization.0)
    .bind(packed::ids(products.iter().map(|(id, _)| id.0)))
    .execute(&mut *conn)
    .await?;
    let pairs: Vec<(Uuid, Uuid)> = products
        .iter()
        .flat_map(|(id, product)| product.services.iter().map(|service| (id.0, service.0)))
        .collect();
    bulk::insert(
        conn,
        organization,
        "insert into product_service (organization_id, product_id, service_id)",
        "",
        &pairs,
        |row, (product, service)| {
            row.push(*product).push(*service);
        },
    )
    .await
}
