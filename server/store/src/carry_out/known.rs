//! What orders are decided on that are carried out together, each on what those before it leave.

use super::asked::Asked;
use crate::{
    Error,
    sql::Conn,
    tables::{facts, holds},
};
use domain::{Facts, Needs, Order, OrganizationId, ProductId, UserId};

/// What is known when an order is decided.
#[derive(Default)]
pub(super) struct Known {
    pub(super) facts: Facts,
    /// Do several ask? Then each sees the seats that the others hold.
    several: bool,
    /// The panes that are open, of whoever asks alone or else of everybody, with the seats that they hold.
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
            true => holds::open(conn, organization, &needs.products, now).await?,
            false => Vec::new(),
        };
        let (facts, own) = facts::load_with_panes(conn, organization, first, needs, now).await?;
        let panes = match first {
            Some(user) if !several => own.into_iter().map(|own| (own, user, 0)).collect(),
            _ => everybodys,
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
            let others = self.panes.iter().filter(|(_, user, seats)| {
                *seats > 0 && asked.asker.user.is_some_and(|asker| asker != *user)
            });
            for (product, _, seats) in others {
                *self.facts.held.entry(*product).or_default() += seats;
            }
        }
        &mut self.facts
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
