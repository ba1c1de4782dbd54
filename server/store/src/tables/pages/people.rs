//! Users: type-ahead, by id, the list.

use super::{
    cursor::Cursor,
    may_read,
    search::{Typed, Way},
};
use crate::{
    Asker, Error, Store,
    fold::after_prefix,
    sql::{Conn, Engine, QueryBuilder, Row},
    tables::{
        codes::{self, Code},
        packed,
    },
};
use domain::{Match, OrganizationId, Page, ProductId, UserId, UserKind};
use std::collections::HashSet;

/// Type-ahead shows so many.
const SUGGESTIONS: usize = 10;
/// Read for them first, as a user may have several words that begin alike; and ten times as many, if that is not enough.
const WORDS_READ: usize = 30;
/// Type-ahead looks at so many words that begin with the rarest one typed, so that it stays fast whatever is
/// typed. Who types several words that each begin thousands of others (`a b c`) goes on typing.
const WORDS_LOOKED_AT: u32 = 30_000;
/// So far they are counted to find the rarest.
const WORDS_COUNTED: u32 = 2_000;
/// A page of the list.
const PAGE: usize = 100;

impl Store {
    /// Type-ahead: at most ten users of whose words (name, username, mail) one begins with each word typed. First
    /// those whose name begins with all that is typed, by name; then the others.
    pub async fn find_users(
        &self,
        asker: &Asker,
        typed: &str,
        product: Option<ProductId>,
    ) -> Result<Vec<Match>, Error> {
        may_read(asker)?;
        let Some(typed) = Typed::read(typed) else {
            return Ok(Vec::new());
        };
        let organization = asker.organization;
        let mut conn = self.engine.read().await?;
        let mut found = named(&mut conn, organization, &typed, product).await?;
        let mut seen: HashSet<UserId> = found.iter().map(|user| user.id).collect();
        let mut most = WORDS_READ;
        while found.len() < SUGGESTIONS {
            let others = worded(&mut conn, organization, &typed, product, most).await?;
            let read = others.len();
            found.extend(others.into_iter().filter(|user| seen.insert(user.id)));
            if read < most {
                break;
            }
            most *= 10;
        }
        found.truncate(SUGGESTIONS);
        Ok(found)
    }

    /// Users by id, in the sequence given, for an address that names them. Ids of nobody are left out.
    pub async fn users_by_id(
        &self,
        asker: &Asker,
        users: &[UserId],
        product: Option<ProductId>,
    ) -> Result<Vec<Match>, Error> {
        may_read(asker)?;
        let mut query = select(product, asker.organization);
        query
            .push(" from json_each(")
            .push_bind(packed::ids(users.iter().map(|user| user.0)))
            .push(") as wanted cross join person on person.organization_id = ")
            .push_bind(asker.organization.0)
            .push(" and person.user_id = unhex(wanted.value) order by wanted.key");
        let mut conn = self.engine.read().await?;
        let rows = query.build().fetch_all(&mut conn).await?;
        let mut seen = HashSet::new();
        let users = rows.iter().map(matched).collect::<Result<Vec<_>, _>>()?;
        Ok(users
            .into_iter()
            .filter(|user| seen.insert(user.id))
            .collect())
    }

    /// The list of users, by name, a page of 100 by keyset.
    ///
    /// # Errors
    /// [`Error::Input`] if `after` is no cursor.
    pub async fn users(
        &self,
        asker: &Asker,
        search: &str,
        after: Option<&str>,
    ) -> Result<Page<Match>, Error> {
        may_read(asker)?;
        let after = after.map(Cursor::read).transpose()?;
        let typed = Typed::read(search);
        let organization = asker.organization;
        let mut conn = self.engine.read().await?;
        let way = match &typed {
            Some(typed) => typed.way(&mut conn, organization).await?,
            None => Way::Names,
        };
        let mut query = select(None, organization);
        query.push(", person.name_key from ");
        way.push_from(&mut query, organization, "person", "person_by_name");
        query
            .push(" where person.organization_id = ")
            .push_bind(organization.0);
        if let Some(typed) = &typed {
            typed.push_conditions(&mut query, way.word());
        }
        if let Some(after) = after {
            query
                .push(" and (person.name_key, person.user_id) > (")
                .push_bind(after.name_key);
            query.push(", ").push_bind(after.user.0).push(")");
        }
        query
            .push(" order by person.name_key, person.user_id limit ")
            .push_bind(PAGE as i64 + 1);
        let rows = query.build().fetch_all(&mut conn).await?;
        let next = match rows.get(PAGE - 1) {
            Some(last) if rows.len() > PAGE => Some(
                Cursor {
                    name_key: last.try_get(7)?,
                    user: UserId(last.try_get(0)?),
                }
                .write(),
            ),
            _ => None,
        };
        let rows = rows
            .iter()
            .take(PAGE)
            .map(matched)
            .collect::<Result<_, _>>()?;
        Ok(Page { rows, next })
    }
}

/// Begins a query of what [`matched`] reads.
pub(super) fn select(product: Option<ProductId>, organization: OrganizationId) -> QueryBuilder {
    let mut query = QueryBuilder::new(
        "select person.user_id, person.name, person.username, person.department, person.kind, person.location, ",
    );
    match product {
        None => {
            query.push("0");
        }
        Some(product) => {
            query
                .push("exists (select 1 from license where license.organization_id = ")
                .push_bind(organization.0)
                .push(" and license.user_id = person.user_id and license.product_id = ")
                .push_bind(product.0)
                .push(")");
        }
    }
    query
}

pub(super) fn matched(row: &Row) -> Result<Match, Error> {
    Ok(Match {
        id: UserId(row.try_get(0)?),
        name: row.try_get::<&str, _>(1)?.into(),
        username: row.try_get::<&str, _>(2)?.into(),
        department: row.try_get::<&str, _>(3)?.into(),
        kind: UserKind::from_code(row.try_get(4)?)?,
        location: codes::location(row.try_get(5)?)?,
        holds: row.try_get(6)?,
    })
}

/// Those whose name begins with all that is typed: one range of the index by name.
async fn named(
    conn: &mut Conn,
    organization: OrganizationId,
    typed: &Typed,
    product: Option<ProductId>,
) -> Result<Vec<Match>, Error> {
    let mut query = select(product, organization);
    query
        .push(" from person where person.organization_id = ")
        .push_bind(organization.0)
        .push(" and person.name_key >= ")
        .push_bind(&*typed.text)
        .push(" and person.name_key < ")
        .push_bind(after_prefix(&typed.text))
        .push(" order by person.name_key, person.user_id limit ")
        .push_bind(SUGGESTIONS as i64);
    let rows = query.build().fetch_all(conn).await?;
    rows.iter().map(matched).collect()
}

/// Those of whom some word begins with each word typed, once for each such word, `most` in all: one range of the index of
/// words, that of the rarest, in which the other words are checked.
async fn worded(
    conn: &mut Conn,
    organization: OrganizationId,
    typed: &Typed,
    product: Option<ProductId>,
    most: usize,
) -> Result<Vec<Match>, Error> {
    let rarest = match &typed.words[..] {
        [only] => only,
        _ => typed.rarest(conn, organization, WORDS_COUNTED).await?.0,
    };
    let mut query = select(product, organization);
    query
        .push(" from (select word, user_id, beginnings from person_word where organization_id = ")
        .push_bind(organization.0)
        .push(" and word >= ")
        .push_bind(rarest)
        .push(" and word < ")
        .push_bind(after_prefix(rarest))
        .push(" order by word, user_id limit ")
        .push_bind(WORDS_LOOKED_AT)
        .push(") as found cross join person on person.user_id = found.user_id where person.organization_id = ")
        .push_bind(organization.0);
    typed.push_beginnings(&mut query, rarest);
    typed.push_conditions(&mut query, Some(rarest));
    // SQLite goes through `found` in its order, and stops where it has enough.
    if conn.engine() == Engine::Postgres {
        query.push(" order by found.word, found.user_id");
    }
    query.push(" limit ").push_bind(most as i64);
    let rows = query.build().fetch_all(conn).await?;
    rows.iter().map(matched).collect()
}
