//! Who has an assign pane open, and the seats that are held for them: as the live feed tells it.

use crate::session::Me;
use domain::{Hold, ProductId, UserId};
use leptos::prelude::*;

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

    /// Who else has this product's pane open.
    pub(crate) fn of_others(self, product: ProductId) -> Vec<Hold> {
        self.of(product, |hold| hold.admin.id != self.me)
    }

    /// What is held for whoever looks at the page, if something is.
    pub(crate) fn own(self, product: ProductId) -> Option<Hold> {
        self.of(product, |hold| hold.admin.id == self.me && hold.seats > 0)
            .pop()
    }

    /// How many seats others hold of each of these.
    pub(crate) fn seats(self, products: &[ProductId]) -> Vec<u32> {
        let held = |product: &ProductId| {
            let others = self.of_others(*product).into_iter();
            others.map(|hold| hold.seats).sum()
        };
        products.iter().map(held).collect()
    }

    fn of(self, product: ProductId, which: impl Fn(&Hold) -> bool) -> Vec<Hold> {
        let all = self.all.read();
        let those = all.iter().filter(|hold| hold.product == product);
        those.filter(|hold| which(hold)).cloned().collect()
    }
}
