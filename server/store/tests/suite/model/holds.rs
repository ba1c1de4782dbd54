//! Seats that open panes hold.

use super::{Model, text::by_name};
use domain::{HOLD, Hold, Named, PRESENCE, ProductId, UserId, Verb};
use store::{Asker, Error};

/// An assign pane that was opened.
#[derive(Clone)]
pub struct Pane {
    pub user: UserId,
    product: ProductId,
    wanted: u32,
    seats: u32,
    until: i64,
    seen: i64,
}

fn may_assign(asker: &Asker) -> Result<(), Error> {
    let may = asker.actor.may(Verb::AssignLicenses);
    may.map_err(Error::NotAllowed)
}

impl Model {
    /// The panes that were heard of not long ago: all others are taken for closed.
    fn open(&self) -> impl Iterator<Item = &Pane> {
        let panes = self.panes.values();
        panes.filter(|pane| self.now - pane.seen < PRESENCE)
    }

    /// The seats of a product that others than the asker hold. A script waits for nobody.
    pub fn held(&self, product: ProductId, asker: Option<UserId>) -> u32 {
        let others = self
            .open()
            .filter(|pane| asker.is_some_and(|own| own != pane.user));
        let holding = others.filter(|pane| pane.product == product && self.now < pane.until);
        holding.map(|pane| pane.seats).sum()
    }

    pub fn hold(
        &mut self,
        asker: &Asker,
        number: u64,
        product: ProductId,
        wanted: u32,
    ) -> Result<(), Error> {
        may_assign(asker)?;
        let user = asker.user.ok_or(Error::Input("".into()))?;
        let now = self.now;
        self.panes.retain(|_, pane| now - pane.seen < PRESENCE);
        let left = self.seats(product).available();
        let seats = wanted.min(left.saturating_sub(self.held(product, Some(user))));
        let fresh = Pane {
            user,
            product,
            wanted,
            seats,
            until: now + HOLD,
            seen: now,
        };
        let pane = self.panes.entry(number).or_insert_with(|| fresh.clone());
        if pane.user == user {
            match (pane.product, pane.wanted) == (product, wanted) {
                true => pane.seen = now,
                false => *pane = fresh,
            }
        }
        Ok(())
    }

    pub fn release(&mut self, asker: &Asker, number: u64) -> Result<(), Error> {
        may_assign(asker)?;
        if self.panes.get(&number).map(|pane| pane.user) == asker.user {
            self.panes.remove(&number);
        }
        Ok(())
    }

    /// Who has which product's pane open, by name.
    pub fn holds(&self) -> Vec<Hold> {
        let mut holds: Vec<Hold> = Vec::new();
        let mut users: Vec<_> = self.users.iter().collect();
        users.sort_by_key(|(id, user)| by_name(**id, user));
        for (id, user) in users {
            for product in self.products.keys() {
                let own = self
                    .open()
                    .filter(|pane| (pane.user, pane.product) == (*id, *product));
                let own: Vec<&Pane> = own.collect();
                let holding = own.iter().filter(|pane| self.now < pane.until);
                if let Some(until) = own.iter().map(|pane| pane.until).max() {
                    holds.push(Hold {
                        product: *product,
                        admin: Named {
                            id: *id,
                            name: user.name(),
                        },
                        seats: holding.map(|pane| pane.seats).sum(),
                        until,
                    });
                }
            }
        }
        holds
    }
}
