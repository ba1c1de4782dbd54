//! The demo organization's own format, `data/demo.json`.

use crate::{
    catalog::{Catalog, CatalogProduct},
    rules,
};
use domain::{
    Channel, Location, ProductId, Role, Service, ServiceId, Services, SubscriptionState,
    TermLength, UserKind, calendar::days,
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// The file, read once.
pub(crate) static FILE: LazyLock<File> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/demo.json"))
        .expect("the demo organization is well-formed: a test makes it")
});

/// The day for which the file's dates were written, in days since 1970.
pub(super) const WRITTEN: i64 = days(2026, 11, 23);

#[derive(Deserialize)]
pub(crate) struct File {
    pub(super) organization: Organization,
    services: Vec<ServiceEntry>,
    pub(crate) products: Vec<ProductEntry>,
    pub(super) subscriptions: Vec<Purchase>,
    pub(super) groups: Vec<Group>,
    pub(super) users: Vec<User>,
    pub(super) licenses: Vec<Held>,
    pub(super) admins: Vec<Admin>,
}

#[derive(Deserialize)]
pub(super) struct Organization {
    pub(super) name: String,
    pub(super) domain: String,
    pub(super) default_location: Location,
}

#[derive(Deserialize)]
struct ServiceEntry {
    id: ServiceId,
    code: String,
    name: String,
}

/// A product; what it bundles, by code.
#[derive(Deserialize)]
pub(crate) struct ProductEntry {
    pub(crate) id: ProductId,
    pub(crate) part_number: String,
    name: String,
    services: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Purchase {
    pub(super) product: String,
    pub(super) seats: u32,
    pub(super) state: SubscriptionState,
    pub(super) channel: Channel,
    pub(super) purchaser: Option<String>,
    /// Never, if left open.
    #[serde(default)]
    pub(super) expires: Option<Day>,
    /// When the term began; if left open, the fewest lengths before it ends that lie in the past.
    #[serde(default)]
    pub(super) began: Option<Day>,
    #[serde(default)]
    pub(super) length: TermLength,
    #[serde(default)]
    pub(super) recurring: bool,
}

#[derive(Deserialize)]
pub(super) struct Group {
    pub(super) name: String,
    pub(super) licenses: Vec<GroupLicense>,
    pub(super) members: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct GroupLicense {
    pub(super) product: String,
    pub(super) off: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct User {
    pub(super) username: String,
    pub(super) name: String,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) mail: String,
    pub(super) title: Option<String>,
    pub(super) department: Option<String>,
    pub(super) office: Option<String>,
    pub(super) city: Option<String>,
    pub(super) country: Option<String>,
    pub(super) location: Option<Location>,
    pub(super) kind: UserKind,
    pub(super) enabled: bool,
}

/// A license that a user holds directly, or by the product's self-service subscription.
#[derive(Deserialize)]
pub(super) struct Held {
    pub(super) user: String,
    pub(super) product: String,
    #[serde(default)]
    pub(super) off: Vec<String>,
    #[serde(default)]
    pub(super) subscription: Option<Channel>,
}

#[derive(Deserialize)]
pub(super) struct Admin {
    pub(super) username: String,
    pub(super) roles: Vec<Role>,
}

impl File {
    /// The products with their services.
    pub(crate) fn catalog(&self) -> Catalog {
        let services = self.services.iter().map(|entry| {
            let (code, name) = (entry.code.as_str().into(), entry.name.as_str().into());
            (
                entry.id,
                Service {
                    id: entry.id,
                    code,
                    name,
                    scope: rules::scope(entry.id),
                },
            )
        });
        let ids = self.service_ids();
        let products = self.products.iter().map(|entry| {
            let product = CatalogProduct {
                part_number: entry.part_number.as_str().into(),
                name: entry.name.as_str().into(),
                services: chosen(&ids, &entry.services),
            };
            (entry.id, product)
        });
        Catalog {
            services: services.collect(),
            products: products.collect(),
        }
    }

    /// Services by code.
    pub(super) fn service_ids(&self) -> BTreeMap<&str, ServiceId> {
        self.services
            .iter()
            .map(|entry| (entry.code.as_str(), entry.id))
            .collect()
    }

    /// Products by part number.
    pub(super) fn product_ids(&self) -> BTreeMap<&str, ProductId> {
        self.products
            .iter()
            .map(|entry| (entry.part_number.as_str(), entry.id))
            .collect()
    }
}

/// The services with these codes.
pub(super) fn chosen(ids: &BTreeMap<&str, ServiceId>, codes: &[String]) -> Services {
    codes.iter().map(|code| ids[code.as_str()]).collect()
}

/// A day written as `2026-12-31`, in days since 1970.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Day(pub(super) i64);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut parts = text.splitn(3, '-').map(str::parse);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => Ok(Self(days(year, month, day))),
            _ => Err(format!("{text:?} is no day")),
        }
    }
}
