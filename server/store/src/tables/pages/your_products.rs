//! Your products: a row for each subscription, from the same tables as the Licenses page.

use super::{may_read, products::slug};
use crate::{
    Asker, Error, Store,
    fold::fold,
    sql::{Conn, Row, query},
    tables::subscriptions::{self, WIDTH},
};
use domain::{
    CatalogMatch, Named, ProductId, Seats, SubscriptionId, SubscriptionItem, SubscriptionList,
    SubscriptionPage, SubscriptionQuery, UserId, Verb, say,
};
use std::sync::Arc;

/// So many users of a self-service purchase are named.
const NAMED: i64 = 100;

/// So many products are found.
const FOUND: usize = 20;

impl Store {
    /// The subscriptions that `query` finds. Those bought by a partner are seen by Global admins only.
    pub async fn subscriptions(
        &self,
        asker: &Asker,
        query: &SubscriptionQuery,
    ) -> Result<SubscriptionList, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let mut rows = items(&mut conn, asker, None).await?;
        let all = rows.iter().filter(|row| row.subscription.exists()).count();
        let wanted = fold(&query.search);
        rows.retain(|row| {
            query.shown.shows(&row.subscription) && fold(&row.product.name).contains(wanted.trim())
        });
        rows.sort_by_key(|row| !row.subscription.exists());
        let now = self.sources.now();
        Ok(SubscriptionList { rows, all, now })
    }

    /// One subscription.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is none, or the asker doesn't see it.
    pub async fn subscription_page(
        &self,
        asker: &Asker,
        id: SubscriptionId,
    ) -> Result<SubscriptionPage, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let mut snapshot = conn.begin().await?;
        let mut rows = items(&mut snapshot, asker, Some(id)).await?;
        let Some(at) = rows.iter().position(|row| row.subscription.id == id) else {
            return Err(Error::Missing(say!("There is no such subscription.")));
        };
        let item = rows.remove(at);
        let others = rows.into_iter().map(|row| row.subscription);
        Ok(SubscriptionPage {
            others: others.filter(|one| one.exists()).collect(),
            users: users(&mut snapshot, asker, id).await?,
            item,
            now: self.sources.now(),
        })
    }

    /// Products of the catalog whose name or part number has what is typed in it: the first by name.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] without an admin role.
    pub async fn find_products(
        &self,
        asker: &Asker,
        typed: &str,
    ) -> Result<Vec<CatalogMatch>, Error> {
        may_read(asker)?;
        let mut conn = self.engine.read().await?;
        let rows =
            query("select product_id, name, part_number from product where organization_id = ?1")
                .bind(asker.organization.0)
                .fetch_all(&mut conn)
                .await?;
        let typed = fold(typed.trim());
        let mut found = Vec::new();
        for row in rows {
            let (name, part_number): (&str, &str) = (row.try_get(1)?, row.try_get(2)?);
            let folded = fold(name);
            if folded.contains(&typed) || fold(part_number).contains(&typed) {
                let product = Named {
                    id: ProductId(row.try_get(0)?),
                    name: name.into(),
                };
                let part_number = part_number.into();
                // What begins with it comes first.
                let key = (!folded.starts_with(&typed), folded, product.id);
                found.push((
                    key,
                    CatalogMatch {
                        product,
                        part_number,
                    },
                ));
            }
        }
        found.sort_by(|one, other| one.0.cmp(&other.0));
        found.truncate(FOUND);
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }
}

/// All subscriptions that the asker sees, or those of the product of one of them.
async fn items(
    conn: &mut Conn,
    asker: &Asker,
    of: Option<SubscriptionId>,
) -> Result<Vec<SubscriptionItem>, Error> {
    let rows = query(
        "select subscription_id, seats, state, channel, since_at, ends_at, length, recurring, grown_at, next_at,
                subscription.product_id, purchaser, product.name, product.part_number,
                exists (select 1 from product as other
                        where other.organization_id = ?1 and other.part_number = product.part_number
                          and other.product_id <> product.product_id),
                coalesce(seats.assignable, 0), coalesce(seats.assigned, 0),
                case when channel = 'self-service' then (select count(*) from license
                    where license.organization_id = ?1 and source = 'self-service'
                      and source_id = subscription_id) else 0 end
         from subscription
         join product on product.organization_id = ?1 and product.product_id = subscription.product_id
         left join seats on seats.organization_id = ?1 and seats.product_id = subscription.product_id
         where subscription.organization_id = ?1
           and (?2 is null or subscription.product_id = (
                select product_id from subscription where organization_id = ?1 and subscription_id = ?2))
         order by subscription.created_at, subscription_id",
    )
    .bind(asker.organization.0)
    .bind(of.map(|one| one.0))
    .fetch_all(conn)
    .await?;
    let mut items = rows.iter().map(item).collect::<Result<Vec<_>, Error>>()?;
    items.retain(|item| item.subscription.visible_to(&asker.actor));
    items.sort_by_cached_key(|item| (fold(&item.product.name), item.product.id));
    Ok(items)
}

fn item(row: &Row) -> Result<SubscriptionItem, Error> {
    let id = ProductId(row.try_get(WIDTH)?);
    let purchaser: Option<&str> = row.try_get(WIDTH + 1)?;
    let name: &str = row.try_get(WIDTH + 2)?;
    let seats = Seats {
        assignable: row.try_get(WIDTH + 5)?,
        assigned: row.try_get(WIDTH + 6)?,
    };
    Ok(SubscriptionItem {
        product: Named {
            id,
            name: name.into(),
        },
        slug: slug(id, row.try_get(WIDTH + 3)?, row.try_get(WIDTH + 4)?),
        subscription: subscriptions::read(row, 0)?,
        purchaser: purchaser.map(Arc::from),
        seats,
        users: row.try_get(WIDTH + 7)?,
    })
}

/// Who holds something by this purchase.
async fn users(
    conn: &mut Conn,
    asker: &Asker,
    id: SubscriptionId,
) -> Result<Vec<Named<UserId>>, Error> {
    let rows = query(
        "select person.user_id, person.name
         from license join person using (organization_id, user_id)
         where license.organization_id = ?1 and source = 'self-service' and source_id = ?2
         order by person.name_key, person.user_id limit ?3",
    )
    .bind(asker.organization.0)
    .bind(id.0)
    .bind(NAMED)
    .fetch_all(conn)
    .await?;
    let named = |row: &Row| {
        Ok(Named {
            id: UserId(row.try_get(0)?),
            name: row.try_get::<&str, _>(1)?.into(),
        })
    };
    rows.iter().map(named).collect()
}

/// May they see what a partner bought?
pub(crate) fn sees_partner(asker: &Asker) -> bool {
    asker.actor.may(Verb::SeePartnerSubscriptions).is_ok()
}
