//! The organization that owns everything. One for now; every key is led by its id already.

use super::chain;
use crate::{
    Asker, Error, Store,
    sql::{Conn, query, query_as, query_scalar},
};
use domain::{Location, OrganizationId, say};

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
            .write(async move |conn: &mut Conn| {
                    let created = query(
                        "insert into organization (organization_id, name, domain, default_location, created_at) \
                         select 1, ?1, ?2, ?3, ?4 where not exists (select 1 from organization) \
                     on conflict do nothing",
                    )
                    .bind(&name)
                    .bind(&domain)
                    .bind(default_location.map(|location| location.code().to_owned()))
                    .bind(now)
                    .execute(&mut *conn)
                    .await?;
                    match created.rows_affected() {
                        1 => {
                            chain::begin(conn, OrganizationId(1)).await?;
                            Ok(OrganizationId(1))
                        }
                        _ => Err(Error::Input("This database has an organization already.".into())),
                    }
                })
            .await
    }

    /// The organization; none in a new database.
    pub async fn organization(&self) -> Result<Option<OrganizationId>, Error> {
        let mut conn = self.engine.read().await?;
        let id: Option<i64> = query_scalar(
            "select organization_id from organization order by organization_id limit 1",
        )
        .fetch_optional(&mut conn)
        .await?;
        Ok(id.map(OrganizationId))
    }

    /// What the organization is called, and the domain of its usernames: its own, or else the asker's.
    ///
    /// # Errors
    /// [`Error::Input`] if there is no domain.
    pub async fn names(&self, asker: &Asker) -> Result<(String, String), Error> {
        let mut conn = self.engine.read().await?;
        let (name, domain): (String, Option<String>) = query_as(
            "select name, coalesce(nullif(domain, ''), (
                 select substr(username, instr(username, '@') + 1) from person
                 where organization_id = ?1 and user_id = ?2))
             from organization where organization_id = ?1",
        )
        .bind(asker.organization.0)
        .bind(asker.user.map(|user| user.0))
        .fetch_one(&mut conn)
        .await?;
        let none = || {
            Error::Input(say!(
                "The organization has no domain yet. Sign in, and try again."
            ))
        };
        Ok((
            name,
            domain
                .filter(|domain| !domain.is_empty())
                .ok_or_else(none)?,
        ))
    }
}
