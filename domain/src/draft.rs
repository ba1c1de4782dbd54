//! A draft: where one user would stand after the order. Each verb edits it; then it is judged.

use crate::enabled::{Enabled, Held, sources};
use crate::standing::{Standing, State};
use crate::{
    Action, Actor, Cause, Change, Effect, Facts, License, Location, Named, Person, Product,
    ProductId, Role, ServiceId, UserId, UserKind, Verb, Via, add_user, assign, conflict,
    delete_user, dependency, edit_user, manage, replace, restore_user, set_location, set_roles,
    set_services, sign_in, unassign,
};
use std::collections::BTreeSet;

pub(crate) struct Draft<'f> {
    pub(crate) facts: &'f Facts,
    pub(crate) user: UserId,
    pub(crate) before: Held,
    pub(crate) held: Held,
    pub(crate) location: Option<Location>,
    pub(crate) roles: Vec<Role>,
    /// Products that the order assigns to this user.
    pub(crate) ordered: BTreeSet<ProductId>,
    /// Products that this user keeps, but on a seat of the organization from now on.
    pub(crate) moved: BTreeSet<ProductId>,
    /// Why not: first what the verbs found out, then what the judges did; each once.
    pub(crate) causes: Vec<Cause>,
    /// The account, if the order touches it.
    pub(crate) standing: Option<Standing<'f>>,
    /// What groups would give, but no seat is left.
    pub(crate) without_seat: BTreeSet<ProductId>,
    location_before: Option<Location>,
    roles_before: &'f [Role],
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
        let actions: Vec<&Action> = actions.into_iter().collect();
        let roles = facts.roles_of(person.id);
        let mut draft = Self {
            facts,
            roles: roles.to_vec(),
            roles_before: roles,
            user: person.id,
            standing: Standing::of(facts, person, &actions),
            without_seat: BTreeSet::new(),
            held: before.clone(),
            before,
            location: person.location,
            location_before: person.location,
            ordered: BTreeSet::new(),
            moved: BTreeSet::new(),
            causes: Vec::new(),
        };
        draft.judge_account(&actions, actor);
        if actions.iter().any(|action| action.touches_licenses()) {
            let is_guest = person.kind == UserKind::Guest;
            if is_guest && actor.may(Verb::AssignLicensesToGuests).is_err() {
                draft.causes.push(Cause::Guest);
            }
            let found = conflict::judge(&draft).into_iter();
            let found: Vec<_> = found.chain(dependency::judge(&draft)).collect();
            draft.causes.extend(set_location::judge(&draft));
            draft.causes.extend(found);
        } else if !draft.moved.is_empty() {
            // What a user has already, and keeps, brings about no conflict.
            draft.causes.extend(set_location::judge(&draft));
        }
        let mut seen = BTreeSet::new();
        draft.causes.retain(|cause| seen.insert(cause.clone()));
        draft
    }

    /// What the actions do, and whether the account may come to stand so.
    fn judge_account(&mut self, actions: &[&Action], actor: &Actor) {
        let rights = self.standing.as_ref().and_then(|one| one.rights(actor));
        self.causes.extend(rights);
        for action in actions {
            self.carry_out(action);
        }
        let Some(standing) = &mut self.standing else {
            return;
        };
        if standing.after.state != State::Active {
            // Whoever goes is given nothing more.
            standing.after.profile = standing.before.profile.clone();
            standing.after.enabled = standing.before.enabled;
            self.roles = self.roles_before.to_vec();
            self.location = self.location_before;
            self.held.clear();
            self.ordered.clear();
        }
        let flaws = standing.flaws(self.facts, self.user);
        self.causes.extend(flaws);
    }

    /// Somebody who holds `licenses`, all of them new.
    pub(crate) fn of_all(facts: &'f Facts, licenses: &[License]) -> Self {
        let held = licenses.iter();
        Self {
            facts,
            before: Held::new(),
            held: held
                .map(|license| ((license.product, license.via), license.off.clone()))
                .collect(),
            location: None,
            location_before: None,
            roles: Vec::new(),
            roles_before: &[],
            user: UserId(uuid::Uuid::nil()),
            standing: None,
            without_seat: BTreeSet::new(),
            ordered: BTreeSet::new(),
            moved: BTreeSet::new(),
            causes: Vec::new(),
        }
    }

    fn carry_out(&mut self, action: &Action) {
        match action {
            Action::Assign(choices) => assign::edit(self, choices),
            Action::Unassign(products) => unassign::edit(self, products),
            Action::Replace { from, to } => replace::edit(self, from.as_deref(), to),
            Action::SetServices { product, switch } => set_services::edit(self, *product, switch),
            Action::SetLocation(location) => self.location = Some(*location),
            Action::Relocate { from, to } => set_location::relocate(self, *from, *to),
            Action::SetRoles(roles) => set_roles::edit(self, roles),
            Action::Configure(_) => {}
            Action::AddUser { profile, .. } => add_user::edit(self, profile),
            Action::EditUser(edits) => edit_user::edit(self, edits),
            Action::BlockSignIn => sign_in::edit(self, false),
            Action::AllowSignIn => sign_in::edit(self, true),
            Action::DeleteUser => delete_user::delete(self),
            Action::RestoreUser => restore_user::edit(self),
            Action::PurgeUser => delete_user::purge(self),
            Action::BuySeats { .. } | Action::Subscribe(_) => {}
            Action::Manage {
                product,
                subscription,
                deed,
            } => manage::edit(self, *product, *subscription, *deed),
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
            let (product, via) = *key;
            match (self.before.get(key).cloned(), self.held.get(key).cloned()) {
                (None, Some(off)) if via != Via::Direct => Some(Change::SourceBegun {
                    product,
                    via,
                    off,
                    users: users(),
                }),
                (Some(off), None) if via != Via::Direct => Some(Change::SourceEnded {
                    product,
                    via,
                    off,
                    users: users(),
                }),
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
        changes.extend(self.standing.iter().flat_map(Standing::changes));
        if self.roles != self.roles_before {
            changes.push(Change::RolesSet {
                before: self.roles_before.to_vec(),
                after: self.roles.clone(),
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
        let waits = self.without_seat.iter().copied();
        let waits = waits.filter(|id| !after.contains(id));
        let mut effect = Effect {
            gains: self.named(after.difference(&before).copied()),
            loses: self.named(before.difference(&after).copied()),
            keeps: self.named(stays.iter().copied().filter(|id| self.ordered.contains(id))),
            still_has: self.named(stays.iter().copied().filter(given_up)),
            moves: self.named(stays.iter().copied().filter(|id| self.moved.contains(id))),
            turned_on: self.switched(&stays, &self.before, &self.held),
            turned_off: self.switched(&stays, &self.held, &self.before),
            location: self
                .location
                .filter(|_| self.location != self.location_before),
            waits: self.named(waits),
            roles: (self.roles != self.roles_before).then(|| self.roles.clone()),
            ..Effect::default()
        };
        if let Some(standing) = &self.standing {
            standing.tell(&mut effect);
        }
        effect
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
