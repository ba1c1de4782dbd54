//! Seats that open panes hold.

use super::{Model, text::fold};
use domain::{HOLD, Hold, Named, PRESENCE, ProductId, UserId, Verb};
use std::{collections::BTreeSet, sync::Arc};
use store::{Asker, Error};
use uuid::Uuid;

/// An assign pane that was opened.
#[derive(Clone)]
pub struct Pane {
    pub user: UserId,
    admin: Arc<str>,
    product: ProductId,
    wanted: u32,
    given: u32,
    until: i64,
    seen: i64,
}

/// The id of the pane of this number.
pub fn pane_id(number: u64) -> Uuid {
    Uuid::from_u64_pair(7, number)
}

fn may_assign(asker: &Asker) -> Result<(), Error> {
    let may = asker.actor.may(Verb::AssignLicenses);
    may.map_err(Error::NotAllowed)
}

impl Model {
    /// The panes that were heard of not long ago: all others are taken for closed.
    fn open(&self) -> impl Iterator<Item = (u64, &Pane)> {
        let panes = self.panes.iter().map(|(number, pane)| (*number, pane));
        panes.filter(|(_, pane)| self.now - pane.seen < PRESENCE)
    }

    /// The open panes of a product, with what each holds: one after the other takes what it was given of the seats left.
    fn shares(&self, product: ProductId) -> Vec<(u64, &Pane, u32)> {
        let open = self.open().filter(|(_, pane)| pane.product == product);
        let mut open: Vec<_> = open.collect();
        open.sort_by_key(|(number, pane)| (pane.until, *number));
        let mut left = self.seats(product).available();
        let mut shares = Vec::new();
        for (number, pane) in open {
            let given = if self.now < pane.until { pane.given } else { 0 };
            let seats = given.min(left);
            left -= seats;
            shares.push((number, pane, seats));
        }
        shares
    }

    /// The seats of a product that others than the asker hold. A script waits for nobody.
    pub fn held(&self, product: ProductId, asker: Option<UserId>) -> u32 {
        let shares = self.shares(product).into_iter();
        let others = shares.filter(|(_, pane, _)| asker.is_some_and(|own| own != pane.user));
        others.map(|(.., seats)| seats).sum()
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
        let shares = self.shares(product).into_iter();
        let others: u32 = shares.filter(|one| one.0 != number).map(|one| one.2).sum();
        let given = wanted.min(self.seats(product).available() - others);
        let fresh = Pane {
            user,
            admin: asker.actor.name.clone(),
            product,
            wanted,
            given,
            until: now + HOLD,
            seen: now,
        };
        let pane = self.panes.entry(number).or_insert_with(|| fresh.clone());
        if pane.user == user {
            if (pane.product, pane.wanted) != (product, wanted) {
                *pane = fresh;
            } else {
                pane.seen = now;
                if now < pane.until {
                    pane.given = given;
                }
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

    /// Who assigned these products has their panes open no more.
    pub fn close_panes(&mut self, asker: Option<UserId>, assigned: &BTreeSet<ProductId>) {
        let done = |pane: &Pane| Some(pane.user) == asker && assigned.contains(&pane.product);
        self.panes.retain(|_, pane| !done(pane));
    }

    /// Who has which product's panes open, by name.
    pub fn holds(&self) -> Vec<Hold> {
        let products: BTreeSet<ProductId> = self.open().map(|(_, pane)| pane.product).collect();
        let products = products.into_iter();
        let shares = products.flat_map(|product| self.shares(product));
        let hold = |(number, pane, seats): (u64, &Pane, u32)| Hold {
            pane: pane_id(number),
            product: pane.product,
            admin: Named {
                id: pane.user,
                name: pane.admin.clone(),
            },
            seats,
            until: pane.until,
        };
        let mut holds: Vec<Hold> = shares.map(hold).collect();
        holds.sort_by_key(|hold| {
            let name = fold(&hold.admin.name);
            (name, hold.admin.id, hold.product, hold.pane)
        });
        holds
    }
}
