//! Deleted users: who they are, and who is to be purged.

use super::{may_read, search::Typed};
use crate::{
    Asker, Error, Store,
    sql::{Conn, QueryBuilder, query_scalar},
    tables::{codes::Code, packed},
};
use domain::{DeletedQuery, DeletedUser, OrganizationId, Page, RESTORABLE, UserId, UserKind, say};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// A page of the list.
const PAGE: usize = 50;

/// Id, name, username, kind, when, by whom, names of products.
#[derive(Deserialize)]
struct Row(
    packed::Id,
    Arc<str>,
    Arc<str>,
    String,
    i64,
    Arc<str>,
    Vec<Arc<str>>,
);

impl Store {
    /// Deleted users, the last one first, a page of 50 by keyset.
    ///
    /// # Errors
    /// [`Error::Input`] if the cursor is none.
    pub async fn deleted_users(
        &self,
        asker: &Asker,
        query: &DeletedQuery,
    ) -> Result<Page<DeletedUser>, Error> {
        may_read(asker)?;
        let page = DeletedPage {
            organization: asker.organization,
            query,
            size: PAGE,
        };
        let mut conn = self.engine.read().await?;
        page.load(&mut conn).await
    }

    /// The organization's domain, which usernames end with; empty if none was set.
    pub async fn domain(&self, asker: &Asker) -> Result<String, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let domain = query_scalar("select domain from organization where organization_id = ?1")
            .bind(asker.organization.0)
            .fetch_one(&mut conn)
            .await?;
        Ok(domain)
    }
}

/// Which deleted users, and how many at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DeletedPage<'q> {
    pub(crate) organization: OrganizationId,
    pub(crate) query: &'q DeletedQuery,
    pub(crate) size: usize,
}

impl DeletedPage<'_> {
    /// The page that begins after the query's cursor. Words are looked for on the way down the list: nobody stays on it
    /// for long.
    pub(crate) async fn load(&self, conn: &mut Conn) -> Result<Page<DeletedUser>, Error> {
        let (at, user) = match self.query.after.as_deref() {
            Some(cursor) => read(cursor)?,
            None => (i64::MAX, Uuid::max()),
        };
        let mut sql = QueryBuilder::new(
            "select json_group_array(json(packed)) from (
                 select json_array(
                     hex(user_id), name, username, kind, deleted_at, deleted_by,
                     (select json_group_array(name order by name) from (
                          select distinct product.name
                          from json_each(person.licenses) as was
                          cross join product on product.organization_id = person.organization_id
                              and product.product_id = unhex(was.value ->> 0)) as held)) as packed
                 from deleted_person as person where organization_id = ",
        );
        sql.push_bind(self.organization.0)
            .push(" and (deleted_at, user_id) < (")
            .push_bind(at)
            .push(", ")
            .push_bind(user)
            .push(")");
        if let Some(typed) = Typed::read(&self.query.search) {
            typed.push_conditions(&mut sql, None);
        }
        sql.push(" order by deleted_at desc, user_id desc limit ")
            .push_bind(self.size as i64 + 1)
            .push(") as page");
        let packed: String = sql.build().fetch_one(conn).await?.try_get(0)?;
        let rows: Vec<Row> = packed::read(&packed)?;
        let next = match rows.get(self.size.saturating_sub(1)) {
            Some(last) if rows.len() > self.size => {
                Some(format!("{}-{}", last.4, last.0.0.simple()))
            }
            _ => None,
        };
        let rows = rows.into_iter().take(self.size).map(Row::user);
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            next,
        })
    }
}

impl Row {
    fn user(self) -> Result<DeletedUser, Error> {
        let Self(id, name, username, kind, at, by, licenses) = self;
        Ok(DeletedUser {
            id: UserId(id.0),
            name,
            username,
            kind: UserKind::from_code(&kind)?,
            at,
            by,
            purged_at: at + RESTORABLE,
            licenses,
        })
    }
}

fn read(cursor: &str) -> Result<(i64, Uuid), Error> {
    let parts = cursor.split_once('-');
    let read = parts.and_then(|(at, user)| Some((at.parse().ok()?, user.parse().ok()?)));
    read.ok_or_else(|| {
        Error::Input(say!(
            "This page of the list doesn't exist. Go to the first."
        ))
    })
}

/// Users who were deleted up to a moment, the first ones first.
pub(crate) async fn deleted_until(
    conn: &mut Conn,
    organization: OrganizationId,
    until: i64,
    most: u32,
) -> Result<Vec<UserId>, Error> {
    let packed: String = query_scalar(
        "select json_group_array(hex(user_id)) from (
             select user_id from deleted_person where organization_id = ?1 and deleted_at <= ?2
             order by deleted_at, user_id limit ?3) as due",
    )
    .bind(organization.0)
    .bind(until)
    .bind(most)
    .fetch_one(conn)
    .await?;
    let ids: Vec<packed::Id> = packed::read(&packed)?;
    Ok(ids.into_iter().map(|id| UserId(id.0)).collect())
}
