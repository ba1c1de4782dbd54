//! Writes profiles: one statement a table, however many users.

use super::{
    codes::Code,
    people::sort_licenses,
    words::{forget_words, learn_words},
    write::{Writing, check},
};
use crate::{
    Error,
    rows::PersonRow,
    sql::{Conn, query},
};
use domain::{Profile, ProfileField, UserId, UserKind};
use serde_json::{Value, json};

/// A user's row with this profile.
pub(super) fn row(id: UserId, profile: &Profile, kind: UserKind) -> PersonRow {
    let text = |field| profile.get(field).to_owned();
    let (username, name) = (text(ProfileField::Username), text(ProfileField::Name));
    PersonRow {
        first_name: text(ProfileField::FirstName),
        last_name: text(ProfileField::LastName),
        mail: text(ProfileField::Mail),
        job_title: text(ProfileField::JobTitle),
        department: text(ProfileField::Department),
        office: text(ProfileField::Office),
        city: text(ProfileField::City),
        country: text(ProfileField::Country),
        kind,
        ..PersonRow::new(id, username, name, 0)
    }
}

/// A row of users as the statements below read it.
pub(super) fn packed_rows<'r>(rows: impl Iterator<Item = &'r PersonRow>) -> String {
    let row = |row: &PersonRow| {
        json!([
            row.id.0.simple().to_string(),
            row.username,
            row.username_key(),
            row.name,
            row.name_key(),
            row.first_name,
            row.last_name,
            row.mail,
            row.kind.code(),
            row.job_title,
            row.department,
            row.office,
            row.city,
            row.country,
            row.joined_words(),
        ])
    };
    Value::from(rows.map(row).collect::<Vec<_>>()).to_string()
}

/// The organization stands in the list too: named beside it, SQLite without statistics takes its users for few, and goes
/// through the list once for each. So for all that is written from a list into rows that are there.
macro_rules! set_profiles {
    ($table:literal) => {
        concat!(
            "with wanted as materialized (
                 select ?1 as organization_id, unhex(value ->> 0) as user_id, value from json_each(?2))
             update ",
            $table,
            " set username = wanted.value ->> 1, username_key = wanted.value ->> 2, name = wanted.value ->> 3,
                 name_key = wanted.value ->> 4, first_name = wanted.value ->> 5, last_name = wanted.value ->> 6,
                 mail = wanted.value ->> 7, job_title = wanted.value ->> 9, department = wanted.value ->> 10,
                 office = wanted.value ->> 11, city = wanted.value ->> 12, country = wanted.value ->> 13,
                 words = wanted.value ->> 14
             from wanted
             where ",
            $table,
            ".organization_id = wanted.organization_id and ",
            $table,
            ".user_id = wanted.user_id"
        )
    };
}

impl Writing<'_> {
    /// What is written about users before and after, of active users and of deleted ones.
    pub(super) async fn profiles(
        &self,
        conn: &mut Conn,
        profiles: &[(PersonRow, PersonRow)],
    ) -> Result<(), Error> {
        if profiles.is_empty() {
            return Ok(());
        }
        let rows = packed_rows(profiles.iter().map(|(_, after)| after));
        let mut written = 0;
        for update in [set_profiles!("person"), set_profiles!("deleted_person")] {
            let updated = query(update).bind(self.organization.0).bind(&rows);
            written += updated.execute(&mut *conn).await?.rows_affected();
        }
        check("profiles", written, profiles.len())?;
        let gone = profiles
            .iter()
            .map(|(before, _)| (before.id, before.words()));
        forget_words(conn, self.organization, gone).await?;
        let new = profiles.iter().map(|(_, after)| (after.id, after.words()));
        learn_words(conn, self.organization, new).await?;
        let renamed = profiles
            .iter()
            .filter(|(before, after)| before.name_key() != after.name_key());
        let renamed: Vec<UserId> = renamed.map(|(_, after)| after.id).collect();
        Ok(sort_licenses(conn, self.organization, &renamed).await?)
    }
}
