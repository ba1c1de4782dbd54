//! Seats that open panes hold.

use super::{Model, text::fold};
use domain::{HOLD, Hold, Named, PRESENCE, ProductId, UserId, Verb};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::{Asker, Error};

/// An assign pane that was opened.
#[derive(Clone)]
pub struct Pane {
    pub user: UserId,
    admin: Arc<str>,
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
            admin: asker.actor.name.clone(),
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

    /// Who assigned these products has their panes open no more.
    pub fn close_panes(&mut self, asker: Option<UserId>, assigned: &BTreeSet<ProductId>) {
        let done = |pane: &Pane| Some(pane.user) == asker && assigned.contains(&pane.product);
        self.panes.retain(|_, pane| !done(pane));
    }

    /// Who has which product's pane open, by name.
    pub fn holds(&self) -> Vec<Hold> {
        let mut open: BTreeMap<(UserId, ProductId), Vec<&Pane>> = BTreeMap::new();
        for pane in self.open() {
            let own = open.entry((pane.user, pane.product));
            own.or_default().push(pane);
        }
        let hold = |((user, product), own): (&(UserId, ProductId), &Vec<&Pane>)| {
            let holding = own.iter().filter(|pane| self.now < pane.until);
            Some(Hold {
                product: *product,
                admin: Named {
                    id: *user,
                    name: own.iter().map(|pane| &pane.admin).max()?.clone(),
                },
                seats: holding.map(|pane| pane.seats).sum(),
                until: own.iter().map(|pane| pane.until).max()?,
            })
        };
        let mut holds: Vec<Hold> = open.iter().filter_map(hold).collect();
        holds.sort_by_key(|hold| (fold(&hold.admin.name), hold.admin.id, hold.product));
        holds
    }
}
