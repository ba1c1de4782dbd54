//! What orders are decided on that are carried out together, each on what those before it leave.

use super::asked::Asked;
use crate::{
    Error,
    sql::Conn,
    tables::{facts, holds},
};
use domain::{Facts, Needs, Order, OrganizationId, ProductId, UserId, still_held};
use std::collections::BTreeSet;

/// What is known when an order is decided.
#[derive(Default)]
pub(super) struct Known {
    pub(super) facts: Facts,
    /// Do several ask? Then each sees the seats that the others hold.
    several: bool,
    /// The panes that are open, of whoever asks alone or else of everybody, with the seats that were given to them. Whose need
    /// changed first comes first.
    panes: Vec<(ProductId, UserId, u32)>,
    /// Those whose order is decided: they are closed with it.
    pub(super) closed: Vec<(ProductId, UserId)>,
}

impl Known {
    pub(super) async fn load(
        conn: &mut Conn,
        organization: OrganizationId,
        all: &[&Asked],
        needs: &Needs,
    ) -> Result<Self, Error> {
        let (first, now) = (all[0].asker.user, all[0].sources.now());
        let several = all.len() > 1;
        let everybodys = match several {
            true => holds::open(conn, organization, now).await?,
            false => Vec::new(),
        };
        let (facts, own) = facts::load_with_panes(conn, organization, first, needs, now).await?;
        let panes = match first {
            Some(user) if !several => own.into_iter().map(|own| (own, user, 0)).collect(),
            _ => everybodys
                .into_iter()
                .filter(|pane| needs.products.contains(&pane.product))
                .map(|pane| (pane.product, pane.user, pane.given))
                .collect(),
        };
        Ok(Self {
            facts,
            several,
            panes,
            closed: Vec::new(),
        })
    }

    /// As it is known to whoever asked.
    pub(super) fn to(&mut self, asked: &Asked) -> &mut Facts {
        self.facts.asker = asked.asker.user;
        if self.several {
            self.facts.held.clear();
            let products: BTreeSet<_> = self.panes.iter().map(|(product, ..)| *product).collect();
            for product in products {
                let held = self.held_from(asked.asker.user, product);
                if held > 0 {
                    self.facts.held.insert(product, held);
                }
            }
        }
        &mut self.facts
    }

    /// The seats of a product that others than the asker hold, of those that the orders before leave.
    fn held_from(&self, asker: Option<UserId>, product: ProductId) -> u32 {
        let known = self.facts.products.get(&product);
        let left = known.map_or(0, |known| known.seats.available());
        let panes = self.panes.iter().filter(|(of, ..)| *of == product);
        let held = still_held(panes.map(|(_, user, given)| (*user, *given)), left);
        let others = held.filter(|(user, _)| asker.is_some_and(|asker| asker != *user));
        others.map(|(_, seats)| seats).sum()
    }

    /// The order is decided: whoever asked has no pane open any more for what it assigns.
    pub(super) fn close(&mut self, asked: &Asked, order: &Order) {
        let assigned = order.assigned();
        let done = self.panes.extract_if(.., |(product, user, _)| {
            asked.asker.user == Some(*user) && assigned.contains(&*product)
        });
        self.closed
            .extend(done.map(|(product, user, _)| (product, user)));
    }
}
