//! Sessions: who is signed in.

use super::{partners, roles};
use crate::{
    Error, Store,
    sql::{Conn, Row, query},
};
use domain::{Cloud, OrganizationId, Role, SessionId, UserId, Verb};
use std::sync::Arc;

/// A session ends after so many seconds without a request: eight hours.
pub const SESSION_IDLE: i64 = 8 * 3600;
/// A session ends so many seconds after signing in, whatever happens: seven days.
pub const SESSION_LIFE: i64 = 7 * 24 * 3600;
/// A session's last use is noted to the minute, so that reading pages writes seldom.
const NOTED: i64 = 60;

/// Where somebody who is signed in belongs, wherever they act.
#[derive(Clone, Debug)]
pub struct Home {
    /// Their own organization.
    pub organization: OrganizationId,
    /// Its name.
    pub name: Arc<str>,
    /// The admin roles that they have there.
    pub roles: Vec<Role>,
    /// May they act in another organization, a customer's?
    pub is_partner: bool,
}

/// Who is signed in by a session.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// In whose organization they act: their own, or a customer's.
    pub organization: OrganizationId,
    /// The organization's name.
    pub organization_name: Arc<str>,
    /// Who: a user of [`home`](Self::home).
    pub user: UserId,
    /// Display name; at a customer's with the name of their own organization.
    pub name: Arc<str>,
    /// The admin roles there, read at each request: a role taken away is gone at once, and so is a customer.
    pub roles: Vec<Role>,
    /// Their own organization.
    pub home: Home,
    /// They signed in by a password that an admin gave them, and must choose another before anything else.
    pub must_change: bool,
    /// Where the organization's services are.
    pub cloud: Cloud,
    /// By which session.
    pub session: SessionId,
    /// The last entry of the ledger by then; 0 before the first. What live pages follow begins after it.
    pub entry: i64,
}

impl Store {
    /// Begins a session. `token_hash` is the SHA-256 of its secret, `agent` what the browser calls itself.
    /// Sessions of the organization that are over go.
    pub async fn begin_session(
        &self,
        organization: OrganizationId,
        user: UserId,
        token_hash: [u8; 32],
        agent: &str,
    ) -> Result<(), Error> {
        let now = self.sources.now();
        let agent: String = agent.chars().take(200).collect();
        self.engine
            .write(async move |conn: &mut Conn| {
                    query(
                        "delete from session where organization_id = ?1 and (seen_at < ?2 or created_at < ?3)",
                    )
                    .bind(organization.0)
                    .bind(now - SESSION_IDLE)
                    .bind(now - SESSION_LIFE)
                    .execute(&mut *conn)
                    .await?;
                    query(
                        "insert into session (organization_id, token_hash, user_id, created_at, seen_at, agent)
                         values (?1, ?2, ?3, ?4, ?4, ?5)",
                    )
                    .bind(organization.0)
                    .bind(&token_hash[..])
                    .bind(user.0)
                    .bind(now)
                    .bind(&agent)
                    .execute(&mut *conn)
                    .await?;
                    Ok(())
                })
            .await
    }

    /// Who is signed in by the session; nobody if it is unknown or over, or the user was blocked.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn session(&self, token_hash: [u8; 32]) -> Result<Option<SignedIn>, Error> {
        let known = self.look_up(token_hash).await?;
        let now = self.sources.now();
        if let Some((_, seen_at)) = known
            && now - seen_at >= NOTED
        {
            self.note(token_hash, now);
        }
        Ok(known.map(|(signed_in, _)| signed_in))
    }

    /// Who is signed in by the session, and when it was last used.
    async fn look_up(&self, token_hash: [u8; 32]) -> Result<Option<(SignedIn, i64)>, Error> {
        let now = self.sources.now();
        let mut conn = self.engine.read().await?;
        let row = query(
            "select session.organization_id, organization.name, session.user_id, person.name,
                    (select string_agg(role, ',') from role_assignment
                     where (organization_id, user_id) = (session.organization_id, session.user_id)),
                    session.seen_at,
                    coalesce((select must_change from credential
                              where (organization_id, user_id) = (session.organization_id, session.user_id)), 0),
                    organization.cloud, lower(hex(substr(token_hash, 1, 8))),
                    (select entry from chain where chain.organization_id = session.organization_id),
                    session.acts_in,
                    (select string_agg(roles, ',') from partner where partner_id = session.organization_id)
             from session
             join organization using (organization_id)
             join person using (organization_id, user_id)
             where token_hash = ?1 and seen_at >= ?2 and session.created_at >= ?3 and enabled = 1",
        )
        .bind(&token_hash[..])
        .bind(now - SESSION_IDLE)
        .bind(now - SESSION_LIFE)
        .fetch_optional(&mut conn)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let mut known = signed_in(&row)?;
        let acts_in: Option<i64> = row.try_get(10)?;
        if let Some(customer) = acts_in.map(OrganizationId) {
            let home = &known.home;
            let there = partners::acting(&mut conn, home.organization, &home.roles, customer);
            // Whose access was taken away is at home.
            if let Some(there) = there.await? {
                known.act_in(there);
            }
        }
        Ok(Some((known, row.try_get(5)?)))
    }

    /// Does the session go on, in this organization, and may whoever it is of still read there? To ask is no use of it: a
    /// page that is only left open ends like any other.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn session_goes_on(
        &self,
        token_hash: [u8; 32],
        organization: OrganizationId,
    ) -> Result<bool, Error> {
        let known = self.look_up(token_hash).await?;
        Ok(known.is_some_and(|(known, _)| known.organization == organization && known.may_read()))
    }

    /// Notes the session's use, in a task of its own: no page waits for it, and a database that can't be written can
    /// still be read.
    fn note(&self, token_hash: [u8; 32], now: i64) {
        let engine = self.engine.clone();
        tokio::spawn(async move {
            let noted = engine.write(async move |conn: &mut Conn| {
                query("update session set seen_at = ?2 where token_hash = ?1 and seen_at < ?2")
                    .bind(&token_hash[..])
                    .bind(now)
                    .execute(&mut *conn)
                    .await?;
                Ok(())
            });
            if let Err(error) = noted.await {
                tracing::warn!(%error, "a session's last use was not noted");
            }
        });
    }

    /// Ends the session.
    pub async fn end_session(&self, token_hash: [u8; 32]) -> Result<(), Error> {
        self.engine
            .write(async move |conn: &mut Conn| {
                query("delete from session where token_hash = ?1")
                    .bind(&token_hash[..])
                    .execute(&mut *conn)
                    .await?;
                Ok(())
            })
            .await
    }

    /// Ends every session of the user.
    pub async fn end_sessions(
        &self,
        organization: OrganizationId,
        user: UserId,
    ) -> Result<(), Error> {
        self.engine
            .write(async move |conn: &mut Conn| {
                query("delete from session where organization_id = ?1 and user_id = ?2")
                    .bind(organization.0)
                    .bind(user.0)
                    .execute(&mut *conn)
                    .await?;
                Ok(())
            })
            .await
    }
}

impl SignedIn {
    /// May they read where they act?
    fn may_read(&self) -> bool {
        let readers = Verb::Read.roles();
        self.roles.iter().any(|role| readers.contains(role))
    }

    /// They act at a customer's.
    fn act_in(&mut self, there: partners::Acting) {
        self.name = format!("{} ({})", self.name, self.home.name).into();
        self.organization = there.organization;
        self.organization_name = there.name;
        self.cloud = there.cloud;
        self.entry = there.entry;
        self.roles = there.roles;
    }
}

fn signed_in(row: &Row) -> Result<SignedIn, Error> {
    let organization = OrganizationId(row.try_get(0)?);
    let organization_name: Arc<str> = row.try_get::<&str, _>(1)?.into();
    let roles = roles::read(row.try_get(4)?);
    let given: Option<&str> = row.try_get(11)?;
    let is_partner = given.is_some_and(|given| partners::gives_any(given, &roles));
    let session: String = row.try_get(8)?;
    Ok(SignedIn {
        organization,
        organization_name: organization_name.clone(),
        user: UserId(row.try_get(2)?),
        name: row.try_get::<&str, _>(3)?.into(),
        roles: roles.clone(),
        home: Home {
            organization,
            name: organization_name,
            roles,
            is_partner,
        },
        must_change: row.try_get(6)?,
        cloud: Cloud::from_code(row.try_get(7)?).unwrap_or_default(),
        session: SessionId(session.into()),
        entry: row.try_get(9)?,
    })
}
