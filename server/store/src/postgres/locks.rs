//! Who may write what at the same time.
//!
//! A change is decided on facts that must still hold when it is written. SQLite has one writer at a time, so they do. On
//! PostgreSQL, whoever decides says beforehand about what ([`Locks`]), and locks the rows that stand for it until the
//! transaction ends. The transaction is `read committed`, so the statements after the locks see all that was committed
//! before they were given. Hence between reading the facts and writing the change nobody writes what they are made of:
//!
//! - The row of the *organization* stands for all that an order's users and products don't say: settings, rules, the
//!   catalog, groups, roles, and who there is. Whoever changes that, or decides by it, has the row alone; all others
//!   share it. So of two orders that each take one of the last two Global admins away the second is refused, and
//!   nobody named by an order comes or goes meanwhile.
//! - The row of a *user* stands for the location and the licenses: two orders can't bring about a conflict between them.
//! - The row of a *product* stands for its seats and subscriptions: nothing is oversold. (It is always there, as the
//!   counter of a product that was never bought is not.)
//!
//! Whoever shares a row overtakes those who wait to have it alone: for ever, if there are enough of them. So all go through
//! a gate first, the row of the organization's chain. Whoever wants the organization alone keeps the gate shut until the
//! end; all others only pass.
//!
//! Orders for different users and different products so go on side by side. Locks are taken in one sequence
//! (organizations, through their gates; of each the users, then the products, by id) and all at once by those who share a transaction, so
//! that nobody waits in a circle. What still might, an idempotency key used twice at a time, PostgreSQL calls off, and it
//! is done again.
//!
//! Who seals what the ledger tells meets everybody else at the end of the chain, and so does it last, or after the commit:
//! see [`chain`](crate::tables::chain).
//!
//! The locks are `for no key update`, which lets rows that refer to the locked ones be written: sessions, for example, are
//! written by single statements that decide nothing, and take no lock.

use crate::{
    sql::{Conn, Engine, query, query_scalar},
    tables::packed,
};
use domain::{Action, Needs, Order, OrganizationId, ProductId, UserId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// About what somebody decides, so that nobody else does at the same time.
#[derive(Clone, Debug)]
pub(crate) enum Locks {
    /// About nothing: what is written holds, whatever else is.
    Nothing,
    /// About some users and products of the organization.
    Named(OrganizationId, Named),
    /// About anything of the organization.
    Everything(OrganizationId),
}

/// Some users and products.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    users: Vec<UserId>,
    products: Vec<ProductId>,
    /// Those of the users who may lose any product that they hold.
    stripped: Vec<UserId>,
}

impl Locks {
    /// What is decided about one product.
    pub(crate) fn product(organization: OrganizationId, product: ProductId) -> Self {
        let named = Named {
            users: Vec::new(),
            products: vec![product],
            stripped: Vec::new(),
        };
        Self::Named(organization, named)
    }

    /// What `order` is decided about.
    pub(crate) fn of(organization: OrganizationId, order: &Order) -> Self {
        // Whoever lets the rule need more, says here what guards it.
        let Needs {
            products,
            users,
            accounts,
            usernames,
            admins,
            settings,
            holders,
            buyers,
        } = order.needs();
        let touches_accounts = !accounts.is_empty() || !usernames.is_empty();
        let concerns_holders = !holders.is_empty() || !buyers.is_empty();
        if touches_accounts || concerns_holders || admins || settings {
            return Self::Everything(organization);
        }
        let strips = |action: &Action| matches!(action, Action::Replace { from: None, .. });
        let strip = order.steps.iter().filter(|step| strips(&step.action));
        let stripped = strip.flat_map(|step| step.users.iter().copied());
        let named = Named {
            stripped: stripped.collect(),
            users,
            products,
        };
        Self::Named(organization, named)
    }
}

impl Conn {
    /// Waits until nobody else decides about any of this, and keeps it so until the transaction ends. What was decided
    /// before is seen by the statements that follow. Asked once in a transaction, for all that is decided in it.
    pub(crate) async fn lock(
        &mut self,
        wanted: impl Iterator<Item = &Locks>,
    ) -> Result<(), sqlx::Error> {
        if self.engine() == Engine::Sqlite {
            return Ok(());
        }
        // What is named of each organization; none, if it is everything.
        let mut all: BTreeMap<OrganizationId, Option<Vec<&Named>>> = BTreeMap::new();
        for locks in wanted {
            match locks {
                Locks::Nothing => {}
                Locks::Named(organization, named) => {
                    let known = all.entry(*organization).or_insert_with(|| Some(Vec::new()));
                    known.iter_mut().for_each(|known| known.push(named));
                }
                Locks::Everything(organization) => drop(all.insert(*organization, None)),
            }
        }
        for (organization, named) in all {
            match named {
                None => self.lock_everything(organization).await?,
                Some(named) => self.lock_named(organization, &named).await?,
            }
        }
        Ok(())
    }

    async fn lock_everything(&mut self, organization: OrganizationId) -> Result<(), sqlx::Error> {
        let id = organization.0;
        self.run(format!(
            "select 1 from chain where organization_id = {id} for update;
             select 1 from organization where organization_id = {id} for no key update"
        ))
        .await
    }

    /// Whoever has a share in the organization's row knows who and what there is, so that one statement locks both users
    /// and products.
    async fn lock_named(
        &mut self,
        organization: OrganizationId,
        named: &[&Named],
    ) -> Result<(), sqlx::Error> {
        let id = organization.0;
        // To go back to the savepoint lets go of the gate.
        self.run(format!(
            "savepoint gate;
             select 1 from chain where organization_id = {id} for key share;
             rollback to gate;
             release gate;
             select 1 from organization where organization_id = {id} for share"
        ))
        .await?;
        let users = named.iter().flat_map(|named| &named.users);
        let mut users: BTreeSet<Uuid> = users.map(|user| user.0).collect();
        let products = named.iter().flat_map(|named| &named.products);
        let mut products: BTreeSet<Uuid> = products.map(|product| product.0).collect();
        let stripped: Vec<_> = named.iter().flat_map(|named| &named.stripped).collect();
        if !stripped.is_empty() {
            // What they hold is sure once nobody else decides about them.
            self.lock_rows(organization, std::mem::take(&mut users), BTreeSet::new())
                .await?;
            products.extend(self.held(organization, &stripped).await?);
        }
        self.lock_rows(organization, users, products).await
    }

    /// Locks the rows that have these ids: the users', then the products'. What a lateral query locks, it locks in the
    /// sequence of the list.
    async fn lock_rows(
        &mut self,
        organization: OrganizationId,
        users: BTreeSet<Uuid>,
        products: BTreeSet<Uuid>,
    ) -> Result<(), sqlx::Error> {
        query(
            "select products.locked
             from (
                 select count(*) as locked from json_each(?2) as wanted
                 join lateral (
                     select 1 from person where organization_id = ?1 and user_id = unhex(wanted.value)
                     for no key update) as row on true) as users
             join lateral (
                 select count(*) as locked from json_each(?3) as wanted
                 join lateral (
                     select 1 from product where organization_id = ?1 and product_id = unhex(wanted.value)
                     for no key update) as row on users.locked >= 0) as products on true",
        )
        .bind(organization.0)
        .bind(packed::ids(users))
        .bind(packed::ids(products))
        .execute(self)
        .await?;
        Ok(())
    }

    /// The products that were assigned to these users directly.
    async fn held(
        &mut self,
        organization: OrganizationId,
        users: &[&UserId],
    ) -> Result<Vec<Uuid>, sqlx::Error> {
        query_scalar(
            "select distinct license.product_id from json_each(?2) as wanted
             join license on organization_id = ?1 and user_id = unhex(wanted.value) and source = 'direct'",
        )
        .bind(organization.0)
        .bind(packed::ids(users.iter().map(|user| user.0)))
        .fetch_all(self)
        .await
    }
}
