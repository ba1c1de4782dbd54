//! Who holds a product.

use super::{
    cursor::Cursor,
    may_read,
    search::{Typed, Way},
};
use crate::{
    Asker, Error, Store,
    sql::{Conn, QueryBuilder, Row},
    tables::codes::{self, Code},
};
use domain::{
    Holder, HolderQuery, HolderSort, HolderSource, OrganizationId, Page, ProductId, SourceFilter,
    UserId, UserKind, say,
};

/// A page of the list.
const PAGE: usize = 50;

impl Store {
    /// Who holds a product, a page of 50 by keyset.
    ///
    /// # Errors
    /// [`Error::Input`] if the cursor is none.
    pub async fn holders(
        &self,
        asker: &Asker,
        product: ProductId,
        query: &HolderQuery,
    ) -> Result<Page<Holder>, Error> {
        may_read(asker)?;
        let page = HolderPage {
            organization: asker.organization,
            product,
            query,
            size: PAGE,
        };
        let mut conn = self.engine.read().await?;
        page.load(&mut conn).await
    }

    /// One holder, for the services pane.
    ///
    /// # Errors
    /// [`Error::Missing`] if the user doesn't hold the product.
    pub async fn holder(
        &self,
        asker: &Asker,
        product: ProductId,
        user: UserId,
    ) -> Result<Holder, Error> {
        may_read(asker)?;
        let organization = asker.organization;
        let mut query = QueryBuilder::new("with page as (select name_key, user_id from person");
        query
            .push(" where organization_id = ")
            .push_bind(organization.0)
            .push(" and user_id = ")
            .push_bind(user.0)
            .push(")");
        push_holders(&mut query, organization, product, "");
        let mut conn = self.engine.read().await?;
        let rows = query.build().fetch_all(&mut conn).await?;
        let (holder, _) = gather(&rows)?
            .pop()
            .ok_or_else(|| Error::Missing(say!("This user doesn't have this license.")))?;
        Ok(holder)
    }
}

/// Which holders, and how many at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HolderPage<'q> {
    pub(crate) organization: OrganizationId,
    pub(crate) product: ProductId,
    pub(crate) query: &'q HolderQuery,
    pub(crate) size: usize,
}

impl HolderPage<'_> {
    /// The page that begins after the query's cursor.
    pub(crate) async fn load(&self, conn: &mut Conn) -> Result<Page<Holder>, Error> {
        let after = self.query.after.as_deref().map(Cursor::read).transpose()?;
        let typed = Typed::read(&self.query.search);
        let way = match &typed {
            Some(typed) => typed.way(conn, self.organization).await?,
            None => Way::Names,
        };
        let mut query = QueryBuilder::new(
            "with page as (select distinct license.name_key, license.user_id from ",
        );
        way.push_from(
            &mut query,
            self.organization,
            "license",
            "license_by_product",
        );
        query
            .push(" where license.organization_id = ")
            .push_bind(self.organization.0);
        query
            .push(" and license.product_id = ")
            .push_bind(self.product.0);
        self.push_filters(&mut query, typed.as_ref(), way.word());
        if let Some(after) = after {
            self.push_after(&mut query, after, way != Way::Names);
        }
        let order = match self.query.sort {
            HolderSort::Name => " order by license.name_key, license.user_id",
            HolderSort::NameDescending => " order by license.name_key desc, license.user_id desc",
        };
        query
            .push(order)
            .push(" limit ")
            .push_bind(self.size as i64 + 1)
            .push(")");
        push_holders(
            &mut query,
            self.organization,
            self.product,
            self.descending(),
        );
        let rows = query.build().fetch_all(conn).await?;
        let mut rows = gather(&rows)?;
        let next = (rows.len() > self.size).then(|| {
            rows.truncate(self.size);
            rows.last().map(|(holder, name_key)| {
                Cursor {
                    name_key: name_key.clone(),
                    user: holder.id,
                }
                .write()
            })
        });
        Ok(Page {
            rows: rows.into_iter().map(|(holder, _)| holder).collect(),
            next: next.flatten(),
        })
    }

    fn push_filters(
        &self,
        query: &mut QueryBuilder,
        typed: Option<&Typed>,
        found_by: Option<&str>,
    ) {
        let source = match self.query.source {
            SourceFilter::Any => None,
            SourceFilter::Direct => Some("direct"),
            SourceFilter::Group => Some("group"),
            SourceFilter::SelfService => Some("self-service"),
        };
        if let Some(source) = source {
            query.push(" and license.source = ").push_bind(source);
        }
        if let Some(typed) = typed.filter(|typed| typed.has_more(found_by)) {
            query
                .push(" and exists (select 1 from person where person.organization_id = ")
                .push_bind(self.organization.0)
                .push(" and person.user_id = license.user_id");
            typed.push_conditions(query, found_by);
            query.push(")");
        }
    }

    fn push_after(&self, query: &mut QueryBuilder, after: Cursor, by_words: bool) {
        // A plus keeps the order's index out of it, where users are looked up one by one.
        let keys = match by_words {
            true => " and (+license.name_key, +license.user_id) ",
            false => " and (license.name_key, license.user_id) ",
        };
        let beyond = match self.query.sort {
            HolderSort::Name => "> (",
            HolderSort::NameDescending => "< (",
        };
        query.push(keys).push(beyond).push_bind(after.name_key);
        query.push(", ").push_bind(after.user.0).push(")");
    }

    fn descending(&self) -> &'static str {
        match self.query.sort {
            HolderSort::Name => "",
            HolderSort::NameDescending => " desc",
        }
    }
}

/// Completes a query that begins with the table `page` of name keys and users: their rows, and all their sources.
fn push_holders(
    query: &mut QueryBuilder,
    organization: OrganizationId,
    product: ProductId,
    descending: &'static str,
) {
    query
        .push(
            " select person.user_id, person.name, person.username, person.department, person.kind, person.enabled,
                     license.source, license.source_id, user_group.name, license.services_off, license.since,
                     license.assigned_by, page.name_key
              from page
              cross join person on person.user_id = page.user_id
              cross join license on license.user_id = page.user_id
              left join user_group on license.source = 'group' and user_group.group_id = license.source_id
                and user_group.organization_id = license.organization_id
              where person.organization_id = ",
        )
        .push_bind(organization.0)
        .push(" and license.organization_id = ")
        .push_bind(organization.0)
        .push(" and license.product_id = ")
        .push_bind(product.0)
        .push(" order by page.name_key").push(descending)
        .push(", page.user_id").push(descending)
        .push(", license.source, user_group.name, license.source_id");
}

/// One holder for the rows of each, with the key by which holders are sorted.
fn gather(rows: &[Row]) -> Result<Vec<(Holder, String)>, Error> {
    let mut holders: Vec<(Holder, String)> = Vec::new();
    for row in rows {
        let id = UserId(row.try_get(0)?);
        let source = source(row)?;
        match holders.last_mut() {
            Some((last, _)) if last.id == id => last.sources.push(source),
            _ => {
                let holder = Holder {
                    id,
                    name: row.try_get::<&str, _>(1)?.into(),
                    username: row.try_get::<&str, _>(2)?.into(),
                    department: row.try_get::<&str, _>(3)?.into(),
                    kind: UserKind::from_code(row.try_get(4)?)?,
                    enabled: row.try_get(5)?,
                    sources: vec![source],
                };
                holders.push((holder, row.try_get(12)?));
            }
        }
    }
    Ok(holders)
}

fn source(row: &Row) -> Result<HolderSource, Error> {
    Ok(HolderSource {
        via: codes::via(row.try_get(6)?, row.try_get(7)?)?,
        group: row.try_get::<Option<&str>, _>(8)?.map(Into::into),
        off: codes::services_from(row.try_get(9)?)?,
        since: row.try_get(10)?,
        by: row.try_get::<&str, _>(11)?.into(),
    })
}
