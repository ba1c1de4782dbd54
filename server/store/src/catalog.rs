//! Reads Microsoft's "Product names and service plan identifiers" CSV into the catalog.

mod read;
mod spelling;

use crate::{Asker, Error, Store, postgres::Locks, sql::Conn, tables};
use domain::{ProductId, Service, ServiceId, Services, Verb};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};

/// How many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// New ones.
    pub added: u32,
    /// Known ones that differ.
    pub changed: u32,
    /// Known ones that don't.
    pub unchanged: u32,
}

impl Counts {
    /// Counts one more: what is known of it, and what the file says. Answers whether it has to be written.
    pub(crate) fn count<T: PartialEq>(&mut self, known: Option<&T>, new: &T) -> bool {
        let counter = match known {
            None => &mut self.added,
            Some(known) if known == new => &mut self.unchanged,
            Some(_) => &mut self.changed,
        };
        *counter += 1;
        known != Some(new)
    }
}

/// What an import of the catalog did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CatalogReport {
    /// Products.
    pub products: Counts,
    /// Services.
    pub services: Counts,
}

/// A product of the catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CatalogProduct {
    /// Its part number.
    pub(crate) part_number: Arc<str>,
    /// Display name.
    pub(crate) name: Arc<str>,
    /// What it bundles.
    pub(crate) services: Services,
}

/// Products and the services that they bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Catalog {
    /// Every service.
    pub(crate) services: BTreeMap<ServiceId, Service>,
    /// Every product.
    pub(crate) products: BTreeMap<ProductId, CatalogProduct>,
}

impl Store {
    /// Imports the catalog, all or nothing; repeatable. Products that the file doesn't name stay as they are.
    ///
    /// # Errors
    /// [`Error::Input`] names the line and column of a bad row; the catalog is as it was.
    pub async fn import_catalog(&self, asker: &Asker, csv: &[u8]) -> Result<CatalogReport, Error> {
        asker
            .actor
            .may(Verb::Administer)
            .map_err(Error::NotAllowed)?;
        let (organization, read) = (asker.organization, read::read(csv)?);
        self.engine
            .write_alone(
                Locks::Everything(organization),
                async move |conn: &mut Conn| {
                    tables::catalog::merge(conn, organization, &read).await
                },
            )
            .await
    }
}
