//! Seats that open panes need, kept from others for a moment. Whoever decides an order reads them with the facts.

use crate::{
    Asker, Error, Store,
    fold::fold,
    news,
    postgres::Locks,
    sql::{Conn, query, query_as},
    tables::packed,
};
use domain::{HOLD, Hold, Named, OrganizationId, PRESENCE, ProductId, UserId, Verb, say};
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// So many panes may somebody have open, so that nobody fills the table.
const MOST: u32 = 20;

impl Store {
    /// A page says that its assign pane is open, and how many seats it needs: they are held, as far as there are some that
    /// nobody else holds, for [`HOLD`] seconds from when that number last changed. Says it again every now and then, or it
    /// is taken for closed after [`PRESENCE`] seconds.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] to whoever may not assign; [`Error::Input`] if too many are open; [`Error::Busy`], ...
    pub async fn hold(
        &self,
        asker: &Asker,
        id: Uuid,
        product: ProductId,
        wanted: u32,
    ) -> Result<(), Error> {
        asker
            .actor
            .may(Verb::AssignLicenses)
            .map_err(Error::NotAllowed)?;
        let Some(user) = asker.user else {
            return Err(Error::Input(say!(
                "Only somebody signed in has a pane open."
            )));
        };
        let pane = Pane {
            organization: asker.organization,
            id,
            user,
            admin: asker.actor.name.clone(),
            product,
            wanted,
            now: self.sources.now(),
        };
        // Of two who want the last seats, the second sees what the first got.
        let locks = Locks::product(asker.organization, product);
        self.engine
            .write_alone(locks, async move |conn: &mut Conn| pane.keep(conn).await)
            .await
    }

    /// The pane was closed. Only whose it is closes it.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] to whoever may not assign, and so has none; [`Error::Busy`], ...
    pub async fn release(&self, asker: &Asker, id: Uuid) -> Result<(), Error> {
        asker
            .actor
            .may(Verb::AssignLicenses)
            .map_err(Error::NotAllowed)?;
        let (organization, user) = (asker.organization, asker.user);
        self.engine
            .write(async move |conn: &mut Conn| {
                let gone = query(
                    "delete from hold where organization_id = ?1 and hold_id = ?2 and user_id = ?3",
                )
                .bind(organization.0)
                .bind(id)
                .bind(user.map(|user| user.0))
                .execute(conn)
                .await?;
                if gone.rows_affected() > 0 {
                    news::tell(conn, organization).await?;
                }
                Ok(())
            })
            .await
    }

    /// Who has which product's pane open, and holds how many seats: by name. For whoever may read; the caller sees to that.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn holds(&self, organization: OrganizationId) -> Result<Vec<Hold>, Error> {
        let mut conn = self.engine.read().await?;
        let now = self.sources.now();
        type Row = (Uuid, Uuid, String, i64, i64);
        let rows: Vec<Row> = query_as(
            "select product_id, user_id, max(admin),
                    cast(sum(case when until_at > ?2 then seats else 0 end) as bigint), max(until_at)
             from hold where organization_id = ?1 and seen_at > ?3
             group by product_id, user_id",
        )
        .bind(organization.0)
        .bind(now)
        .bind(now - PRESENCE)
        .fetch_all(&mut conn)
        .await?;
        let hold = |(product, user, name, seats, until): Row| Hold {
            product: ProductId(product),
            admin: Named {
                id: UserId(user),
                name: name.into(),
            },
            seats: u32::try_from(seats).unwrap_or(u32::MAX),
            until,
        };
        let mut holds: Vec<Hold> = rows.into_iter().map(hold).collect();
        holds.sort_by_cached_key(|hold| (fold(&hold.admin.name), hold.admin.id, hold.product));
        Ok(holds)
    }
}

/// The panes of these products that are open: whose, and how many seats they hold.
pub(crate) async fn open(
    conn: &mut Conn,
    organization: OrganizationId,
    products: &[ProductId],
    now: i64,
) -> Result<Vec<(ProductId, UserId, u32)>, Error> {
    let rows: Vec<(Uuid, Uuid, i64)> = query_as(
        "select hold.product_id, hold.user_id, cast(sum(case when hold.until_at > ?3 then hold.seats else 0 end) as bigint)
         from json_each(?2) as wanted
         cross join hold on hold.organization_id = ?1 and hold.product_id = unhex(wanted.value) and hold.seen_at > ?4
         group by hold.product_id, hold.user_id",
    )
    .bind(organization.0)
    .bind(packed::ids(products.iter().map(|product| product.0)))
    .bind(now)
    .bind(now - PRESENCE)
    .fetch_all(conn)
    .await?;
    let row = |(product, user, seats): (Uuid, Uuid, i64)| {
        let seats = u32::try_from(seats).unwrap_or(u32::MAX);
        (ProductId(product), UserId(user), seats)
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Closes these users' panes of these products: what they were opened for is done.
pub(crate) async fn close(
    conn: &mut Conn,
    organization: OrganizationId,
    panes: &[(ProductId, UserId)],
) -> Result<(), Error> {
    if panes.is_empty() {
        return Ok(());
    }
    let hex = |id: Uuid| id.simple().to_string();
    let panes = panes
        .iter()
        .map(|(product, user)| json!([hex(product.0), hex(user.0)]));
    query(
        "delete from hold where organization_id = ?1
             and (product_id, user_id) in (select unhex(value ->> 0), unhex(value ->> 1) from json_each(?2))",
    )
    .bind(organization.0)
    .bind(serde_json::Value::from_iter(panes).to_string())
    .execute(conn)
    .await?;
    Ok(())
}

/// What a page says of its pane.
struct Pane {
    organization: OrganizationId,
    id: Uuid,
    user: UserId,
    admin: Arc<str>,
    product: ProductId,
    wanted: u32,
    now: i64,
}

impl Pane {
    async fn keep(&self, conn: &mut Conn) -> Result<(), Error> {
        query("delete from hold where organization_id = ?1 and seen_at <= ?2")
            .bind(self.organization.0)
            .bind(self.now - PRESENCE)
            .execute(&mut *conn)
            .await?;
        let (left, others, open, before): (i64, i64, i64, Option<i64>) = query_as(
            "select coalesce((select assignable - assigned from seats where organization_id = ?1 and product_id = ?2), 0),
                    (select cast(coalesce(sum(seats), 0) as bigint) from hold
                     where organization_id = ?1 and product_id = ?2 and user_id <> ?3 and until_at > ?5),
                    (select count(*) from hold where organization_id = ?1 and user_id = ?3 and hold_id <> ?4),
                    (select wanted from hold where organization_id = ?1 and hold_id = ?4 and product_id = ?2)",
        )
        .bind(self.organization.0)
        .bind(self.product.0)
        .bind(self.user.0)
        .bind(self.id)
        .bind(self.now)
        .fetch_one(&mut *conn)
        .await?;
        if open >= i64::from(MOST) {
            return Err(Error::Input(say!(
                "You have too many panes open. Close some: {most} can hold seats at once.",
                most = MOST.to_string()
            )));
        }
        let wanted = i64::from(self.wanted);
        if before == Some(wanted) {
            query(
                "update hold set seen_at = ?4
                 where organization_id = ?1 and hold_id = ?2 and user_id = ?3",
            )
            .bind(self.organization.0)
            .bind(self.id)
            .bind(self.user.0)
            .bind(self.now)
            .execute(conn)
            .await?;
            return Ok(());
        }
        let seats = wanted.min((left - others).max(0));
        query(
            "insert into hold (organization_id, hold_id, user_id, admin, product_id, wanted, seats, until_at, seen_at)
             values (?1, ?2, ?3, ?9, ?4, ?5, ?6, ?7, ?8)
             on conflict (organization_id, hold_id) do update set
                 admin = excluded.admin, product_id = excluded.product_id, wanted = excluded.wanted, seats = excluded.seats,
                 until_at = excluded.until_at, seen_at = excluded.seen_at
             where hold.user_id = excluded.user_id",
        )
        .bind(self.organization.0)
        .bind(self.id)
        .bind(self.user.0)
        .bind(self.product.0)
        .bind(wanted)
        .bind(seats)
        .bind(self.now + HOLD)
        .bind(self.now)
        .bind(self.admin.to_string())
        .execute(&mut *conn)
        .await?;
        news::tell(conn, self.organization).await
    }
}
