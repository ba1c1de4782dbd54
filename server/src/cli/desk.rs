//! The operator's desk: an open database, beside whatever servers run on it.

use super::{Failure, Out};
use crate::config::{self, Common};
use domain::{OrganizationId, ProductId};
use store::{Asker, Error, Sources, Store};

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

/// The organization that is meant: the one of this name, or the only one. The first is made where there is none.
async fn chosen(store: &Store, name: Option<&str>) -> Result<OrganizationId, Failure> {
    let all = store.organizations().await?;
    let names = || {
        let names: Vec<_> = all.iter().map(|one| one.name.as_str()).collect();
        names.join(", ")
    };
    match (name, all.as_slice()) {
        (name, []) => first(store, name.unwrap_or(config::ORGANIZATION)).await,
        (None, [only]) => Ok(only.id),
        (None, _) => Err(Failure::Usage(format!(
            "There are several organizations. Name one with --organization: {}.",
            names()
        ))),
        (Some(name), _) => store.organization_named(name).await?.ok_or_else(|| {
            Failure::Usage(format!(
                "There is no organization called {name:?}. There are: {}.",
                names()
            ))
        }),
    }
}

/// The first organization, made under this name if there is none.
pub(crate) async fn first(store: &Store, name: &str) -> Result<OrganizationId, Failure> {
    if let Some(known) = store.organization().await? {
        return Ok(known);
    }
    match store.create_organization(name, "", None).await {
        Ok(made) => Ok(made),
        // Another process was faster.
        Err(Error::Input(message)) => store
            .organization()
            .await?
            .ok_or_else(|| Failure::Fault(message.to_string())),
        Err(other) => Err(other.into()),
    }
}
