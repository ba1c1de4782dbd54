//! Passwords: only their argon2id hashes, and never in the ledger.

use super::{notes::Note, packed};
use crate::{
    Asker, Error, Store,
    postgres::Locks,
    sql::{Conn, query, query_as, query_scalar},
};
use domain::{Change, OrganizationId, Role, UserId, Verb, say};
use serde_json::json;

/// A password that an admin gives a user.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// Whose.
    pub user: UserId,
    /// Argon2id, in PHC format.
    pub hash: String,
    /// Must they choose another when they first sign in?
    pub must_change: bool,
}

impl Store {
    /// Gives a user another password, and ends their sessions. The ledger tells that it was reset.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] if the asker's roles don't reach for this user; [`Error::Missing`] if there is no such user.
    pub async fn reset_password(&self, asker: &Asker, password: NewPassword) -> Result<(), Error> {
        let may = asker.actor.may(Verb::ResetPasswords);
        may.map_err(Error::NotAllowed)?;
        let (asker, now) = (asker.clone(), self.sources.now());
        self.engine
            .write_told(
                Locks::Everything(asker.organization),
                async move |conn: &mut Conn| {
                    let (name, roles) = known(conn, asker.organization, password.user).await?;
                    if !asker.actor.may_manage(&roles) {
                        return Err(Error::NotAllowed(Verb::ManageAdmins.denial()));
                    }
                    set(
                        conn,
                        asker.organization,
                        std::slice::from_ref(&password),
                        now,
                    )
                    .await?;
                    let line = say!("The password of {name} was reset.", name = name);
                    let note = Note::PasswordReset(password.user);
                    Ok(((), Some(note.write(conn, &asker, now, line).await?)))
                },
            )
            .await
    }

    /// Somebody's own new password. All their sessions end: begin a new one.
    pub async fn change_password(
        &self,
        organization: OrganizationId,
        user: UserId,
        hash: String,
    ) -> Result<(), Error> {
        let now = self.sources.now();
        let password = NewPassword {
            user,
            hash,
            must_change: false,
        };
        self.engine
            .write(async move |conn: &mut Conn| {
                set(conn, organization, std::slice::from_ref(&password), now).await
            })
            .await
    }

    /// The hash of somebody's password; none if they have none.
    pub async fn password_of(
        &self,
        organization: OrganizationId,
        user: UserId,
    ) -> Result<Option<String>, Error> {
        let mut conn = self.engine.read().await?;
        let hash = query_scalar(
            "select password_hash from credential where organization_id = ?1 and user_id = ?2",
        )
        .bind(organization.0)
        .bind(user.0)
        .fetch_optional(&mut conn)
        .await?;
        Ok(hash)
    }
}

/// The name and the roles of a user, who must exist.
async fn known(
    conn: &mut Conn,
    organization: OrganizationId,
    user: UserId,
) -> Result<(String, Vec<Role>), Error> {
    let row: Option<(String, String)> = query_as(
        "select name, (select json_group_array(role) from role_assignment
                       where role_assignment.organization_id = ?1 and role_assignment.user_id = person.user_id)
         from person where organization_id = ?1 and user_id = ?2",
    )
    .bind(organization.0)
    .bind(user.0)
    .fetch_optional(conn)
    .await?;
    let missing = || Error::Missing(say!("There is no such user. They may have been deleted."));
    let (name, packed) = row.ok_or_else(missing)?;
    let roles: Vec<String> = packed::read(&packed)?;
    let roles = roles.iter().filter_map(|role| Role::from_code(role));
    Ok((name, roles.collect()))
}

/// Of `passwords`, those of users whom `changes` bring (back) into being.
pub(crate) fn of_newcomers(passwords: &[NewPassword], changes: &[Change]) -> Vec<NewPassword> {
    let comes = |change: &&Change| {
        matches!(
            change,
            Change::UserAdded { .. } | Change::UserRestored { .. }
        )
    };
    let mut come: Vec<UserId> = changes
        .iter()
        .filter(comes)
        .flat_map(Change::users)
        .copied()
        .collect();
    come.sort_unstable();
    let is_new = |password: &NewPassword| come.binary_search(&password.user).is_ok();
    passwords
        .iter()
        .filter(|one| is_new(one))
        .cloned()
        .collect()
}

/// Writes passwords, and ends the sessions of whoever gets one.
pub(crate) async fn set(
    conn: &mut Conn,
    organization: OrganizationId,
    passwords: &[NewPassword],
    now: i64,
) -> Result<(), Error> {
    if passwords.is_empty() {
        return Ok(());
    }
    let row = |one: &NewPassword| {
        json!([
            one.user.0.simple().to_string(),
            one.hash,
            i64::from(one.must_change)
        ])
    };
    let rows = serde_json::Value::from(passwords.iter().map(row).collect::<Vec<_>>()).to_string();
    query(
        "insert into credential (organization_id, user_id, password_hash, changed_at, must_change)
         select ?1, unhex(value ->> 0), value ->> 1, ?3, cast(value ->> 2 as bigint) from json_each(?2) where true
         on conflict (organization_id, user_id) do update set
             password_hash = excluded.password_hash, changed_at = excluded.changed_at,
             must_change = excluded.must_change",
    )
    .bind(organization.0)
    .bind(&rows)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    query(
        "delete from session where organization_id = ?1
         and user_id in (select unhex(value ->> 0) from json_each(?2))",
    )
    .bind(organization.0)
    .bind(rows)
    .execute(conn)
    .await?;
    Ok(())
}
