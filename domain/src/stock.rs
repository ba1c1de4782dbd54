//! The stock: how an order leaves the subscriptions, step by step.

use crate::{
    Action, Actor, Barrier, Cause, Change, Deed, Edit, Facts, Fix, Order, ProductId, Purchase,
    Step, Subscription, SubscriptionChange, SubscriptionId, manage,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

type Key = (ProductId, SubscriptionId);

/// What becomes of the subscriptions that an order touches.
pub(crate) struct Stock<'f> {
    facts: &'f Facts,
    actor: &'f Actor,
    after: BTreeMap<Key, Subscription>,
    /// In the sequence in which they are bought.
    bought: Vec<Key>,
    reduced: BTreeSet<ProductId>,
    /// Those that the order cancels: none of them grows.
    canceled: BTreeSet<SubscriptionId>,
    /// What is in the way.
    pub(crate) causes: Vec<Cause>,
    fresh: u128,
}

impl<'f> Stock<'f> {
    /// The stock after all steps of `order`.
    pub(crate) fn of(actor: &'f Actor, order: &Order, facts: &'f Facts) -> Self {
        let mut stock = Self {
            facts,
            actor,
            after: BTreeMap::new(),
            bought: Vec::new(),
            reduced: BTreeSet::new(),
            canceled: order.steps.iter().filter_map(canceled).collect(),
            causes: Vec::new(),
            fresh: facts.fresh.as_u128(),
        };
        for step in &order.steps {
            match &step.action {
                Action::BuySeats { product, seats } => stock.grow(*product, *seats),
                Action::Subscribe(purchase) => stock.buy(purchase),
                Action::Manage {
                    product,
                    subscription,
                    deed,
                } => stock.manage((*product, *subscription), *deed),
                _ => {}
            }
        }
        stock.check_reduced();
        stock
    }

    /// The subscriptions of a product as they stand so far.
    fn now(&self, id: ProductId) -> impl Iterator<Item = &Subscription> {
        let known = self.facts.products.get(&id).into_iter();
        let before = known.flat_map(|product| &product.subscriptions);
        let bought = self.bought.iter().filter(move |key| key.0 == id);
        before
            .map(move |one| self.after.get(&(id, one.id)).unwrap_or(one))
            .chain(bought.filter_map(|key| self.after.get(key)))
    }

    fn before(&self, (product, id): &Key) -> Option<&'f Subscription> {
        let known = self.facts.products.get(product)?;
        known.subscriptions.iter().find(|one| one.id == *id)
    }

    /// Buys seats: on a subscription that can grow, else on a new one.
    fn grow(&mut self, product: ProductId, seats: u32) {
        let growing = self
            .now(product)
            .find(|one| one.expandable() && !self.canceled.contains(&one.id));
        match growing.map(|one| one.id) {
            Some(id) => self.manage((product, id), Deed::Buy(seats)),
            None => self.buy(&Purchase::usual(product, seats)),
        }
    }

    /// The first new subscription gets the id that was handed in, the next ones those that follow it.
    fn buy(&mut self, purchase: &Purchase) {
        let product = purchase.product;
        if !self.facts.products.contains_key(&product) {
            return;
        }
        let id = SubscriptionId(Uuid::from_u128(self.fresh));
        match purchase.done(id, self.facts.now) {
            Ok(bought) => {
                self.fresh = self.fresh.wrapping_add(1);
                self.bought.push((product, id));
                self.after.insert((product, id), bought);
            }
            Err(barrier) => self
                .causes
                .push(manage::cause(self.facts, product, id, barrier)),
        }
    }

    fn manage(&mut self, key: Key, deed: Deed) {
        let (product, id) = key;
        let Some(known) = self.now(product).find(|one| one.id == id) else {
            self.bar(key, Barrier::Unknown);
            return;
        };
        match deed.done(self.actor, known, self.facts.now) {
            Ok(after) => {
                if matches!(deed, Deed::Remove(_)) {
                    self.reduced.insert(product);
                }
                self.after.insert(key, after);
            }
            Err(barrier) => self.bar(key, barrier),
        }
    }

    fn bar(&mut self, (product, id): Key, barrier: Barrier) {
        let cause = match self.facts.products.contains_key(&product) {
            true => manage::cause(self.facts, product, id, barrier),
            false => Cause::UnknownProduct(product),
        };
        self.causes.push(cause);
    }

    /// Seats are never removed below those assigned.
    fn check_reduced(&mut self) {
        for id in self.reduced.clone() {
            let Some(product) = self.facts.products.get(&id) else {
                continue;
            };
            let left = i64::from(product.seats.assignable) + self.delta(id);
            let short = i64::from(product.seats.assigned) - left;
            let touched = self.after.keys().find(|key| key.0 == id);
            if let (Ok(short @ 1..), Some(key)) = (u32::try_from(short), touched) {
                let assigned = product.seats.assigned;
                self.bar(*key, Barrier::Assigned { assigned, short });
            }
        }
    }

    /// By how many seats more can be assigned of the product.
    pub(crate) fn delta(&self, product: ProductId) -> i64 {
        let of_product = self.after.iter().filter(|(key, _)| key.0 == product);
        let more = of_product.map(|(key, after)| {
            let before = self.before(key).map_or(0, Subscription::assignable);
            i64::from(after.assignable()) - i64::from(before)
        });
        more.sum()
    }

    fn changed(&self) -> impl Iterator<Item = (&Key, Option<&'f Subscription>, &Subscription)> {
        let all = self.after.iter();
        let all = all.map(|(key, after)| (key, self.before(key), after));
        all.filter(|(_, before, after)| *before != Some(*after))
    }

    /// What to write.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let change = |(key, before, after): (&Key, Option<&Subscription>, &Subscription)| {
            Change::SubscriptionSet {
                product: key.0,
                before: before.cloned().map(Box::new),
                after: Some(Box::new(after.clone())),
            }
        };
        self.changed().map(change).collect()
    }

    /// What to read.
    pub(crate) fn outcome(&self) -> Vec<SubscriptionChange> {
        let change = |(key, before, after): (&Key, Option<&Subscription>, &Subscription)| {
            SubscriptionChange {
                product: self.facts.product_named(key.0),
                before: before.cloned(),
                after: Some(after.clone()),
            }
        };
        self.changed().map(change).collect()
    }
}

fn canceled(step: &Step) -> Option<SubscriptionId> {
    match step.action {
        Action::Manage {
            subscription,
            deed: Deed::Cancel,
            ..
        } => Some(subscription),
        _ => None,
    }
}

/// What would get the order past `cause`: tried, so that nothing else is in the way then.
pub(crate) fn fixes(actor: &Actor, order: &Order, facts: &Facts, cause: &Cause) -> Vec<Fix> {
    let Cause::Subscription {
        product,
        subscription,
        barrier,
    } = cause
    else {
        return Vec::new();
    };
    let deeds = order.steps.iter().filter_map(|step| match &step.action {
        Action::Manage {
            subscription: id,
            deed,
            ..
        } if id == subscription => Some(*deed),
        _ => None,
    });
    let instead: BTreeSet<Deed> = deeds.filter_map(|deed| deed.instead(barrier)).collect();
    let fixes = instead.into_iter().map(|deed| {
        let edit = Edit::Manage(product.clone(), *subscription, deed);
        Fix::new(vec![edit])
    });
    let before = Stock::of(actor, order, facts).causes;
    let solves = |fix: &Fix| {
        let after = Stock::of(actor, &order.fixed(fix, &[]), facts).causes;
        !after.contains(cause) && after.iter().all(|one| before.contains(one))
    };
    fixes.filter(solves).collect()
}
