//! The rows of what no order makes.

use super::{Model, text::fold};
use crate::scene::Raw;
use domain::*;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fmt::{Display, Write},
};
use uuid::Uuid;

fn text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn id(id: Uuid) -> String {
    format!("unhex('{}')", id.simple())
}

fn ids(services: &Services) -> String {
    let digits: String = services
        .iter()
        .map(|service| service.0.simple().to_string())
        .collect();
    format!("unhex('{digits}')")
}

fn number(number: Option<i64>) -> String {
    number.map_or("null".into(), |number| number.to_string())
}

fn word(value: impl serde::Serialize) -> String {
    text(serde_json::to_value(value).unwrap().as_str().unwrap())
}

/// Rows to write, as one text of statements.
struct Rows {
    organization: i64,
    sql: String,
}

impl Rows {
    fn new(organization: OrganizationId) -> Self {
        let (organization, sql) = (organization.0, String::from("begin;"));
        Self { organization, sql }
    }

    fn add(&mut self, table: &str, values: &[&dyn Display]) {
        let _ = write!(
            self.sql,
            "insert into {table} values ({}",
            self.organization
        );
        for value in values {
            let _ = write!(self.sql, ", {value}");
        }
        self.sql.push_str(");");
    }

    async fn write(mut self, raw: &mut Raw) {
        self.sql.push_str("commit;");
        raw.run(&self.sql).await;
    }
}

/// Writes what the organization is called and where it is, its catalog, purchases and groups.
pub async fn write_catalog(raw: &mut Raw, organization: OrganizationId, model: &Model) {
    let mut rows = Rows::new(organization);
    let settings = &model.settings;
    let place = settings
        .default_location
        .map_or("null".into(), |place| text(place.code()));
    let _ = write!(
        rows.sql,
        "update organization set name = {}, default_location = {place} where organization_id = {};",
        text(&settings.name),
        organization.0
    );
    for service in model.services.values() {
        let scope = match service.scope {
            Scope::User => "'user'",
            Scope::Automatic => "'automatic'",
            Scope::Organization => "'organization'",
        };
        rows.add(
            "service (organization_id, service_id, code, name, scope)",
            &[
                &id(service.id.0),
                &text(&service.code),
                &text(&service.name),
                &scope,
            ],
        );
    }
    for (product, sku) in &model.products {
        rows.add(
            "product (organization_id, product_id, part_number, name)",
            &[&id(product.0), &text(&sku.part_number), &text(&sku.name)],
        );
        for service in sku.services.iter() {
            rows.add(
                "product_service (organization_id, product_id, service_id)",
                &[&id(product.0), &id(service.0)],
            );
        }
    }
    // Whatever stands for just this catalog.
    let digest = Sha256::digest(&rows.sql);
    let _ = write!(
        rows.sql,
        "update organization set catalog_digest = unhex('{digest:x}') where organization_id = {};",
        organization.0
    );
    for one in &model.purchases {
        let (subscription, term) = (&one.subscription, &one.subscription.term);
        let purchaser = one.purchaser.as_deref().map_or("null".into(), text);
        rows.add(
            "subscription (organization_id, subscription_id, product_id, seats, state, channel, purchaser, created_at, \
             since_at, ends_at, length, recurring, grown_at, next_at)",
            &[
                &id(subscription.id.0),
                &id(one.product.0),
                &subscription.seats,
                &word(subscription.state),
                &word(subscription.channel),
                &purchaser,
                &one.at,
                &term.since,
                &number(term.ends),
                &word(term.length),
                &i64::from(term.recurring),
                &term.grown,
                &number(term.next),
            ],
        );
    }
    for (group, assigns) in &model.groups {
        rows.add(
            "user_group (organization_id, group_id, name)",
            &[&id(group.0), &text(&assigns.name)],
        );
        for (product, off) in &assigns.licenses {
            rows.add(
                "group_license (organization_id, group_id, product_id, services_off)",
                &[&id(group.0), &id(product.0), &ids(off)],
            );
        }
    }
    rows.write(raw).await;
}

/// Writes what everybody has, and the seats as they are counted.
pub async fn write_gifts(raw: &mut Raw, organization: OrganizationId, model: &Model) {
    let mut rows = Rows::new(organization);
    for (user, has) in &model.users {
        let place = has
            .location
            .map_or("null".into(), |place| text(place.code()));
        let _ = write!(
            rows.sql,
            "update person set enabled = {}, location = {place} where organization_id = {} and user_id = {};",
            i64::from(has.enabled),
            organization.0,
            id(user.0)
        );
        for role in &has.roles {
            rows.add(
                "role_assignment (organization_id, user_id, role)",
                &[&id(user.0), &text(role.code())],
            );
        }
        for ((product, via), held) in &has.licenses {
            let (source, source_id) = match via {
                Via::Direct => ("'direct'", Uuid::nil()),
                Via::Group(group) => ("'group'", group.0),
                Via::SelfService(purchase) => ("'self-service'", purchase.0),
            };
            rows.add(
                "license (organization_id, user_id, product_id, source, source_id, services_off, since, assigned_by, \
                 name_key)",
                &[
                    &id(user.0),
                    &id(product.0),
                    &source,
                    &id(source_id),
                    &ids(&held.off),
                    &held.since,
                    &text(&held.by),
                    &text(&fold(&has.name())),
                ],
            );
        }
    }
    for (group, assigns) in &model.groups {
        for user in &assigns.members {
            rows.add(
                "group_member (organization_id, group_id, user_id)",
                &[&id(group.0), &id(user.0)],
            );
        }
    }
    let owned: BTreeSet<ProductId> = model.purchases.iter().map(|one| one.product).collect();
    for product in owned {
        let Seats {
            assignable,
            assigned,
        } = model.seats(product);
        rows.add(
            "seats (organization_id, product_id, assignable, assigned, excess)",
            &[
                &id(product.0),
                &assignable,
                &assigned,
                &assigned.saturating_sub(assignable),
            ],
        );
    }
    rows.write(raw).await;
}
