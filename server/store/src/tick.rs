//! What time brings about: call it now and then. Asked twice at the same moment, it is done once.

use crate::{
    Asker, Error, Store, Terms,
    carry_out::Due,
    postgres::Locks,
    sql::{Conn, query},
    tables::{chain, pages, subscriptions},
};
use domain::{Deed, Order, OrganizationId, ProductId, RESTORABLE, Subscription};

/// So many users are purged by one entry of the ledger.
const AT_ONCE: u32 = 1_000;

/// What time brought about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Users who were deleted 30 days ago, and are now gone for good.
    pub purged_users: usize,
    /// Subscriptions that were renewed, expired, were disabled or deleted.
    pub subscriptions: usize,
}

impl Store {
    /// Does all that is due by the store's clock: each thing as an order of its own, through the one door. And seals what
    /// a process that ended left unsealed.
    ///
    /// # Errors
    /// Whatever a step meets first. It keeps no other step away; what was done stays done, and the next tick goes on.
    pub async fn tick(&self, organization: OrganizationId) -> Result<Ticked, Error> {
        let asker = Asker::clock(organization);
        let sealed = self.seal_rest(organization).await;
        let purged_users = self.purge_due(&asker).await;
        let subscriptions = self.advance_due(&asker).await;
        sealed?;
        Ok(Ticked {
            purged_users: purged_users?,
            subscriptions: subscriptions?,
        })
    }

    /// Seals what waits in the ledger, if anything does.
    async fn seal_rest(&self, organization: OrganizationId) -> Result<(), Error> {
        let mut conn = self.engine.read().await?;
        let waiting = chain::first_unsealed(&mut conn, organization).await?;
        drop(conn);
        if let Some(place) = waiting {
            let nothing = async move |_: &mut Conn| Ok(((), Some(place)));
            self.engine.write_told(Locks::Nothing, nothing).await?;
        }
        Ok(())
    }

    /// Purges whoever was deleted long enough ago.
    async fn purge_due(&self, asker: &Asker) -> Result<usize, Error> {
        let deleted_until = self.now() - RESTORABLE;
        let mut purged = 0;
        loop {
            let mut conn = self.engine.read().await?;
            let due = pages::deleted_until(&mut conn, asker.organization, deleted_until, 1).await?;
            drop(conn);
            if due.is_empty() {
                return Ok(purged);
            }
            let due = Due::Purge {
                deleted_until,
                most: AT_ONCE,
            };
            match self.carry_out_due(asker, due).await {
                Ok(receipt) => purged += receipt.changed_users,
                // Somebody else was faster.
                Err(Error::Refused(_)) => return Ok(purged),
                Err(error) => return Err(error),
            }
        }
    }

    /// Brings subscriptions into the state that they have come to by now: an order each.
    async fn advance_due(&self, asker: &Asker) -> Result<usize, Error> {
        let mut done = 0;
        for order in self.subscriptions_due(asker.organization).await? {
            match self.carry_out(asker, &order, Terms::default()).await {
                Ok(_) => done += 1,
                // Somebody else was faster.
                Err(Error::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    /// Subscriptions that are renewed, expire, are disabled or deleted: an order each.
    async fn subscriptions_due(&self, organization: OrganizationId) -> Result<Vec<Order>, Error> {
        let now = self.sources.now();
        let mut conn = self.engine.read().await?;
        let rows = query(
            "select subscription_id, seats, state, channel, since_at, ends_at, length, recurring, grown_at, next_at,
                    product_id
             from subscription where organization_id = ?1 and next_at <= ?2 order by next_at, subscription_id",
        )
        .bind(organization.0)
        .bind(now)
        .fetch_all(&mut conn)
        .await?;
        let mut orders = Vec::new();
        for row in rows {
            let subscription = subscriptions::read(&row, 0)?;
            let product = ProductId(row.try_get(subscriptions::WIDTH)?);
            orders.extend(due(product, &subscription, now));
        }
        Ok(orders)
    }
}

fn due(product: ProductId, subscription: &Subscription, now: i64) -> Option<Order> {
    let aged = subscription.aged(now)?;
    let deed = Deed::Advance(aged.state);
    Some(Order::manage(product, subscription.id, deed))
}
