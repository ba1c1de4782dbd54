//! Reads Microsoft's "Product names and service plan identifiers" CSV into the catalog.

mod read;
mod spelling;

use crate::{
    Asker, Error, Store,
    postgres::Locks,
    sql::Conn,
    tables::{self, notes::Note},
};
use domain::{
    ProductId, Service, ServiceId, Services, Verb, say,
    words::{Part, Sentence},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};

/// How many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

    /// How many were written.
    pub(crate) fn made(self) -> usize {
        self.added as usize + self.changed as usize
    }

    /// What was done, in words: first how many were added, then how many were changed.
    pub(crate) fn said(self, added: SayCount, changed: SayCount) -> impl Iterator<Item = Sentence> {
        let said = [(self.added, added), (self.changed, changed)];
        let said = said.into_iter().filter(|(number, _)| *number > 0);
        said.map(|(number, say)| say(number))
    }
}

/// How something that was done to so many is said.
type SayCount = fn(u32) -> Sentence;

/// What an import of the catalog did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogReport {
    /// Products.
    pub products: Counts,
    /// Services.
    pub services: Counts,
}

impl CatalogReport {
    /// What the ledger tells of it; nothing, if nothing changed.
    fn line(&self) -> Option<Sentence> {
        let products = self.products.said(
            |products| say!(products => "1 product added" | "{n} products added"),
            |products| say!(products => "1 product changed" | "{n} products changed"),
        );
        let services = self.services.said(
            |services| say!(services => "1 service added" | "{n} services added"),
            |services| say!(services => "1 service changed" | "{n} services changed"),
        );
        let parts: Vec<Sentence> = products.chain(services).collect();
        let clauses = (!parts.is_empty()).then(|| Part::clauses(parts))?;
        Some(say!(
            "By an import of the catalog: {clauses}.",
            clauses = clauses
        ))
    }
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
    /// Imports the catalog, all or nothing; repeatable. Products that the file doesn't name stay as they are. The ledger
    /// tells of it by one entry, if anything changed.
    ///
    /// # Errors
    /// [`Error::Rows`] names all that is wrong with the rows, [`Error::Input`] what is with the file as a whole; the
    /// catalog is as it was.
    pub async fn import_catalog(&self, asker: &Asker, csv: &[u8]) -> Result<CatalogReport, Error> {
        asker
            .actor
            .may(Verb::Administer)
            .map_err(Error::NotAllowed)?;
        let (asker, now, read) = (asker.clone(), self.sources.now(), read::read(csv)?);
        self.engine
            .write_told(
                Locks::Everything(asker.organization),
                async move |conn: &mut Conn| {
                    let report = tables::catalog::merge(conn, asker.organization, &read).await?;
                    let note = Note::CatalogImported(report);
                    let place = match report.line() {
                        Some(line) => Some(note.write(conn, &asker, now, line).await?),
                        None => None,
                    };
                    Ok((report, place))
                },
            )
            .await
    }
}
