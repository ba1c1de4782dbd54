//! A draft: where one user would stand after the order. Each verb edits it; then it is judged.

use crate::enabled::{Enabled, Held, sources};
use crate::{
    Action, Actor, Cause, Change, Effect, Facts, Location, Named, Person, Product, ProductId,
    ServiceId, UserKind, Verb, Via, assign, conflict, dependency, replace, set_location,
    set_services, unassign,
};
use std::collections::BTreeSet;

pub(crate) struct Draft<'f> {
    pub(crate) facts: &'f Facts,
    pub(crate) before: Held,
    pub(crate) held: Held,
    pub(crate) location: Option<Location>,
    /// Products that the order assigns to this user.
    pub(crate) ordered: BTreeSet<ProductId>,
    /// Why not: first what the verbs found out, then what the judges did; each once.
    pub(crate) causes: Vec<Cause>,
    location_before: Option<Location>,
}

impl<'f> Draft<'f> {
    /// `person` after `actions` of `actor`, judged: its causes are all the reasons why not.
    pub(crate) fn judged<'a>(
        facts: &'f Facts,
        person: &Person,
        actions: impl IntoIterator<Item = &'a Action>,
        actor: &Actor,
    ) -> Self {
        let licenses = person.licenses.iter();
        let before: Held = licenses
            .map(|license| ((license.product, license.via), license.off.clone()))
            .collect();
        let mut draft = Self {
            facts,
            held: before.clone(),
            before,
            location: person.location,
            location_before: person.location,
            ordered: BTreeSet::new(),
            causes: Vec::new(),
        };
        let mut touches_licenses = false;
        for action in actions {
            draft.carry_out(action);
            touches_licenses |= action.touches_licenses();
        }
        if touches_licenses {
            let is_guest = person.kind == UserKind::Guest;
            if is_guest && actor.may(Verb::AssignLicensesToGuests).is_err() {
                draft.causes.push(Cause::Guest);
            }
            let found = set_location::judge(&draft).into_iter();
            let found = found.chain(conflict::judge(&draft));
            let found: Vec<_> = found.chain(dependency::judge(&draft)).collect();
            draft.causes.extend(found);
        }
        let mut seen = BTreeSet::new();
        draft.causes.retain(|cause| seen.insert(cause.clone()));
        draft
    }

    fn carry_out(&mut self, action: &Action) {
        match action {
            Action::Assign(choices) => assign::edit(self, choices),
            Action::Unassign(products) => unassign::edit(self, products),
            Action::Replace { from, to } => replace::edit(self, from.as_deref(), to),
            Action::SetServices { product, switch } => set_services::edit(self, *product, switch),
            Action::SetLocation(location) => self.location = Some(*location),
            Action::BuySeats { .. } => {}
        }
    }

    pub(crate) fn product(&self, id: ProductId) -> Option<&'f Product> {
        self.facts.products.get(&id)
    }

    pub(crate) fn on_before(&self) -> Enabled<'_> {
        Enabled::of(self.facts, &self.before)
    }

    pub(crate) fn on_after(&self) -> Enabled<'_> {
        Enabled::of(self.facts, &self.held)
    }

    /// Does a direct license begin with this order?
    pub(crate) fn begins(&self) -> bool {
        let mut licenses = self.held.keys();
        licenses.any(|license| license.1 == Via::Direct && !self.before.contains_key(license))
    }

    /// Why the user's license of `product` can't be changed here: not held, or not held directly.
    pub(crate) fn not_direct(&self, product: ProductId) -> Cause {
        let named = self.facts.product_named(product);
        let mut held = false;
        let mut groups = Vec::new();
        for (via, _) in sources(&self.held, product) {
            held = true;
            if let Via::Group(group) = via {
                groups.push(self.facts.group_named(group));
            }
        }
        match (held, groups.is_empty()) {
            (false, _) => Cause::NotHeld(named),
            (true, false) => Cause::Inherited(named, groups),
            (true, true) => Cause::HeldBySelfService(named),
        }
    }

    /// What changes, with the users left open.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let users = Vec::new;
        let keys: BTreeSet<_> = self.before.keys().chain(self.held.keys()).collect();
        let change = |key: &(ProductId, Via)| {
            let product = key.0;
            match (self.before.get(key).cloned(), self.held.get(key).cloned()) {
                (None, Some(off)) => Some(Change::Assigned {
                    product,
                    off,
                    users: users(),
                }),
                (Some(off), None) => Some(Change::Unassigned {
                    product,
                    off,
                    users: users(),
                }),
                (Some(before), Some(after)) if before != after => Some(Change::ServicesSet {
                    product,
                    before,
                    after,
                    users: users(),
                }),
                _ => None,
            }
        };
        let mut changes: Vec<_> = keys.into_iter().filter_map(change).collect();
        if self.location != self.location_before {
            changes.push(Change::LocationSet {
                before: self.location_before,
                after: self.location,
                users: users(),
            });
        }
        changes
    }

    /// Products for which a seat is taken, and those for which one is freed.
    pub(crate) fn seats(&self) -> (Vec<ProductId>, Vec<ProductId>) {
        let using = |held: &Held| -> BTreeSet<ProductId> {
            let seated = held.keys().filter(|(_, via)| via.uses_seat());
            seated.map(|(product, _)| *product).collect()
        };
        let (before, after) = (using(&self.before), using(&self.held));
        (
            after.difference(&before).copied().collect(),
            before.difference(&after).copied().collect(),
        )
    }

    /// What it means for the user.
    pub(crate) fn effect(&self) -> Effect {
        let products =
            |held: &Held| -> BTreeSet<ProductId> { held.keys().map(|key| key.0).collect() };
        let (before, after) = (products(&self.before), products(&self.held));
        let stays: Vec<ProductId> = before.intersection(&after).copied().collect();
        let direct = |held: &Held, id: ProductId| held.contains_key(&(id, Via::Direct));
        let given_up = |id: &ProductId| direct(&self.before, *id) && !direct(&self.held, *id);
        Effect {
            gains: self.named(after.difference(&before).copied()),
            loses: self.named(before.difference(&after).copied()),
            keeps: self.named(stays.iter().copied().filter(|id| self.ordered.contains(id))),
            still_has: self.named(stays.iter().copied().filter(given_up)),
            turned_on: self.switched(&stays, &self.before, &self.held),
            turned_off: self.switched(&stays, &self.held, &self.before),
            location: self
                .location
                .filter(|_| self.location != self.location_before),
        }
    }

    fn named(&self, products: impl Iterator<Item = ProductId>) -> Vec<Named<ProductId>> {
        products.map(|id| self.facts.product_named(id)).collect()
    }

    /// The services of `products` that are off in `from` and on in `to`.
    fn switched(&self, products: &[ProductId], from: &Held, to: &Held) -> Vec<Named<ServiceId>> {
        let mut switched = BTreeSet::new();
        for id in products {
            if sources(from, *id).eq(sources(to, *id)) {
                continue;
            }
            let on = |held, service| sources(held, *id).any(|(_, off)| !off.contains(service));
            let services = self
                .product(*id)
                .into_iter()
                .flat_map(|one| one.services.iter());
            switched.extend(services.filter(|service| on(to, *service) && !on(from, *service)));
        }
        let services = switched.into_iter();
        services.map(|id| self.facts.service_named(id)).collect()
    }
}
