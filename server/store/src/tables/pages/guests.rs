//! The list of guests: a page by keyset, down an index of guests by name.

use super::{
    cursor::Cursor,
    may_read,
    search::{Typed, Way},
};
use crate::{
    Asker, Error, Store,
    sql::{Conn, QueryBuilder, Row},
    tables::{invitations::times, packed},
};
use domain::{GuestFilter, GuestQuery, GuestRow, GuestState, OrganizationId, Page, UserId, say};
use std::sync::Arc;

/// A page of the list.
const PAGE: usize = 50;

/// What [`guest`] reads.
const COLUMNS: &str =
    "select person.user_id, person.name, coalesce(nullif(person.mail, ''), person.username), person.name_key,
            (select json_group_array(name) from (
                 select distinct product.name from license join product using (organization_id, product_id)
                 where license.organization_id = person.organization_id and license.user_id = person.user_id
                 order by product.name) as held),
            invitation.expires_at, invitation.accepted_at, invitation.revoked_at
     from ";
/// Then who is a guest, of the organization that follows.
const WITH_INVITATION: &str =
    " left join invitation on invitation.organization_id = person.organization_id
         and invitation.user_id = person.user_id
     where person.kind = 'guest' and person.organization_id = ";

impl Store {
    /// One guest.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is no such guest.
    pub async fn guest(&self, asker: &Asker, guest: UserId) -> Result<GuestRow, Error> {
        may_read(asker)?;
        let mut sql = QueryBuilder::new(COLUMNS);
        sql.push("person").push(WITH_INVITATION);
        sql.push_bind(asker.organization.0);
        sql.push(" and person.user_id = ").push_bind(guest.0);
        let mut conn = self.engine.read().await?;
        let found = sql.build().fetch_optional(&mut conn).await?;
        let missing =
            || Error::Missing(say!("There is no such guest. They may have been deleted."));
        self::guest(&found.ok_or_else(missing)?, self.sources.now())
    }

    /// Guests by name, a page of 50 by keyset.
    ///
    /// # Errors
    /// [`Error::Input`] if the cursor is none.
    pub async fn guests(&self, asker: &Asker, query: &GuestQuery) -> Result<Page<GuestRow>, Error> {
        may_read(asker)?;
        let page = GuestPage {
            organization: asker.organization,
            query,
            size: PAGE,
            now: self.sources.now(),
        };
        let mut conn = self.engine.read().await?;
        page.load(&mut conn).await
    }
}

/// Which guests, and how many at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GuestPage<'q> {
    pub(crate) organization: OrganizationId,
    pub(crate) query: &'q GuestQuery,
    pub(crate) size: usize,
    /// When it is asked: an invitation may have expired by then.
    pub(crate) now: i64,
}

impl GuestPage<'_> {
    /// The page that begins after the query's cursor.
    pub(crate) async fn load(&self, conn: &mut Conn) -> Result<Page<GuestRow>, Error> {
        let (organization, query) = (self.organization, self.query);
        let after = query.after.as_deref().map(Cursor::read).transpose()?;
        let typed = Typed::read(&query.search);
        let way = match &typed {
            Some(typed) => typed.way(conn, organization).await?,
            None => Way::Names,
        };
        let mut sql = QueryBuilder::new(COLUMNS);
        way.push_from(&mut sql, organization, "person", "guest_by_name");
        sql.push(WITH_INVITATION).push_bind(organization.0);
        sql.push(match query.filter {
            GuestFilter::All => "",
            GuestFilter::Pending => {
                " and invitation.expires_at is not null and invitation.accepted_at is null"
            }
            GuestFilter::Accepted => " and invitation.accepted_at is not null",
        });
        if let Some(typed) = &typed {
            typed.push_conditions(&mut sql, way.word());
        }
        if let Some(after) = after {
            sql.push(" and (person.name_key, person.user_id) > (")
                .push_bind(after.name_key);
            sql.push(", ").push_bind(after.user.0).push(")");
        }
        sql.push(" order by person.name_key, person.user_id limit ")
            .push_bind(self.size as i64 + 1);
        let rows = sql.build().fetch_all(conn).await?;
        let next = match rows.get(self.size.saturating_sub(1)) {
            Some(last) if rows.len() > self.size => Some(
                Cursor {
                    name_key: last.try_get(3)?,
                    user: UserId(last.try_get(0)?),
                }
                .write(),
            ),
            _ => None,
        };
        let rows = rows.iter().take(self.size);
        let rows = rows.map(|row| guest(row, self.now));
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            next,
        })
    }
}

fn guest(row: &Row, now: i64) -> Result<GuestRow, Error> {
    let invited: Option<i64> = row.try_get(5)?;
    let state = match invited {
        Some(_) => times(row, 5)?.state(now),
        None => GuestState::None,
    };
    Ok(GuestRow {
        id: UserId(row.try_get(0)?),
        name: row.try_get::<&str, _>(1)?.into(),
        mail: row.try_get::<&str, _>(2)?.into(),
        state,
        licenses: packed::read::<Vec<Arc<str>>>(row.try_get(4)?)?,
    })
}
