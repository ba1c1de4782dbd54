//! Accounts: who can sign in, and how the first of them comes to be.

use super::{notes::Note, packed, people};
use crate::{
    Asker, Error, Store,
    fold::username_key,
    postgres::Locks,
    rows::PersonRow,
    sql::{Conn, Row, query, query_as, query_scalar},
};
use domain::{Actor, OrganizationId, Role, UserId, say};
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many passwords are tried at most: each costs time.
const MOST_ALIKE: i64 = 4;

/// An account that can sign in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Whose organization.
    pub organization: OrganizationId,
    /// Who.
    pub user: UserId,
    /// Argon2id, in PHC format.
    pub password_hash: String,
    /// An admin doesn't let them sign in.
    pub blocked: bool,
}

/// The first Global admin, who sets the installation up.
#[derive(Clone, Debug)]
pub struct FirstAdmin {
    /// What the organization shall be called.
    pub organization_name: String,
    /// Display name.
    pub name: String,
    /// User principal name. If a user has it already, that user becomes the admin.
    pub username: String,
    /// Argon2id, in PHC format.
    pub password_hash: String,
}

impl Store {
    /// The accounts by this username: one, unless several organizations gave it. None if it is unknown, deleted, or without
    /// a password.
    pub async fn accounts(&self, username: &str) -> Result<Vec<Account>, Error> {
        let mut conn = self.engine.read().await?;
        let rows = query(
            "select organization_id, user_id, password_hash, enabled = 0
             from person join credential using (organization_id, user_id)
             where username_key = ?1 order by organization_id limit ?2",
        )
        .bind(username_key(username))
        .bind(MOST_ALIKE)
        .fetch_all(&mut conn)
        .await?;
        let account = |row: &Row| {
            Ok(Account {
                organization: OrganizationId(row.try_get(0)?),
                user: UserId(row.try_get(1)?),
                password_hash: row.try_get(2)?,
                blocked: row.try_get(3)?,
            })
        };
        rows.iter().map(account).collect()
    }

    /// Gives users their password (its argon2id hash, in PHC format) and ends their sessions.
    ///
    /// # Errors
    /// [`Error::Missing`] names the first that is no user; nobody's was changed.
    pub async fn set_passwords(
        &self,
        organization: OrganizationId,
        passwords: Vec<(String, String)>,
    ) -> Result<(), Error> {
        let now = self.sources.now();
        self.engine
            .write(async move |conn: &mut Conn| {
                for (username, password_hash) in &passwords {
                    let user = user_named(conn, organization, username).await?;
                    let user = user.ok_or_else(|| {
                        Error::Missing(say!(
                            "There is no user {username}. Check the spelling.",
                            username = username
                        ))
                    })?;
                    set_password(conn, organization, user, password_hash, now).await?;
                }
                Ok(())
            })
            .await
    }

    /// Can nobody sign in yet? Then the first Global admin is to be made.
    pub async fn needs_setup(&self, organization: OrganizationId) -> Result<bool, Error> {
        let mut conn = self.engine.read().await?;
        Ok(nobody_can_sign_in(&mut conn, organization).await?)
    }

    /// Makes the first Global admin; none if somebody can sign in already. The ledger tells of it, as their own deed.
    pub async fn set_up(
        &self,
        organization: OrganizationId,
        admin: FirstAdmin,
    ) -> Result<Option<UserId>, Error> {
        let (now, fresh) = (self.sources.now(), self.sources.id());
        self.engine
            .write_told(
                Locks::Everything(organization),
                async move |conn: &mut Conn| {
                    if !nobody_can_sign_in(conn, organization).await? {
                        return Ok((None, None));
                    }
                    let user = make_first_admin(conn, organization, &admin, fresh, now).await?;
                    // Whoever was a user before keeps their name.
                    let name = name_of(conn, organization, user).await?;
                    let line = say!(
                        "{name} became the first Global admin of {organization}.",
                        name = &name,
                        organization = &admin.organization_name
                    );
                    let asker = Asker {
                        organization,
                        actor: Actor {
                            name: name.into(),
                            roles: vec![Role::Global],
                        },
                        user: Some(user),
                        origin: "web",
                    };
                    let note = Note::FirstAdmin(user);
                    let place = note.write(conn, &asker, now, line).await?;
                    Ok((Some(user), Some(place)))
                },
            )
            .await
    }
}

/// Makes a user the first Global admin, the one of this username or else a new one, and calls the organization as they say.
pub(super) async fn make_first_admin(
    conn: &mut Conn,
    organization: OrganizationId,
    admin: &FirstAdmin,
    fresh: Uuid,
    now: i64,
) -> Result<UserId, sqlx::Error> {
    name_organization(conn, organization, admin).await?;
    let user = match user_named(conn, organization, &admin.username).await? {
        Some(known) => known,
        None => add_admin(conn, organization, admin, fresh, now).await?,
    };
    set_password(conn, organization, user, &admin.password_hash, now).await?;
    query(
        "insert into role_assignment (organization_id, user_id, role) values (?1, ?2, ?3)
         on conflict do nothing",
    )
    .bind(organization.0)
    .bind(user.0)
    .bind(Role::Global.code())
    .execute(conn)
    .await?;
    Ok(user)
}

/// An admin who can sign in: the roles that they hold, and the hash of their password.
pub(crate) struct Able {
    pub(crate) roles: Vec<Role>,
    pub(crate) password_hash: String,
}

/// Which of the users with these username keys can sign in and hold a role, by key.
pub(crate) async fn able_admins(
    conn: &mut Conn,
    organization: OrganizationId,
    keys: &[String],
) -> Result<BTreeMap<String, Able>, Error> {
    let rows: Vec<(String, String, String)> = query_as(
        "select person.username_key, credential.password_hash,
                (select json_group_array(role) from role_assignment
                 where role_assignment.organization_id = ?1 and role_assignment.user_id = person.user_id)
         from json_each(?2) as wanted
         cross join person on person.organization_id = ?1 and person.username_key = wanted.value
         cross join credential
             on credential.organization_id = ?1 and credential.user_id = person.user_id
         where person.enabled <> 0",
    )
    .bind(organization.0)
    .bind(serde_json::Value::from(keys).to_string())
    .fetch_all(conn)
    .await?;
    let mut able = BTreeMap::new();
    for (key, password_hash, packed) in rows {
        let roles: Vec<String> = packed::read(&packed)?;
        let roles: Vec<_> = roles
            .iter()
            .filter_map(|role| Role::from_code(role))
            .collect();
        if !roles.is_empty() {
            able.insert(
                key,
                Able {
                    roles,
                    password_hash,
                },
            );
        }
    }
    Ok(able)
}

async fn nobody_can_sign_in(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<bool, sqlx::Error> {
    query_scalar("select not exists (select 1 from credential where organization_id = ?1)")
        .bind(organization.0)
        .fetch_one(conn)
        .await
}

async fn user_named(
    conn: &mut Conn,
    organization: OrganizationId,
    username: &str,
) -> Result<Option<UserId>, sqlx::Error> {
    let user: Option<Uuid> =
        query_scalar("select user_id from person where organization_id = ?1 and username_key = ?2")
            .bind(organization.0)
            .bind(username_key(username))
            .fetch_optional(conn)
            .await?;
    Ok(user.map(UserId))
}

async fn name_of(
    conn: &mut Conn,
    organization: OrganizationId,
    user: UserId,
) -> Result<String, sqlx::Error> {
    query_scalar("select name from person where organization_id = ?1 and user_id = ?2")
        .bind(organization.0)
        .bind(user.0)
        .fetch_one(conn)
        .await
}

async fn set_password(
    conn: &mut Conn,
    organization: OrganizationId,
    user: UserId,
    password_hash: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    query(
        "insert into credential (organization_id, user_id, password_hash, changed_at) values (?1, ?2, ?3, ?4)
         on conflict (organization_id, user_id)
         do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at, must_change = 0",
    )
    .bind(organization.0)
    .bind(user.0)
    .bind(password_hash)
    .bind(now)
    .execute(&mut *conn)
    .await?;
    query("delete from session where organization_id = ?1 and user_id = ?2")
        .bind(organization.0)
        .bind(user.0)
        .execute(conn)
        .await?;
    Ok(())
}

async fn name_organization(
    conn: &mut Conn,
    organization: OrganizationId,
    admin: &FirstAdmin,
) -> Result<(), sqlx::Error> {
    let domain = admin
        .username
        .rsplit_once('@')
        .map_or("", |(_, domain)| domain);
    query(
        "update organization set name = ?2, domain = case when domain = '' then ?3 else domain end where organization_id = ?1",
    )
    .bind(organization.0)
    .bind(&admin.organization_name)
    .bind(domain)
    .execute(conn)
    .await?;
    Ok(())
}

async fn add_admin(
    conn: &mut Conn,
    organization: OrganizationId,
    admin: &FirstAdmin,
    fresh: Uuid,
    now: i64,
) -> Result<UserId, sqlx::Error> {
    let mut person = PersonRow::new(
        UserId(fresh),
        admin.username.clone(),
        admin.name.clone(),
        now,
    );
    person.mail.clone_from(&admin.username);
    let mut words = people::Words::default();
    let person = person.into();
    words.change(None, &person);
    people::put(conn, organization, vec![person]).await?;
    words.write(conn, organization).await?;
    Ok(UserId(fresh))
}
