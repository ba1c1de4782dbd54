//! What time brings about: call it now and then. Asked twice at the same moment, it is done once.

use crate::{Asker, Error, Store, carry_out::Due, sqlite::pages};
use domain::{OrganizationId, RESTORABLE};

/// So many users are purged by one entry of the ledger.
const AT_ONCE: u32 = 1_000;

/// What time brought about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// Users who were deleted 30 days ago, and are now gone for good.
    pub purged_users: usize,
}

impl Store {
    /// Does all that is due by the store's clock: each thing as an order of its own, through the one door.
    ///
    /// # Errors
    /// Whatever a step meets. What was done before it stays done, and the next tick goes on.
    pub async fn tick(&self, organization: OrganizationId) -> Result<Ticked, Error> {
        let asker = Asker::clock(organization);
        Ok(Ticked {
            purged_users: self.purge_due(&asker).await?,
        })
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
}
