//! Who may write what at the same time.
//!
//! A change is decided on facts that must still hold when it is written. SQLite has one writer at a time, so they do. On
//! PostgreSQL, whoever decides on facts first locks the row of the organization, until the transaction ends: everybody
//! else who decides waits there, in this process or another. The transaction is `read committed`, so the statements after
//! the lock see all that was committed before it was given. Hence between reading the facts and writing the change nobody
//! writes what they are made of: nothing is oversold, two users' orders can't bring about a conflict between them, and of
//! two orders that each take one of the last two Global admins away the second is refused.
//!
//! The ledger's entry gets its number and its place in the chain under the same lock, in the same transaction, as on SQLite:
//! whatever is committed is chained, without a gap. The price is that an organization's orders are decided one after the
//! other, whoever they are for. To let orders for different users and products be decided side by side, two things must
//! come together: locks of the users' and the counters' rows in one order (users, then products; the organization's row
//! shared), and entries that are chained after their commit, so that the chain's end is nobody's lock meanwhile.
//!
//! Orders that wait in a process share a transaction, and so one wait for the lock and one commit: see
//! [`writer`](crate::writer). Organizations don't wait for each other's locks, but in one process they share its one writer.
//!
//! The lock is `for no key update`, which lets rows that refer to the organization be written: sessions, for example, are
//! written by single statements that decide nothing, and take no lock.

use crate::sql::{Conn, Engine, query};
use domain::OrganizationId;

impl Conn {
    /// Waits until nobody else decides anything about the organization, and keeps it so until the transaction ends.
    /// What was decided before is seen by the statements that follow.
    pub(crate) async fn lock(&mut self, organization: OrganizationId) -> Result<(), sqlx::Error> {
        if self.engine() == Engine::Postgres {
            query("select 1 from organization where organization_id = ?1 for no key update")
                .bind(organization.0)
                .execute(self)
                .await?;
        }
        Ok(())
    }
}
