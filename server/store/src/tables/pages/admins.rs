//! Admins: who has which roles, and where they are signed in.

use super::may_read;
use crate::{
    Asker, Error, SESSION_IDLE, SESSION_LIFE, Store,
    fold::fold,
    sql::{Conn, Row, query},
    tables::roles,
};
use domain::{AdminRow, OrganizationId, UserId, say};

impl Store {
    /// Everybody who has an admin role, by name.
    pub async fn admins(&self, asker: &Asker) -> Result<Vec<AdminRow>, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let now = self.sources.now();
        let mut admins = rows(&mut conn, asker.organization, None, now).await?;
        admins.sort_by_cached_key(|admin| (fold(&admin.name), admin.id));
        Ok(admins)
    }

    /// One user, with or without roles.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is no such user.
    pub async fn admin(&self, asker: &Asker, user: UserId) -> Result<AdminRow, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let now = self.sources.now();
        let found = rows(&mut conn, asker.organization, Some(user), now).await?;
        let found = found.into_iter().next();
        found.ok_or_else(|| Error::Missing(say!("There is no such user.")))
    }
}

async fn rows(
    conn: &mut Conn,
    organization: OrganizationId,
    user: Option<UserId>,
    now: i64,
) -> Result<Vec<AdminRow>, Error> {
    let rows = query(
        "select person.user_id, name, username, enabled,
                (select string_agg(role, ',') from role_assignment
                 where organization_id = ?1 and user_id = person.user_id),
                (select count(*) from session
                 where organization_id = ?1 and user_id = person.user_id
                     and seen_at >= ?3 and session.created_at >= ?4)
         from (select ?2 as user_id where ?2 is not null
               union select user_id from role_assignment where ?2 is null and organization_id = ?1) as wanted
         cross join person on person.organization_id = ?1 and person.user_id = wanted.user_id",
    )
    .bind(organization.0)
    .bind(user.map(|user| user.0))
    .bind(now - SESSION_IDLE)
    .bind(now - SESSION_LIFE)
    .fetch_all(conn)
    .await?;
    rows.iter().map(row).collect()
}

fn row(row: &Row) -> Result<AdminRow, Error> {
    Ok(AdminRow {
        id: UserId(row.try_get(0)?),
        name: row.try_get::<&str, _>(1)?.into(),
        username: row.try_get::<&str, _>(2)?.into(),
        roles: roles::read(row.try_get(4)?),
        can_sign_in: row.try_get(3)?,
        sessions: row.try_get(5)?,
    })
}
