//! Admin roles, as the rule needs them and as an order changes them.

use super::packed;
use crate::{
    Error,
    sql::{Conn, query, query_as},
};
use domain::{Admin, OrganizationId, Role, UserId};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Roles from one column, separated by commas: strongest first.
pub(super) fn read(codes: Option<&str>) -> Vec<Role> {
    let codes = codes.into_iter().flat_map(|codes| codes.split(','));
    let mut roles: Vec<Role> = codes.filter_map(Role::from_code).collect();
    roles.sort_unstable();
    roles
}

/// Everybody who has a role. They are few, however many users there are.
pub(super) async fn load(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<BTreeMap<UserId, Admin>, Error> {
    let rows: Vec<(Uuid, String, bool)> = query_as(
        "select user_id, role, enabled
         from role_assignment join person using (organization_id, user_id) where organization_id = ?1",
    )
    .bind(organization.0)
    .fetch_all(conn)
    .await?;
    let mut admins: BTreeMap<UserId, Admin> = BTreeMap::new();
    for (user, role, can_sign_in) in rows {
        let admin = admins.entry(UserId(user)).or_default();
        admin.can_sign_in = can_sign_in;
        admin.roles.extend(Role::from_code(&role));
    }
    admins
        .values_mut()
        .for_each(|admin| admin.roles.sort_unstable());
    Ok(admins)
}

/// Roles that users have: to take, or to give.
#[derive(Default)]
pub(super) struct Roles(Vec<(UserId, Role)>);

impl Roles {
    /// Each of `users` has all of `roles`.
    pub(super) fn add(&mut self, users: &[UserId], roles: &[Role]) {
        let each = |user: &UserId| {
            let user = *user;
            roles.iter().map(move |role| (user, *role))
        };
        self.0.extend(users.iter().flat_map(each));
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn packed(&self) -> String {
        packed::list(&self.0, |text, (user, role)| {
            packed::push_id(text, user.0);
            text.push_str(role.code());
        })
    }

    /// Takes them. Answers how many there were.
    pub(super) async fn take(
        &self,
        conn: &mut Conn,
        organization: OrganizationId,
    ) -> Result<u64, Error> {
        let taken = query(
            "delete from role_assignment where (organization_id, user_id, role) in (
                 select ?1, unhex(substr(value, 1, 32)), substr(value, 33) from json_each(?2))",
        )
        .bind(organization.0)
        .bind(self.packed())
        .execute(conn)
        .await?;
        Ok(taken.rows_affected())
    }

    /// Gives them. Answers how many were given.
    pub(super) async fn give(
        &self,
        conn: &mut Conn,
        organization: OrganizationId,
    ) -> Result<u64, Error> {
        let given = query(
            "insert into role_assignment (organization_id, user_id, role)
             select ?1, unhex(substr(value, 1, 32)), substr(value, 33) from json_each(?2)",
        )
        .bind(organization.0)
        .bind(self.packed())
        .execute(conn)
        .await?;
        Ok(given.rows_affected())
    }
}
