//! Deleted users: who they are, and who is to be purged.

use crate::{Error, sqlite::packed};
use domain::{OrganizationId, UserId};
use sqlx::SqliteConnection;

/// Users who were deleted up to a moment, the first ones first.
pub(crate) async fn deleted_until(
    conn: &mut SqliteConnection,
    organization: OrganizationId,
    until: i64,
    most: u32,
) -> Result<Vec<UserId>, Error> {
    let packed: String = sqlx::query_scalar(
        "select json_group_array(hex(user_id)) from (
             select user_id from deleted_person where organization_id = ?1 and deleted_at <= ?2
             order by deleted_at, user_id limit ?3)",
    )
    .bind(organization.0)
    .bind(until)
    .bind(most)
    .fetch_one(conn)
    .await?;
    let ids: Vec<packed::Id> = packed::read(&packed)?;
    Ok(ids.into_iter().map(|id| UserId(id.0)).collect())
}
