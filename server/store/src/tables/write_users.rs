//! Writes what changes of users themselves: one statement a table and kind of change, however many users.
//!
//! Whoever is deleted leaves every table that refers to users; `removed` knows them all, and a test asks the schema.

use super::{
    packed,
    profiles::{packed_rows, row},
    words::{forget_words, learn_words},
    write::{Writing, check},
};
use crate::{
    Error,
    rows::PersonRow,
    sql::{Conn, query, query_scalar},
};
use domain::{Change, UserId, UserKind};

/// The changes of users, by kind.
#[derive(Default)]
pub(super) struct Users {
    added: Vec<PersonRow>,
    removed: Vec<UserId>,
    profiles: Vec<(PersonRow, PersonRow)>,
    allowed: Vec<UserId>,
    blocked: Vec<UserId>,
    deleted: Vec<UserId>,
    restored: Vec<UserId>,
    purged: Vec<UserId>,
}

impl Users {
    /// Takes `change` up, if it is one of users.
    pub(super) fn add(&mut self, change: &Change) {
        match change {
            Change::UserAdded {
                profile,
                kind,
                users,
            } => self
                .added
                .extend(users.iter().map(|id| row(*id, profile, *kind))),
            Change::UserRemoved { users, .. } => self.removed.extend(users),
            Change::ProfileSet {
                before,
                after,
                users,
            } => {
                let kind = UserKind::Member;
                let rows = users
                    .iter()
                    .map(|id| (row(*id, before, kind), row(*id, after, kind)));
                self.profiles.extend(rows);
            }
            Change::SignInSet { allowed, users } => match allowed {
                true => self.allowed.extend(users),
                false => self.blocked.extend(users),
            },
            Change::UserDeleted { users } => self.deleted.extend(users),
            Change::UserRestored { users } => self.restored.extend(users),
            Change::UserPurged { users } => self.purged.extend(users),
            _ => {}
        }
    }
}

/// Words of a user, as `person.words` holds them.
fn split(words: &str) -> Vec<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

macro_rules! read_words {
    ($table:literal) => {
        concat!(
            "select json_group_array(json_array(hex(user_id), words)) from json_each(?2) as wanted
             cross join ",
            $table,
            " on organization_id = ?1 and user_id = unhex(wanted.value)"
        )
    };
}

impl Writing<'_> {
    /// Before locations and licenses are written: whoever comes is there.
    pub(super) async fn users_come(&self, conn: &mut Conn, users: &Users) -> Result<(), Error> {
        self.profiles(conn, &users.profiles).await?;
        self.restored(conn, &users.restored).await?;
        self.added(conn, &users.added).await
    }

    /// Before licenses are written: whoever goes is remembered with those held.
    pub(super) async fn users_remembered(
        &self,
        conn: &mut Conn,
        users: &Users,
    ) -> Result<(), Error> {
        self.sign_in(conn, &users.allowed, true).await?;
        self.sign_in(conn, &users.blocked, false).await?;
        self.remembered(conn, &users.deleted).await
    }

    /// After licenses are written: whoever goes is gone.
    pub(super) async fn users_go(&self, conn: &mut Conn, users: &Users) -> Result<(), Error> {
        let gone: Vec<UserId> = users
            .deleted
            .iter()
            .chain(&users.removed)
            .copied()
            .collect();
        self.removed(conn, &gone).await?;
        self.forgotten(conn, &users.purged).await?;
        self.uninvited(conn, &users.purged).await
    }

    async fn added(&self, conn: &mut Conn, added: &[PersonRow]) -> Result<(), Error> {
        if added.is_empty() {
            return Ok(());
        }
        let written = query(
            "insert into person (organization_id, user_id, username, username_key, name, name_key, first_name,
                 last_name, mail, kind, job_title, department, office, city, country, words, created_at)
             select ?1, unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
                    value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12,
                    value ->> 13, value ->> 14, ?3
             from json_each(?2)",
        )
        .bind(self.organization.0)
        .bind(packed_rows(added.iter()))
        .bind(self.stamp.at)
        .execute(&mut *conn)
        .await?;
        check("users", written.rows_affected(), added.len())?;
        let words = added.iter().map(|row| (row.id, row.words()));
        learn_words(conn, self.organization, words).await
    }

    /// Sign-in; who may not any more is signed out.
    async fn sign_in(&self, conn: &mut Conn, users: &[UserId], allowed: bool) -> Result<(), Error> {
        if users.is_empty() {
            return Ok(());
        }
        let ids = packed::ids(users.iter().map(|user| user.0));
        let written = query(
            "update person set enabled = ?3 where organization_id = ?1 and enabled <> ?3
             and user_id in (select unhex(value) from json_each(?2))",
        )
        .bind(self.organization.0)
        .bind(&ids)
        .bind(allowed)
        .execute(&mut *conn)
        .await?;
        check("sign-ins", written.rows_affected(), users.len())?;
        if !allowed {
            query(
                "delete from session where organization_id = ?1
                 and user_id in (select unhex(value) from json_each(?2))",
            )
            .bind(self.organization.0)
            .bind(ids)
            .execute(conn)
            .await?;
        }
        Ok(())
    }

    /// Keeps of whoever is deleted what can be restored.
    async fn remembered(&self, conn: &mut Conn, users: &[UserId]) -> Result<(), Error> {
        if users.is_empty() {
            return Ok(());
        }
        let written = query(
            "insert into deleted_person (organization_id, user_id, username, username_key, name, name_key, first_name,
                 last_name, mail, kind, enabled, location, job_title, department, office, city, country, words,
                 created_at, deleted_at, deleted_by, licenses, groups, roles, views)
             select ?1, user_id, username, username_key, name, name_key, first_name, last_name, mail, kind, enabled,
                    location, job_title, department, office, city, country, words, created_at, ?3, ?4,
                    (select json_group_array(json_array(hex(product_id), source, hex(source_id), hex(services_off),
                                                        since, assigned_by))
                     from license where license.organization_id = ?1 and license.user_id = person.user_id),
                    (select json_group_array(hex(group_id)) from group_member
                     where group_member.organization_id = ?1 and group_member.user_id = person.user_id),
                    (select json_group_array(role) from role_assignment
                     where role_assignment.organization_id = ?1 and role_assignment.user_id = person.user_id),
                    (select json_group_array(json_array(saved_view.name, question)) from saved_view
                     where saved_view.organization_id = ?1 and saved_view.user_id = person.user_id)
             from json_each(?2) as wanted
             cross join person on person.organization_id = ?1 and person.user_id = unhex(wanted.value)",
        )
        .bind(self.organization.0)
        .bind(packed::ids(users.iter().map(|user| user.0)))
        .bind(self.stamp.at)
        .bind(self.stamp.by)
        .execute(conn)
        .await?;
        check("deleted users", written.rows_affected(), users.len())
    }

    /// Takes users out of every table. Their licenses are gone already.
    async fn removed(&self, conn: &mut Conn, users: &[UserId]) -> Result<(), Error> {
        if users.is_empty() {
            return Ok(());
        }
        let ids = packed::ids(users.iter().map(|user| user.0));
        let words: String = query_scalar(read_words!("person"))
            .bind(self.organization.0)
            .bind(&ids)
            .fetch_one(&mut *conn)
            .await?;
        forget_words(conn, self.organization, read(&words)?.into_iter()).await?;
        let mut written = 0;
        for delete in [
            "delete from session where organization_id = ?1
             and user_id in (select unhex(value) from json_each(?2))",
            "delete from credential where organization_id = ?1
             and user_id in (select unhex(value) from json_each(?2))",
            "delete from saved_view where organization_id = ?1
             and user_id in (select unhex(value) from json_each(?2))",
            "delete from role_assignment where organization_id = ?1
             and user_id in (select unhex(value) from json_each(?2))",
            "delete from group_member where (organization_id, group_id, user_id) in (
                 select organization_id, group_id, user_id
                 from json_each(?2) as wanted
                 cross join group_member indexed by group_member_by_user
                     on organization_id = ?1 and user_id = unhex(wanted.value))",
            "delete from person where organization_id = ?1
             and user_id in (select unhex(value) from json_each(?2))",
        ] {
            let deleted = query(delete).bind(self.organization.0).bind(&ids);
            written = deleted.execute(&mut *conn).await?.rows_affected();
        }
        check("users", written, users.len())
    }

    async fn restored(&self, conn: &mut Conn, users: &[UserId]) -> Result<(), Error> {
        if users.is_empty() {
            return Ok(());
        }
        let ids = packed::ids(users.iter().map(|user| user.0));
        let words: String = query_scalar(read_words!("deleted_person"))
            .bind(self.organization.0)
            .bind(&ids)
            .fetch_one(&mut *conn)
            .await?;
        for (index, insert) in [
            "insert into person (organization_id, user_id, username, username_key, name, name_key, first_name,
                 last_name, mail, kind, enabled, location, job_title, department, office, city, country, words,
                 created_at)
             select ?1, user_id, username, username_key, name, name_key, first_name, last_name, mail, kind, enabled,
                    location, job_title, department, office, city, country, words, created_at
             from json_each(?2) as wanted
             cross join deleted_person on organization_id = ?1 and user_id = unhex(wanted.value)",
            "insert into group_member (organization_id, group_id, user_id)
             select ?1, user_group.group_id, deleted_person.user_id
             from json_each(?2) as wanted
             cross join deleted_person on deleted_person.organization_id = ?1
                 and deleted_person.user_id = unhex(wanted.value)
             cross join json_each(deleted_person.groups) as was on true
             cross join user_group on user_group.organization_id = ?1 and user_group.group_id = unhex(was.value)",
            "insert into role_assignment (organization_id, user_id, role)
             select ?1, user_id, was.value
             from json_each(?2) as wanted
             cross join deleted_person on organization_id = ?1 and user_id = unhex(wanted.value)
             cross join json_each(deleted_person.roles) as was on true",
            "insert into saved_view (organization_id, user_id, name, question)
             select ?1, user_id, was.value ->> 0, was.value ->> 1
             from json_each(?2) as wanted
             cross join deleted_person on organization_id = ?1 and user_id = unhex(wanted.value)
             cross join json_each(deleted_person.views) as was on true",
        ]
        .into_iter()
        .enumerate()
        {
            let inserted = query(insert).bind(self.organization.0).bind(&ids);
            let written = inserted.execute(&mut *conn).await?.rows_affected();
            if index == 0 {
                check("restored users", written, users.len())?;
            }
        }
        self.forgotten(conn, users).await?;
        learn_words(conn, self.organization, read(&words)?.into_iter()).await
    }

    /// Forgets deleted users.
    async fn forgotten(&self, conn: &mut Conn, users: &[UserId]) -> Result<(), Error> {
        if users.is_empty() {
            return Ok(());
        }
        let written = query(
            "delete from deleted_person where organization_id = ?1
             and user_id in (select unhex(value) from json_each(?2))",
        )
        .bind(self.organization.0)
        .bind(packed::ids(users.iter().map(|user| user.0)))
        .execute(conn)
        .await?;
        check("deleted users", written.rows_affected(), users.len())
    }

    /// Forgets the invitations of whoever doesn't come back.
    async fn uninvited(&self, conn: &mut Conn, users: &[UserId]) -> Result<(), Error> {
        if users.is_empty() {
            return Ok(());
        }
        query(
            "delete from invitation where organization_id = ?1
             and user_id in (select unhex(value) from json_each(?2))",
        )
        .bind(self.organization.0)
        .bind(packed::ids(users.iter().map(|user| user.0)))
        .execute(conn)
        .await?;
        Ok(())
    }
}

fn read(packed: &str) -> Result<Vec<(UserId, Vec<String>)>, Error> {
    let rows: Vec<(packed::Id, String)> = packed::read(packed)?;
    let row = |(id, words): (packed::Id, String)| (UserId(id.0), split(&words));
    Ok(rows.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use crate::{Sources, Store, sql::query_scalar};

    /// Whoever adds a table that refers to users says in `removed` what becomes of its rows, and then here.
    #[tokio::test]
    async fn a_deleted_user_leaves_every_table_that_refers_to_users() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("usher.db").display());
        let store = Store::open(&url, Sources::system()).await.unwrap();
        let mut conn = store.engine.read().await.unwrap();
        let tables: Vec<String> = query_scalar(
            "select distinct schema.name from sqlite_schema as schema
             cross join pragma_foreign_key_list(schema.name) as reference
             where schema.type = 'table' and reference.\"table\" = 'person' order by 1",
        )
        .fetch_all(&mut conn)
        .await
        .unwrap();
        let known = [
            "credential",
            "group_member",
            "license",
            "role_assignment",
            "session",
        ];
        assert_eq!(tables, known);
    }
}
