//! The tables of users: rows, and the words by which they are found.

use super::{
    bulk,
    codes::{self, Code},
    packed,
};
use crate::{
    Error,
    fold::{beginnings, joined},
    rows::{KeyedPerson, PersonRow},
    sql::{Conn, Row, query, query_scalar},
};
use domain::{OrganizationId, UserId, UserKind};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// The users with these username keys, by key.
pub(crate) async fn by_username<'k>(
    conn: &mut Conn,
    organization: OrganizationId,
    keys: impl Iterator<Item = &'k String>,
) -> Result<HashMap<String, PersonRow>, Error> {
    let keys = serde_json::Value::from_iter(keys.map(String::as_str)).to_string();
    let rows = query(
        "select user_id, username, name, first_name, last_name, mail, kind, enabled, location, job_title,
                department, office, city, country, created_at, username_key
         from json_each(?2) as wanted
         cross join person on organization_id = ?1 and username_key = wanted.value",
    )
    .bind(organization.0)
    .bind(keys)
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|row| Ok((row.try_get(15)?, person(row)?)))
        .collect()
}

/// Which of these username keys belong to deleted users.
pub(crate) async fn deleted<'k>(
    conn: &mut Conn,
    organization: OrganizationId,
    keys: impl Iterator<Item = &'k String>,
) -> Result<HashSet<String>, Error> {
    let keys = serde_json::Value::from_iter(keys.map(String::as_str)).to_string();
    let found: Vec<String> = query_scalar(
        "select username_key from json_each(?2) as wanted
         cross join deleted_person on organization_id = ?1 and username_key = wanted.value",
    )
    .bind(organization.0)
    .bind(keys)
    .fetch_all(conn)
    .await?;
    Ok(found.into_iter().collect())
}

fn person(row: &Row) -> Result<PersonRow, Error> {
    Ok(PersonRow {
        id: UserId(row.try_get(0)?),
        username: row.try_get(1)?,
        name: row.try_get(2)?,
        first_name: row.try_get(3)?,
        last_name: row.try_get(4)?,
        mail: row.try_get(5)?,
        kind: UserKind::from_code(row.try_get(6)?)?,
        enabled: row.try_get(7)?,
        location: codes::location(row.try_get(8)?)?,
        job_title: row.try_get(9)?,
        department: row.try_get(10)?,
        office: row.try_get(11)?,
        city: row.try_get(12)?,
        country: row.try_get(13)?,
        created_at: row.try_get(14)?,
    })
}

/// Adds users, or brings them up to date. Their words are written apart: see [`Words`].
pub(crate) async fn put(
    conn: &mut Conn,
    organization: OrganizationId,
    people: Vec<KeyedPerson>,
) -> Result<(), sqlx::Error> {
    bulk::insert(
        conn,
        organization,
        "insert into person (organization_id, user_id, username_key, username, name, name_key, first_name, last_name,
           mail, kind, enabled, location, job_title, department, office, city, country, words, created_at)",
        " on conflict (organization_id, user_id) do update set
            username = excluded.username, username_key = excluded.username_key, name = excluded.name,
            name_key = excluded.name_key, first_name = excluded.first_name, last_name = excluded.last_name,
            mail = excluded.mail, kind = excluded.kind, enabled = excluded.enabled, location = excluded.location,
            job_title = excluded.job_title, department = excluded.department, office = excluded.office,
            city = excluded.city, country = excluded.country, words = excluded.words",
        people,
        |values, KeyedPerson { row, name_key, words }| {
            values
                .push(row.id.0)
                .push(row.username_key())
                .push(row.username)
                .push(row.name)
                .push(name_key)
                .push(row.first_name)
                .push(row.last_name)
                .push(row.mail)
                .push(row.kind.code())
                .push(row.enabled)
                .push(row.location.map(|location| location.code().to_owned()))
                .push(row.job_title)
                .push(row.department)
                .push(row.office)
                .push(row.city)
                .push(row.country)
                .push(joined(&words))
                .push(row.created_at);
        },
    )
    .await
}

/// Brings the order of holders up to date after users were renamed.
pub(crate) async fn sort_licenses(
    conn: &mut Conn,
    organization: OrganizationId,
    renamed: &[UserId],
) -> Result<(), sqlx::Error> {
    query(
        "update license set name_key = person.name_key from person
         where license.organization_id = ?1 and license.user_id in (select unhex(value) from json_each(?2))
           and person.organization_id = ?1 and person.user_id = license.user_id",
    )
    .bind(organization.0)
    .bind(packed::ids(renamed.iter().map(|user| user.0)))
    .execute(conn)
    .await?;
    Ok(())
}

/// So many words are deleted at a time.
const MOST_GONE: usize = 2_000;

/// Words of users that come and go. They are gathered and then written in the order of the index, which is
/// several times as fast.
#[derive(Default)]
pub(crate) struct Words {
    gone: Vec<(String, UserId)>,
    new: Vec<(String, UserId, Arc<str>)>,
}

impl Words {
    /// A user who is new, or was `before`.
    pub(crate) fn change(&mut self, before: Option<&PersonRow>, after: &KeyedPerson) {
        let (old, new) = (
            before.map(PersonRow::words).unwrap_or_default(),
            &after.words,
        );
        if old == *new {
            return;
        }
        let (id, beginnings) = (after.row.id, Arc::<str>::from(beginnings(new)));
        self.gone.extend(old.into_iter().map(|word| (word, id)));
        let new = new
            .iter()
            .map(|word| (word.clone(), id, beginnings.clone()));
        self.new.extend(new);
    }

    /// Sorts them, where there is time: [`write`](Self::write) does it otherwise.
    pub(crate) fn sort(&mut self) {
        self.gone.sort_unstable();
        self.new.sort_unstable();
    }

    /// Writes what was gathered.
    pub(crate) async fn write(
        mut self,
        conn: &mut Conn,
        organization: OrganizationId,
    ) -> Result<(), sqlx::Error> {
        self.sort();
        for gone in self.gone.chunks(MOST_GONE) {
            let gone = gone
                .iter()
                .map(|(word, user)| vec![word.clone(), user.0.simple().to_string()]);
            query(
                "delete from person_word where organization_id = ?1
                 and (word, user_id) in (select value ->> 0, unhex(value ->> 1) from json_each(?2))",
            )
            .bind(organization.0)
            .bind(serde_json::Value::from_iter(gone).to_string())
            .execute(&mut *conn)
            .await?;
        }
        bulk::insert(
            conn,
            organization,
            "insert into person_word (organization_id, word, user_id, beginnings)",
            "",
            self.new,
            |row, (word, user, beginnings)| {
                row.push(word).push(user.0).push(beginnings);
            },
        )
        .await
    }
}
