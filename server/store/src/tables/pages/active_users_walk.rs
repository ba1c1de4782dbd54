//! From where the users of a page of the list come: down an index in the list's order, or from few, who are sorted.

use super::{
    active_users::UserPage,
    search::{Typed, Way},
    standing::{MOST_LICENSES, too_many, troubled_users},
};
use crate::{
    Error,
    sql::{Conn, QueryBuilder, query_scalar},
    tables::packed,
};
use domain::{OrganizationId, ProductId, Role, UserFilter, UserQuery, say};

/// Of a product that fewer hold, the holders are sorted by username; of others, the users are walked.
const FEW: u32 = 5_000;

/// From where the page's users come, and what they are sorted by.
pub(super) enum Walk<'t> {
    /// From the words typed.
    Words(Way<'t>),
    /// From the holders of the product, who are few.
    Few(ProductId),
    /// Down the holders of the product, by name.
    Holders(ProductId),
    /// From those who have one of these roles.
    Admins(&'static [Role]),
    /// From these users: a list of their ids.
    These(String),
    /// Down this index of users.
    Index(&'static str),
}

/// Says no to a question that no page would answer: before a file is begun, since then it is too late.
///
/// # Errors
/// [`Error::Input`] if users with errors can't be looked for.
pub(crate) async fn can_be_found(
    conn: &mut Conn,
    organization: OrganizationId,
    query: &UserQuery,
) -> Result<(), Error> {
    if query.filter == UserFilter::WithErrors && too_many(conn, organization).await? {
        return Err(too_many_licenses());
    }
    Ok(())
}

fn too_many_licenses() -> Error {
    Error::Input(say!(
        "Users with errors aren't looked for among more than {most} licenses. Choose another filter.",
        most = MOST_LICENSES
    ))
}

impl UserPage<'_> {
    pub(super) async fn walk<'t>(
        &self,
        conn: &mut Conn,
        typed: Option<&'t Typed>,
    ) -> Result<Walk<'t>, Error> {
        let roles = self.query.filter.roles();
        if !roles.is_empty() {
            return Ok(Walk::Admins(roles));
        }
        if self.query.filter == UserFilter::WithErrors {
            return Ok(Walk::These(self.troubled(conn).await?));
        }
        if let Some(typed) = typed {
            let way = typed.way(conn, self.organization).await?;
            if way != Way::Names {
                return Ok(Walk::Words(way));
            }
        }
        let by_username = self.query.sort.by_username();
        match self.query.product {
            Some(product) if !by_username => return Ok(Walk::Holders(product)),
            Some(product) if self.few_hold(conn, product).await? => return Ok(Walk::Few(product)),
            _ => {}
        }
        let (by_name, by_key) = match (self.query.location, self.query.filter) {
            (Some(_), _) => ("person_in_place_by_name", "person_in_place_by_username"),
            (None, UserFilter::Guests) => ("guest_by_name", "guest_by_username"),
            (None, UserFilter::Blocked) => ("blocked_by_name", "blocked_by_username"),
            _ => ("person_by_name", "person_username"),
        };
        Ok(Walk::Index(if by_username { by_key } else { by_name }))
    }

    /// Whose licenses have a trouble. Only the rule knows, and it looks at all licenses.
    async fn troubled(&self, conn: &mut Conn) -> Result<String, Error> {
        let found = troubled_users(conn, self.organization).await?;
        let users = found.ok_or_else(too_many_licenses)?.into_iter();
        Ok(packed::ids(users.map(|user| user.0)))
    }

    async fn few_hold(&self, conn: &mut Conn, product: ProductId) -> Result<bool, Error> {
        let held: u32 = query_scalar(
            "select count(*) from (select 1 from license where organization_id = ?1 and product_id = ?2 limit ?3) as few",
        )
        .bind(self.organization.0)
        .bind(product.0)
        .bind(FEW)
        .fetch_one(conn)
        .await?;
        Ok(held < FEW)
    }

    pub(super) fn push_from(&self, query: &mut QueryBuilder, walk: &Walk<'_>) {
        let (organization, key, id) = (self.organization, self.key(walk), self.id(walk));
        // A user may hold a product by several sources.
        let distinct = matches!(walk, Walk::Holders(_));
        let distinct = if distinct { "distinct " } else { "" };
        query.push(format_args!(
            "select {distinct}{key} as key, {id} as user_id from "
        ));
        match walk {
            Walk::Words(way) => way.push_from(query, organization, "person", "person_by_name"),
            Walk::Few(product) => {
                query
                    .push("(select distinct user_id from license where organization_id = ")
                    .push_bind(organization.0)
                    .push(" and product_id = ")
                    .push_bind(product.0)
                    .push(") as found cross join person on person.user_id = found.user_id");
            }
            Walk::Holders(product) => {
                query
                    .push("license indexed by license_by_product cross join person")
                    .push(" on license.user_id = person.user_id and license.organization_id = ")
                    .push_bind(organization.0)
                    .push(" and license.product_id = ")
                    .push_bind(product.0);
            }
            Walk::Admins(roles) => {
                query
                    .push("(select distinct user_id from role_assignment where organization_id = ")
                    .push_bind(organization.0)
                    .push(" and role in (select value from json_each(")
                    .push_bind(packed::list(*roles, |text, role| text.push_str(role.code())))
                    .push(") as wanted)) as found cross join person on person.user_id = found.user_id");
            }
            Walk::These(users) => {
                query
                    .push("json_each(")
                    .push_bind(users.as_str())
                    .push(") as wanted cross join person on person.user_id = unhex(wanted.value)");
            }
            Walk::Index(index) => {
                query.push("person indexed by ").push(index);
            }
        }
        query
            .push(" where person.organization_id = ")
            .push_bind(organization.0);
    }

    /// What the list is sorted by. A plus keeps the order's index out of it, where users are looked up one by one.
    pub(super) fn key(&self, walk: &Walk<'_>) -> &'static str {
        match (walk, self.query.sort.by_username()) {
            (Walk::Holders(_), _) => "license.name_key",
            (Walk::Index(_) | Walk::Words(Way::Names), false) => "person.name_key",
            (Walk::Index(_) | Walk::Words(Way::Names), true) => "person.username_key",
            (_, false) => "+person.name_key",
            (_, true) => "+person.username_key",
        }
    }

    pub(super) fn id(&self, walk: &Walk<'_>) -> &'static str {
        match walk {
            Walk::Holders(_) => "license.user_id",
            _ => "person.user_id",
        }
    }
}
