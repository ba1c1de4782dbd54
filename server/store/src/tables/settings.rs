//! The organization's settings, as the rule needs them and as an order changes them.

use super::partners;
use crate::{
    Asker, Error, Store,
    sql::{Conn, Row, query},
};
use domain::{
    Cloud, Location, OrganizationId, ProductId, RuleProfile, Setting, Settings, Threshold, Verb,
};
use std::collections::BTreeMap;

impl Store {
    /// The organization's settings.
    pub async fn settings(&self, asker: &Asker) -> Result<Settings, Error> {
        asker.actor.may(Verb::Read).map_err(Error::NotAllowed)?;
        let mut conn = self.engine.read().await?;
        load(&mut conn, asker.organization).await
    }
}

/// When stock is low, from two columns.
fn threshold(row: &Row, number: usize, unit: usize) -> Result<Threshold, Error> {
    let number = row.try_get(number)?;
    match row.try_get(unit)? {
        "seats" => Ok(Threshold::Seats(number)),
        "percent" => Ok(Threshold::Percent(number)),
        other => Err(Error::Inconsistent(format!("unknown unit {other:?}"))),
    }
}

fn columns(threshold: Threshold) -> (u32, &'static str) {
    match threshold {
        Threshold::Seats(number) => (number, "seats"),
        Threshold::Percent(number) => (number, "percent"),
    }
}

/// All of them.
///
/// # Errors
/// [`Error::Missing`] if there is no such organization.
pub(super) async fn load(conn: &mut Conn, organization: OrganizationId) -> Result<Settings, Error> {
    let row = query(
        "select name, default_location, cloud, rule_profile, low_stock, low_stock_unit
         from organization where organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_optional(&mut *conn)
    .await?
    .ok_or_else(|| Error::Missing("There is no such organization.".into()))?;
    let name: String = row.try_get(0)?;
    let profile: &str = row.try_get(3)?;
    let place: Option<&str> = row.try_get(1)?;
    let cloud: &str = row.try_get(2)?;
    Ok(Settings {
        name: name.into(),
        default_location: place.and_then(Location::new),
        cloud: Cloud::from_code(cloud)
            .ok_or_else(|| Error::Inconsistent(format!("unknown cloud {cloud:?}")))?,
        rules: RuleProfile::from_code(profile)
            .ok_or_else(|| Error::Inconsistent(format!("unknown rule profile {profile:?}")))?,
        low_stock: threshold(&row, 4, 5)?,
        low_stock_of: of_products(conn, organization).await?,
        partners: partners::of(conn, organization).await?,
    })
}

async fn of_products(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<BTreeMap<ProductId, Threshold>, Error> {
    let rows = query(
        "select product_id, low_stock, low_stock_unit from low_stock where organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| Ok((ProductId(row.try_get(0)?), threshold(row, 1, 2)?)))
        .collect()
}

/// Writes one.
pub(super) async fn write(
    conn: &mut Conn,
    organization: OrganizationId,
    setting: &Setting,
) -> Result<(), Error> {
    let query = match setting {
        Setting::Name(name) => {
            query("update organization set name = ?2 where organization_id = ?1")
                .bind(organization.0)
                .bind(name.to_string())
        }
        Setting::DefaultLocation(place) => {
            query("update organization set default_location = ?2 where organization_id = ?1")
                .bind(organization.0)
                .bind(place.map(|place| place.code().to_owned()))
        }
        Setting::Cloud(cloud) => {
            query("update organization set cloud = ?2 where organization_id = ?1")
                .bind(organization.0)
                .bind(cloud.code())
        }
        Setting::Rules(profile) => {
            query("update organization set rule_profile = ?2 where organization_id = ?1")
                .bind(organization.0)
                .bind(profile.code())
        }
        Setting::LowStock(low) => {
            let (number, unit) = columns(*low);
            query(
                "update organization set low_stock = ?2, low_stock_unit = ?3 where organization_id = ?1",
            )
            .bind(organization.0)
            .bind(number)
            .bind(unit)
        }
        Setting::LowStockOf(product, Some(low)) => {
            let (number, unit) = columns(*low);
            query(
                "insert into low_stock (organization_id, product_id, low_stock, low_stock_unit)
                 values (?1, ?2, ?3, ?4)
                 on conflict (organization_id, product_id) do update set
                     low_stock = excluded.low_stock, low_stock_unit = excluded.low_stock_unit",
            )
            .bind(organization.0)
            .bind(product.0)
            .bind(number)
            .bind(unit)
        }
        Setting::LowStockOf(product, None) => {
            query("delete from low_stock where organization_id = ?1 and product_id = ?2")
                .bind(organization.0)
                .bind(product.0)
        }
        Setting::Partner(partner, roles) => {
            let codes: Vec<_> = roles.iter().map(|role| role.code()).collect();
            query("update partner set roles = ?3 where organization_id = ?1 and partner_id = ?2")
                .bind(organization.0)
                .bind(partner.0)
                .bind(codes.join(","))
        }
    };
    let written = query.execute(conn).await?.rows_affected();
    match written {
        1 => Ok(()),
        _ => Err(Error::Inconsistent(format!(
            "{written} rows were written for one setting"
        ))),
    }
}
