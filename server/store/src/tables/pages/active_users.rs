//! The list of active users: a page by keyset, whatever is asked for, down an index in the order of the list.

use super::{
    active_users_walk::Walk, cursor::Cursor, may_read, search::Typed, standing::too_many,
    user_places::places,
};
use crate::{
    Asker, Error, Store,
    fold::fold,
    sql::{Conn, QueryBuilder, Row, query},
    tables::{
        codes::{self, Code},
        packed,
    },
};
use domain::{
    MOST_USERS, Matches, Named, OrganizationId, Page, ProductId, UserFilter, UserId, UserKind,
    UserList, UserQuery, UserRow, say,
};
use std::sync::Arc;

/// A page of the list.
const PAGE: usize = 50;

impl Store {
    /// What the page of active users shows: 50 users by keyset, and what to narrow them by.
    ///
    /// # Errors
    /// [`Error::Input`] if the cursor is none, or if users with errors can't be looked for.
    pub async fn user_list(&self, asker: &Asker, query: &UserQuery) -> Result<UserList, Error> {
        let page = self.active_users(asker, query).await?;
        let mut conn = self.engine.read().await?;
        let organization = asker.organization;
        Ok(UserList {
            page,
            products: owned(&mut conn, organization).await?,
            finds_errors: !too_many(&mut conn, organization).await?,
            locations: places(&mut conn, organization).await?,
            views: super::saved_views::of(&mut conn, asker).await?,
        })
    }

    /// Active users, a page of 50 by keyset.
    ///
    /// # Errors
    /// [`Error::Input`] if the cursor is none, or if users with errors can't be looked for.
    pub async fn active_users(
        &self,
        asker: &Asker,
        query: &UserQuery,
    ) -> Result<Page<UserRow>, Error> {
        may_read(asker)?;
        let page = UserPage {
            organization: asker.organization,
            query,
            size: PAGE,
        };
        let mut conn = self.engine.read().await?;
        page.load(&mut conn).await
    }

    /// How many users a question of the list finds: not with its pages, which are there sooner.
    ///
    /// # Errors
    /// [`Error::Input`] if users with errors can't be looked for.
    pub async fn count_users(&self, asker: &Asker, query: &UserQuery) -> Result<Matches, Error> {
        may_read(asker)?;
        let query = query.whom();
        let page = UserPage {
            organization: asker.organization,
            query: &query,
            size: MOST_USERS,
        };
        let mut conn = self.engine.read().await?;
        Ok(Matches::counted(page.count(&mut conn).await?))
    }

    /// One active user.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is no such user.
    pub async fn one_user(&self, asker: &Asker, user: UserId) -> Result<UserRow, Error> {
        may_read(asker)?;
        let mut query = QueryBuilder::new(
            "with page as (select '' as key, user_id from person where organization_id = ",
        );
        query
            .push_bind(asker.organization.0)
            .push(" and user_id = ")
            .push_bind(user.0);
        push_rows(&mut query, asker.organization, "");
        let mut conn = self.engine.read().await?;
        let found = query.build().fetch_optional(&mut conn).await?;
        let missing = || Error::Missing(say!("There is no such user. They may have been deleted."));
        row(&found.ok_or_else(missing)?)
    }
}

/// The products on the Licenses page, in its order.
async fn owned(
    conn: &mut Conn,
    organization: OrganizationId,
) -> Result<Vec<Named<ProductId>>, Error> {
    let rows = query(
        "select product.product_id, product.name from seats cross join product using (organization_id, product_id)
         where seats.organization_id = ?1
           and (seats.assigned > 0 or exists (select 1 from subscription where state <> 'deleted'
                  and (organization_id, product_id) = (seats.organization_id, seats.product_id)))",
    )
    .bind(organization.0)
    .fetch_all(conn)
    .await?;
    let named = |row: &Row| {
        Ok(Named {
            id: ProductId(row.try_get(0)?),
            name: row.try_get::<&str, _>(1)?.into(),
        })
    };
    let mut owned: Vec<Named<ProductId>> = rows.iter().map(named).collect::<Result<_, Error>>()?;
    owned.sort_by_cached_key(|product| (fold(&product.name), product.id));
    Ok(owned)
}

/// Which users, and how many at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UserPage<'q> {
    pub(crate) organization: OrganizationId,
    pub(crate) query: &'q UserQuery,
    pub(crate) size: usize,
}

impl UserPage<'_> {
    /// The page that begins after the query's cursor.
    pub(crate) async fn load(&self, conn: &mut Conn) -> Result<Page<UserRow>, Error> {
        let mut query = QueryBuilder::new("with page as materialized (");
        self.push_page(conn, &mut query).await?;
        push_rows(&mut query, self.organization, self.way_down());
        let rows = query.build().fetch_all(conn).await?;
        let next = match rows.get(self.size.saturating_sub(1)) {
            Some(last) if rows.len() > self.size => {
                let (user, name_key) = (UserId(last.try_get(0)?), last.try_get(12)?);
                Some(Cursor { name_key, user }.write())
            }
            _ => None,
        };
        let rows = rows.iter().take(self.size).map(row);
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            next,
        })
    }

    /// The ids of all of them, up to the page's size, in the list's order.
    pub(crate) async fn ids(&self, conn: &mut Conn) -> Result<Vec<UserId>, Error> {
        let mut query = QueryBuilder::new("select json_group_array(hex(user_id)) from (");
        self.push_page(conn, &mut query).await?;
        query.push(") as page");
        let packed: String = query.build().fetch_one(conn).await?.try_get(0)?;
        let ids: Vec<packed::Id> = packed::read(&packed)?;
        Ok(ids.into_iter().map(|id| UserId(id.0)).collect())
    }

    /// How many they are, counted up to one more than the page's size.
    pub(crate) async fn count(&self, conn: &mut Conn) -> Result<usize, Error> {
        let mut query = QueryBuilder::new("select count(*) from (");
        self.push_page(conn, &mut query).await?;
        query.push(") as page");
        let found: u32 = query.build().fetch_one(conn).await?.try_get(0)?;
        Ok(usize::try_from(found).unwrap_or(usize::MAX))
    }

    /// Adds a query of the keys and ids of the page's users, and of the one after them.
    async fn push_page(&self, conn: &mut Conn, query: &mut QueryBuilder) -> Result<(), Error> {
        let after = self.query.after.as_deref().map(Cursor::read).transpose()?;
        let typed = Typed::read(&self.query.search);
        let walk = self.walk(conn, typed.as_ref()).await?;
        self.push_from(query, &walk);
        self.push_filters(query, &walk);
        if let Some(typed) = &typed {
            let found_by = match &walk {
                Walk::Words(way) => way.word(),
                _ => None,
            };
            typed.push_conditions(query, found_by);
        }
        let key = self.key(&walk);
        if let Some(after) = after {
            // Usernames are unique, and so need no id beside them.
            let beyond = if self.query.sort.descending() {
                "<"
            } else {
                ">"
            };
            if self.query.sort.by_username() {
                query.push(format_args!(" and {key} {beyond} "));
                query.push_bind(after.name_key);
            } else {
                let id = self.id(&walk);
                query.push(format_args!(" and ({key}, {id}) {beyond} ("));
                query.push_bind(after.name_key);
                query.push(", ").push_bind(after.user.0).push(")");
            }
        }
        query.push(format_args!(" order by {key}{}", self.way_down()));
        if !self.query.sort.by_username() {
            query.push(format_args!(", {}{}", self.id(&walk), self.way_down()));
        }
        query.push(" limit ").push_bind(self.size as i64 + 1);
        Ok(())
    }

    fn push_filters(&self, query: &mut QueryBuilder, walk: &Walk<'_>) {
        match self.query.filter {
            // Of admins and of whoever has a trouble, the walk meets no others.
            UserFilter::All
            | UserFilter::WithErrors
            | UserFilter::Admins
            | UserFilter::GlobalAdmins
            | UserFilter::LicenseAdmins
            | UserFilter::UserAdmins
            | UserFilter::BillingAdmins
            | UserFilter::HelpdeskAdmins
            | UserFilter::ServiceSupportAdmins
            | UserFilter::GlobalReaders => {}
            UserFilter::Licensed => self.push_holds(query, "exists", None),
            UserFilter::Unlicensed => self.push_holds(query, "not exists", None),
            // Literally as the partial indexes have it.
            UserFilter::Guests => {
                query.push(" and person.kind = 'guest'");
            }
            UserFilter::Allowed => {
                query.push(" and person.enabled = 1");
            }
            UserFilter::Blocked => {
                query.push(" and person.enabled = 0");
            }
        }
        if let Some(location) = self.query.location {
            query
                .push(" and person.location = ")
                .push_bind(location.code().to_owned());
        }
        match (self.query.product, walk) {
            (None, _) | (_, Walk::Few(_) | Walk::Holders(_)) => {}
            (product, _) => self.push_holds(query, "exists", product),
        }
    }

    fn push_holds(
        &self,
        query: &mut QueryBuilder,
        exists: &'static str,
        product: Option<ProductId>,
    ) {
        query
            .push(format_args!(
                " and {exists} (select 1 from license as held where held.organization_id = "
            ))
            .push_bind(self.organization.0)
            .push(" and held.user_id = person.user_id");
        if let Some(product) = product {
            query.push(" and held.product_id = ").push_bind(product.0);
        }
        query.push(")");
    }

    fn way_down(&self) -> &'static str {
        if self.query.sort.descending() {
            " desc"
        } else {
            ""
        }
    }
}

/// Completes a query that begins with the table `page` of keys and users: what [`row`] reads, and the key.
fn push_rows(query: &mut QueryBuilder, organization: OrganizationId, way_down: &'static str) {
    query.push(
            ") select person.user_id, person.name, person.username, person.mail, person.kind, person.enabled,
                 person.location, person.job_title, person.department, person.office, person.city,
                 (select json_group_array(name order by name) from (
                      select distinct product.name from license
                      cross join product using (organization_id, product_id)
                      where license.user_id = person.user_id and license.organization_id = ",
        );
    query
        .push_bind(organization.0)
        .push(
            ") as held), page.key from page cross join person on person.user_id = page.user_id
                 where person.organization_id = ",
        )
        .push_bind(organization.0)
        .push(" order by page.key")
        .push(way_down)
        .push(", page.user_id")
        .push(way_down);
}

fn row(row: &Row) -> Result<UserRow, Error> {
    let text = |column: usize| row.try_get::<&str, _>(column).map(Arc::from);
    Ok(UserRow {
        id: UserId(row.try_get(0)?),
        name: text(1)?,
        username: text(2)?,
        mail: text(3)?,
        kind: UserKind::from_code(row.try_get(4)?)?,
        enabled: row.try_get(5)?,
        location: codes::location(row.try_get(6)?)?,
        job_title: text(7)?,
        department: text(8)?,
        office: text(9)?,
        city: text(10)?,
        licenses: packed::read(row.try_get(11)?)?,
    })
}

#[cfg(test)]
#[path = "active_users_plan.rs"]
mod plan;
