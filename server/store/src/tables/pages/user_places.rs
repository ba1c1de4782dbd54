//! Which usage locations are in use.

use crate::{
    Error,
    sql::{Conn, query_scalar},
    tables::codes,
};
use domain::{Location, OrganizationId};

/// In order of code. It leaps from one to the next in the index: a look for each, however many users.
pub(super) async fn places(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<Vec<Location>, Error> {
    let found: Vec<String> = query_scalar(
        "with recursive place(code) as (
             select min(location) from person where organization_id = ?1
             union all
             select (select min(location) from person where organization_id = ?1 and location > place.code)
             from place where place.code is not null)
         select code from place where code is not null",
    )
    .bind(organization.0)
    .fetch_all(conn)
    .await?;
    let read = |code: &String| codes::location(Some(code));
    found
        .iter()
        .filter_map(|code| read(code).transpose())
        .collect()
}
