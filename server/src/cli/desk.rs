//! The operator's desk: an open database, beside whatever servers run on it.

use super::{Failure, Out};
use crate::config::{self, Common};
use domain::{OrganizationId, ProductId};
use store::{Asker, Error, Organization, Sources, Store};

/// The database, the operator, and where to print.
pub(crate) struct Desk<'o> {
    pub(crate) store: Store,
    pub(crate) asker: Asker,
    pub(crate) out: &'o Out,
}

impl<'o> Desk<'o> {
    /// Opens the database; it and the organization come to be where they aren't yet.
    pub(crate) async fn open(common: &Common, out: &'o Out) -> Result<Self, Failure> {
        let url = common.database.as_deref().unwrap_or(config::DATABASE);
        let store = Store::open(url, Sources::system()).await?;
        let organization = chosen(&store, common.organization.as_deref()).await?;
        Ok(Self {
            store,
            asker: Asker::operator(organization),
            out,
        })
    }

    /// Closes the database well.
    pub(crate) async fn close(&self) {
        self.store.close().await;
    }

    /// The product that a part number or id names.
    pub(crate) async fn product(&self, named: &str) -> Result<ProductId, Failure> {
        let found = self.store.find_product(&self.asker, named).await;
        found.map_err(|error| match error {
            Error::Missing(message) => Failure::no("unknown-product", message.to_string()),
            Error::Input(message) => Failure::no("ambiguous-product", message.to_string()),
            other => other.into(),
        })
    }

    /// The services of a product that codes or ids name.
    pub(crate) async fn services(
        &self,
        product: ProductId,
        named: &[String],
    ) -> Result<domain::Services, Failure> {
        let named: Vec<String> = named
            .iter()
            .filter(|name| !name.is_empty())
            .cloned()
            .collect();
        let found = self.store.find_services(&self.asker, product, &named).await;
        found.map_err(|error| match error {
            Error::Missing(message) | Error::Input(message) => {
                Failure::no("unknown-service", message.to_string())
            }
            other => other.into(),
        })
    }
}

/// Opens a database that must be there: a mistyped address makes no new one. No organization is looked for.
pub(crate) async fn existing(common: &Common) -> Result<Store, Failure> {
    let url = common.database.as_deref().unwrap_or(config::DATABASE);
    Ok(Store::open_existing(url, Sources::system()).await?)
}

/// The organization that is meant: the one of this name, or the only one. The first is made where there is none.
async fn chosen(store: &Store, name: Option<&str>) -> Result<OrganizationId, Failure> {
    let all = store.organizations().await?;
    match (name, all.as_slice()) {
        (name, []) => first(store, name.unwrap_or(config::ORGANIZATION)).await,
        (None, [only]) => Ok(only.id),
        (None, several) => Err(Failure::Usage(format!(
            "There are several organizations. Name one with --organization, or give its number: {}.",
            names(several)
        ))),
        (Some(name), _) => named(store, name).await,
    }
}

/// The organization of this name or number, which must be there.
pub(crate) async fn named(store: &Store, name: &str) -> Result<OrganizationId, Failure> {
    if let Some(known) = store.organization_named(name).await? {
        return Ok(known);
    }
    let all = store.organizations().await?;
    Err(Failure::Usage(match all.is_empty() {
        true => "There is no organization yet.".into(),
        false => format!(
            "There is no organization called {name:?}. There are: {}.",
            names(&all)
        ),
    }))
}

/// All of them, each with its number: several may be called the same.
fn names(all: &[Organization]) -> String {
    let names = all.iter().map(|one| format!("{} ({})", one.name, one.id.0));
    names.collect::<Vec<_>>().join(", ")
}

/// The first organization, made under this name if there is none.
pub(crate) async fn first(store: &Store, name: &str) -> Result<OrganizationId, Failure> {
    Ok(store.first_organization(name).await?)
}
