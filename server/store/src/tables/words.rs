//! The words by which users are found: one statement each, however many users.

use crate::{
    Error,
    fold::beginnings,
    sql::{Conn, query},
};
use domain::{OrganizationId, UserId};
use serde_json::json;

/// Takes words out of the index.
pub(super) async fn forget_words(
    conn: &mut Conn,
    organization: OrganizationId,
    users: impl Iterator<Item = (UserId, Vec<String>)>,
) -> Result<(), Error> {
    let mut rows: Vec<(String, String)> = users
        .flat_map(|(user, words)| {
            let id = user.0.simple().to_string();
            words.into_iter().map(move |word| (word, id.clone()))
        })
        .collect();
    rows.sort_unstable();
    query(
        "delete from person_word where (organization_id, word, user_id) in (
             select ?1, value ->> 0, unhex(value ->> 1) from json_each(?2))",
    )
    .bind(organization.0)
    .bind(json!(rows).to_string())
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts words into the index, of users who are there.
pub(super) async fn learn_words(
    conn: &mut Conn,
    organization: OrganizationId,
    users: impl Iterator<Item = (UserId, Vec<String>)>,
) -> Result<(), Error> {
    let mut rows: Vec<(String, String, String)> = users
        .flat_map(|(user, words)| {
            let (id, beginnings) = (user.0.simple().to_string(), beginnings(&words));
            let row = move |word| (word, id.clone(), beginnings.clone());
            words.into_iter().map(row)
        })
        .collect();
    rows.sort_unstable();
    query(
        "insert into person_word (organization_id, word, user_id, beginnings)
         select ?1, value ->> 0, person.user_id, value ->> 2
         from json_each(?2) as row
         cross join person on person.organization_id = ?1 and person.user_id = unhex(row.value ->> 1)",
    )
    .bind(organization.0)
    .bind(json!(rows).to_string())
    .execute(conn)
    .await?;
    Ok(())
}
