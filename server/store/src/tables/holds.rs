//! Seats that open panes need, kept from others for a moment. Whoever decides an order reads them with the facts.

use crate::{
    Asker, Error, Store,
    fold::fold,
    news,
    postgres::Locks,
    sql::{Conn, query, query_as, query_scalar},
};
use domain::{
    HOLD, Hold, Named, OrganizationId, PRESENCE, ProductId, UserId, Verb, say, still_held,
};
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc};
use uuid::Uuid;

/// So many panes may somebody have open, so that nobody fills the table.
const MOST: usize = 20;

impl Store {
    /// A page says that its assign pane is open, and how many seats it needs: they are held, as far as there are some that
    /// no other pane holds, for [`HOLD`] seconds from when that number last changed. It says it again every now and then, or it
    /// is taken for closed after [`PRESENCE`] seconds; what has become free until then is held as well.
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

    /// Who has which product's panes open, and how many seats each holds: by name. For whoever may read; the caller sees to
    /// that.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Unavailable`].
    pub async fn holds(&self, organization: OrganizationId) -> Result<Vec<Hold>, Error> {
        let mut conn = self.engine.read().await?;
        let open = open(&mut conn, organization, self.sources.now()).await?;
        let products: BTreeSet<ProductId> = open.iter().map(|pane| pane.product).collect();
        let mut holds = Vec::with_capacity(open.len());
        for product in products {
            let panes = open.iter().filter(|pane| pane.product == product);
            let left = panes.clone().next().map_or(0, |pane| pane.left);
            holds.extend(held(panes, left).map(|(pane, seats)| pane.hold(seats)));
        }
        holds.sort_by_cached_key(|hold| {
            let name = fold(&hold.admin.name);
            (name, hold.admin.id, hold.product, hold.pane)
        });
        Ok(holds)
    }
}

/// A pane that is open.
pub(crate) struct Open {
    id: Uuid,
    pub(crate) product: ProductId,
    pub(crate) user: UserId,
    admin: Arc<str>,
    wanted: u32,
    /// The seats that were given to it; none once that has lapsed.
    pub(crate) given: u32,
    until: i64,
    /// Seats of its product that nobody uses, held or not.
    left: u32,
}

impl Open {
    fn hold(&self, seats: u32) -> Hold {
        Hold {
            pane: self.id,
            product: self.product,
            admin: Named {
                id: self.user,
                name: self.admin.clone(),
            },
            seats,
            until: self.until,
        }
    }
}

/// All panes that are open. Whose need changed first comes first.
pub(crate) async fn open(
    conn: &mut Conn,
    organization: OrganizationId,
    now: i64,
) -> Result<Vec<Open>, Error> {
    type Row = (Uuid, Uuid, Uuid, Arc<str>, u32, u32, i64, i64);
    let rows: Vec<Row> = query_as(
        "select hold.hold_id, hold.product_id, hold.user_id, hold.admin, hold.wanted,
                case when hold.until_at > ?2 then hold.seats else 0 end, hold.until_at,
                coalesce(seats.assignable - seats.assigned, 0)
         from hold
         left join seats on seats.organization_id = ?1 and seats.product_id = hold.product_id
         where hold.organization_id = ?1 and hold.seen_at > ?3
         order by hold.until_at, hold.hold_id",
    )
    .bind(organization.0)
    .bind(now)
    .bind(now - PRESENCE)
    .fetch_all(conn)
    .await?;
    let pane = |(id, product, user, admin, wanted, given, until, left): Row| Open {
        id,
        product: ProductId(product),
        user: UserId(user),
        admin,
        wanted,
        given,
        until,
        left: not_negative(left),
    };
    Ok(rows.into_iter().map(pane).collect())
}

/// These panes of one product, with what each holds of the seats that are `left`.
fn held<'o>(
    panes: impl Iterator<Item = &'o Open>,
    left: u32,
) -> impl Iterator<Item = (&'o Open, u32)> {
    still_held(panes.map(|pane| (pane, pane.given)), left)
}

/// A product that is overdrawn has no seats left.
fn not_negative(seats: i64) -> u32 {
    u32::try_from(seats.max(0)).unwrap_or(u32::MAX)
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
        let open = open(conn, self.organization, self.now).await?;
        let own = open.iter().filter(|pane| pane.user == self.user);
        if own.filter(|pane| pane.id != self.id).count() >= MOST {
            return Err(Error::Input(say!(
                "You have too many panes open. Close some: {most} can hold seats at once.",
                most = MOST.to_string()
            )));
        }
        let panes = open.iter().filter(|pane| pane.product == self.product);
        let left = self.left(conn).await?;
        let others = held(panes, left).filter(|(pane, _)| pane.id != self.id);
        let others: u32 = others.map(|(_, seats)| seats).sum();
        let seats = self.wanted.min(left.saturating_sub(others));
        if let Some(same) = open.iter().find(|pane| self.is_said_again(pane)) {
            query(
                "update hold set seen_at = ?4, seats = case when until_at > ?4 then ?5 else seats end
                 where organization_id = ?1 and hold_id = ?2 and user_id = ?3",
            )
            .bind(self.organization.0)
            .bind(self.id)
            .bind(self.user.0)
            .bind(self.now)
            .bind(seats)
            .execute(&mut *conn)
            .await?;
            return match same.until > self.now && same.given != seats {
                true => news::tell(conn, self.organization).await,
                false => Ok(()),
            };
        }
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
        .bind(self.wanted)
        .bind(seats)
        .bind(self.now + HOLD)
        .bind(self.now)
        .bind(self.admin.to_string())
        .execute(&mut *conn)
        .await?;
        news::tell(conn, self.organization).await
    }

    /// The seats of the product that nobody uses.
    async fn left(&self, conn: &mut Conn) -> Result<u32, Error> {
        let left: Option<i64> = query_scalar(
            "select assignable - assigned from seats where organization_id = ?1 and product_id = ?2",
        )
        .bind(self.organization.0)
        .bind(self.product.0)
        .fetch_optional(conn)
        .await?;
        Ok(not_negative(left.unwrap_or_default()))
    }

    /// Does the page say of this pane what it said before?
    fn is_said_again(&self, pane: &Open) -> bool {
        let whose = (pane.id, pane.user) == (self.id, self.user);
        whose && (pane.product, pane.wanted) == (self.product, self.wanted)
    }
}
