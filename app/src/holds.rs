//! Who has an assign pane open, and the seats that are held for them: as the live feed tells it.

use crate::session::Me;
use domain::{Hold, ProductId, UserId};
use leptos::prelude::*;
use uuid::Uuid;

/// The holds that are known of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holds {
    all: RwSignal<Vec<Hold>>,
    me: UserId,
}

impl Holds {
    /// Hands it to every component below.
    pub(crate) fn provide(me: &Me) -> Self {
        let holds = Self {
            all: RwSignal::default(),
            me: me.user,
        };
        provide_context(holds);
        holds
    }

    /// Those of this page.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// These are all, from now on.
    pub(crate) fn hear(self, all: Vec<Hold>) {
        self.all.set(all);
    }

    /// Who else has this product's pane open: each once, with what all their panes hold.
    pub(crate) fn of_others(self, product: ProductId) -> Vec<Hold> {
        let all = self.all.read();
        let of_others = |hold: &&Hold| hold.product == product && hold.admin.id != self.me;
        let mut others: Vec<Hold> = Vec::new();
        // By admin: that is how they are told.
        for hold in all.iter().filter(of_others) {
            match others.last_mut() {
                Some(last) if last.admin.id == hold.admin.id => {
                    last.seats += hold.seats;
                    last.until = last.until.max(hold.until);
                }
                _ => others.push(hold.clone()),
            }
        }
        others
    }

    /// What is held for this pane, if something is.
    pub(crate) fn of_pane(self, pane: Uuid) -> Option<Hold> {
        let all = self.all.read();
        let mut holding = all.iter().filter(|hold| hold.seats > 0);
        holding.find(|hold| hold.pane == pane).cloned()
    }

    /// How many seats others hold of each of these.
    pub(crate) fn seats(self, products: &[ProductId]) -> Vec<u32> {
        let held = |product: &ProductId| {
            let others = self.of_others(*product).into_iter();
            others.map(|hold| hold.seats).sum()
        };
        products.iter().map(held).collect()
    }
}
