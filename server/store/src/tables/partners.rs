//! Partners, and the customers in whose organizations their admins may act.

use super::roles;
use crate::{
    Asker, Error, Home, Store,
    fold::fold,
    sql::{Conn, query, query_as, query_scalar},
};
use domain::{Cloud, Customer, OrganizationId, Partner, Role, Verb, say};
use std::{collections::BTreeMap, sync::Arc};

/// A session acts in a customer's organization.
pub(super) struct Acting {
    pub(super) organization: OrganizationId,
    pub(super) name: Arc<str>,
    pub(super) cloud: Cloud,
    /// The last entry of its ledger.
    pub(super) entry: i64,
    /// What its admin may do there.
    pub(super) roles: Vec<Role>,
}

impl Store {
    /// Introduces a partner to an organization: its admins may do nothing there until an order gives them roles
    /// ([`Setting::Partner`](domain::Setting::Partner)). One that is introduced already stays as it is.
    ///
    /// # Errors
    /// [`Error::Input`] if they are the same, [`Error::Missing`] if one doesn't exist.
    pub async fn introduce(
        &self,
        organization: OrganizationId,
        partner: OrganizationId,
    ) -> Result<(), Error> {
        if organization == partner {
            return Err(Error::Input(say!(
                "An organization is no partner of its own. Name two."
            )));
        }
        self.engine
            .write(async move |conn: &mut Conn| {
                let known: i64 = query_scalar(
                    "select count(*) from organization where organization_id in (?1, ?2)",
                )
                .bind(organization.0)
                .bind(partner.0)
                .fetch_one(&mut *conn)
                .await?;
                if known < 2 {
                    return Err(Error::Missing(say!("There is no such organization.")));
                }
                query(
                    "insert into partner (organization_id, partner_id) values (?1, ?2)
                     on conflict do nothing",
                )
                .bind(organization.0)
                .bind(partner.0)
                .execute(conn)
                .await?;
                Ok(())
            })
            .await
    }

    /// The organizations in which somebody may act: `home`, where they belong, and then those of its customers, by name.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] to whoever is no admin where they act; [`Error::Busy`], [`Error::Unavailable`].
    pub async fn customers(&self, asker: &Asker, home: &Home) -> Result<Vec<Customer>, Error> {
        asker.actor.may(Verb::Read).map_err(Error::NotAllowed)?;
        let mut conn = self.engine.read().await?;
        let rows: Vec<(i64, String, String)> = query_as(
            "select partner.organization_id, organization.name, partner.roles from partner
             join organization on organization.organization_id = partner.organization_id
             where partner.partner_id = ?1",
        )
        .bind(home.organization.0)
        .fetch_all(&mut conn)
        .await?;
        let customer = |(id, name, given): (i64, String, String)| Customer {
            id: OrganizationId(id),
            name: name.into(),
            roles: granted(&given).roles_of(&home.roles),
        };
        let mut all: Vec<Customer> = rows.into_iter().map(customer).collect();
        all.retain(|one| !one.roles.is_empty());
        all.sort_by_cached_key(|one| (fold(&one.name), one.id));
        let own = Customer {
            id: home.organization,
            name: home.name.clone(),
            roles: home.roles.clone(),
        };
        all.insert(0, own);
        Ok(all)
    }

    /// From now on the session acts in `organization`: a customer's, or its own again.
    ///
    /// # Errors
    /// [`Error::Missing`] if it may not act there, or is over: which organizations there are is nobody's business.
    pub async fn act_in(
        &self,
        token_hash: [u8; 32],
        organization: OrganizationId,
    ) -> Result<(), Error> {
        self.engine
            .write(async move |conn: &mut Conn| {
                let session: Option<(i64, Option<String>)> = query_as(
                    "select organization_id,
                            (select string_agg(role, ',') from role_assignment
                             where (organization_id, user_id) = (session.organization_id, session.user_id))
                     from session where token_hash = ?1",
                )
                .bind(&token_hash[..])
                .fetch_optional(&mut *conn)
                .await?;
                let missing = || {
                    Error::Missing(say!(
                        "There is no such customer. Its organization may have taken your access away."
                    ))
                };
                let (home, roles) = session.ok_or_else(missing)?;
                let home = OrganizationId(home);
                let acts_in = match organization == home {
                    true => None,
                    false => {
                        let at_home = roles::read(roles.as_deref());
                        let there = acting(conn, home, &at_home, organization).await?;
                        Some(there.ok_or_else(missing)?.organization.0)
                    }
                };
                query("update session set acts_in = ?3 where organization_id = ?1 and token_hash = ?2")
                    .bind(home.0)
                    .bind(&token_hash[..])
                    .bind(acts_in)
                    .execute(conn)
                    .await?;
                Ok(())
            })
            .await
    }
}

/// What somebody with these roles at home may do at a customer's; none if nothing.
pub(super) async fn acting(
    conn: &mut Conn,
    home: OrganizationId,
    at_home: &[Role],
    customer: OrganizationId,
) -> Result<Option<Acting>, Error> {
    let row: Option<(String, String, Option<i64>, String)> = query_as(
        "select organization.name, organization.cloud,
                (select entry from chain where chain.organization_id = ?2), partner.roles
         from partner
         join organization on organization.organization_id = ?2
         where partner.organization_id = ?2 and partner.partner_id = ?1",
    )
    .bind(home.0)
    .bind(customer.0)
    .fetch_optional(conn)
    .await?;
    Ok(row.and_then(|(name, cloud, entry, given)| {
        let roles = granted(&given).roles_of(at_home);
        (!roles.is_empty()).then(|| Acting {
            organization: customer,
            name: name.into(),
            cloud: Cloud::from_code(&cloud).unwrap_or_default(),
            entry: entry.unwrap_or_default(),
            roles,
        })
    }))
}

/// The partners of an organization.
pub(super) async fn of(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<BTreeMap<OrganizationId, Partner>, Error> {
    let rows: Vec<(i64, String, String)> = query_as(
        "select partner.partner_id, organization.name, partner.roles from partner
         join organization on organization.organization_id = partner.partner_id
         where partner.organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_all(conn)
    .await?;
    let partner = |(id, name, given): (i64, String, String)| {
        let partner = Partner {
            name: name.into(),
            ..granted(&given)
        };
        (OrganizationId(id), partner)
    };
    Ok(rows.into_iter().map(partner).collect())
}

/// Does any of the customers that give these roles, all together, give one to somebody with such roles at home?
pub(super) fn gives_any(roles: &str, at_home: &[Role]) -> bool {
    !granted(roles).roles_of(at_home).is_empty()
}

fn granted(roles: &str) -> Partner {
    Partner {
        roles: roles::read(Some(roles)).into_iter().collect(),
        ..Partner::default()
    }
}
