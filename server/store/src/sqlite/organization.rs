//! The organization that owns everything. One for now; every key is led by its id already.

use crate::{Asker, Error, RuleProfile, Store};
use domain::{Location, OrganizationId, Verb};

impl Store {
    /// Creates the organization.
    ///
    /// # Errors
    /// [`Error::Input`] if there is one already.
    pub async fn create_organization(
        &self,
        name: &str,
        domain: &str,
        default_location: Option<Location>,
    ) -> Result<OrganizationId, Error> {
        let (name, domain) = (name.to_owned(), domain.to_owned());
        let now = self.sources.now();
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    let created = sqlx::query(
                        "insert into organization (organization_id, name, domain, default_location, created_at) \
                         select 1, ?1, ?2, ?3, ?4 where not exists (select 1 from organization)",
                    )
                    .bind(name)
                    .bind(domain)
                    .bind(default_location.map(|location| location.code().to_owned()))
                    .bind(now)
                    .execute(conn)
                    .await?;
                    match created.rows_affected() {
                        1 => Ok(OrganizationId(1)),
                        _ => Err(Error::Input("This database has an organization already.".into())),
                    }
                })
            })
            .await
    }

    /// The organization; none in a new database.
    pub async fn organization(&self) -> Result<Option<OrganizationId>, Error> {
        let mut conn = self.engine.read().await?;
        let id: Option<i64> = sqlx::query_scalar(
            "select organization_id from organization order by organization_id limit 1",
        )
        .fetch_optional(&mut *conn)
        .await?;
        Ok(id.map(OrganizationId))
    }

    /// Chooses the rules in force.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] unless a Global admin asks.
    pub async fn set_rule_profile(&self, asker: &Asker, profile: RuleProfile) -> Result<(), Error> {
        asker
            .actor
            .may(Verb::Administer)
            .map_err(Error::NotAllowed)?;
        let organization = asker.organization;
        self.engine
            .write(move |conn| {
                Box::pin(async move {
                    sqlx::query(
                        "update organization set rule_profile = ?2 where organization_id = ?1",
                    )
                    .bind(organization.0)
                    .bind(profile.code())
                    .execute(conn)
                    .await?;
                    Ok(())
                })
            })
            .await
    }
}
