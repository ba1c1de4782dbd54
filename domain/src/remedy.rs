//! The conflict solver: finds the fixes for a user's problems and proves each by deciding again.

use crate::{
    Action, Actor, Brought, Cause, Edit, Facts, Fix, Named, Person, ProductId, ServiceId, Verb,
    Via, conflict, draft::Draft, fixed::edit_actions,
};
use std::collections::{BTreeMap, BTreeSet};

/// A turned-off service may take others with it; chains longer than this are no remedy.
const LONGEST_CHAIN: usize = 8;

/// Services to turn off, by product.
type Off = BTreeMap<Named<ProductId>, Vec<Named<ServiceId>>>;

/// One user's part of an order that can't be carried out.
pub(crate) struct Case<'c> {
    pub(crate) facts: &'c Facts,
    pub(crate) actor: &'c Actor,
    pub(crate) person: &'c Person,
    pub(crate) actions: &'c [&'c Action],
    pub(crate) draft: &'c Draft<'c>,
}

impl Case<'_> {
    /// The fixes for `cause`, the smallest change first. All of them are tried: the cause is gone,
    /// nothing new is in the way, and the user still gets something of what was asked.
    pub(crate) fn fixes(&self, cause: &Cause) -> Vec<Fix> {
        let mut fixes: Vec<Fix> = self
            .candidates(cause)
            .into_iter()
            .filter_map(|edits| self.proven(edits, cause))
            .map(Fix::new)
            .collect();
        fixes.sort_by_key(|fix| fix.cost);
        let mut seen = BTreeSet::new();
        fixes.retain(|fix| seen.insert(fix.edits.clone()));
        fixes
    }

    fn candidates(&self, cause: &Cause) -> Vec<Vec<Edit>> {
        match cause {
            Cause::NoLocation | Cause::ProhibitedLocation(_) => {
                let may = |_: &crate::Location| self.actor.may(Verb::SetLocation).is_ok();
                let location = self.facts.default_location.filter(may);
                location
                    .map(|to| vec![Edit::SetLocation(to)])
                    .into_iter()
                    .collect()
            }
            Cause::Conflict(_) => self.for_conflict(),
            Cause::Missing { service, any_of } => self.for_missing(service, any_of),
            _ => Vec::new(),
        }
    }

    /// For each product involved: it keeps its services, and the others' conflicting ones go off;
    /// or it goes itself. Or all go that the user holds, or all that are ordered.
    fn for_conflict(&self) -> Vec<Vec<Edit>> {
        let clashes = conflict::clashes(self.draft);
        let brought = clashes.iter().flatten().flat_map(|one| &one.by);
        let involved: BTreeSet<_> = brought.map(|(product, _)| product.clone()).collect();
        let (ordered, held): (Vec<_>, Vec<_>) = involved
            .into_iter()
            .partition(|product| self.draft.ordered.contains(&product.id));
        let all = ordered.iter().chain(&held);
        let mut candidates: Vec<_> = all.filter_map(|one| self.keep(one, &clashes)).collect();
        let skip: Vec<Edit> = ordered.into_iter().map(Edit::Skip).collect();
        let direct = held.into_iter().filter(|product| self.direct(product.id));
        let drop: Vec<Edit> = direct.map(Edit::Drop).collect();
        for goes in [skip, drop] {
            candidates.extend(goes.iter().map(|edit| vec![edit.clone()]));
            candidates.extend((goes.len() > 1).then_some(goes));
        }
        candidates
    }

    /// Of each clash, `product`'s service stays on, if the others can go off; else the first that
    /// can stay; else those that were on before.
    fn keep(&self, product: &Named<ProductId>, clashes: &[Vec<Brought>]) -> Option<Vec<Edit>> {
        let before = self.draft.on_before();
        let was_on = |one: &Brought| before.contains(one.service.id);
        let mut off = Off::new();
        for clash in clashes {
            let mut favorites: Vec<_> = clash.iter().collect();
            favorites.sort_by_key(|one| !one.by.iter().any(|(by, _)| by == product));
            off = favorites
                .into_iter()
                .find_map(|kept| self.all_off(&off, clash, |one| one == kept))
                .or_else(|| self.all_off(&off, clash, was_on))?;
        }
        Some(turn_off(off))
    }

    /// `off`, and all services of `clash` but those `kept`; `None` if one can't be turned off here.
    fn all_off(
        &self,
        off: &Off,
        clash: &[Brought],
        kept: impl Fn(&Brought) -> bool,
    ) -> Option<Off> {
        let mut off = off.clone();
        for other in clash.iter().filter(|one| !kept(one)) {
            self.one_off(&mut off, other)?;
        }
        Some(off)
    }

    /// Notes `brought` to go off wherever it comes from; `None` if one of these has no switch here.
    fn one_off(&self, off: &mut Off, brought: &Brought) -> Option<()> {
        let known = self.facts.services.get(&brought.service.id);
        if known.is_some_and(|service| !service.switchable()) {
            return None;
        }
        for (product, via) in &brought.by {
            if *via != Via::Direct {
                return None;
            }
            let services = off.entry(product.clone()).or_default();
            if !services.contains(&brought.service) {
                services.push(brought.service.clone());
            }
        }
        Some(())
    }

    /// A prerequisite goes on again, or the service goes off, or the products that bring it go.
    fn for_missing(&self, service: &Brought, any_of: &[Named<ServiceId>]) -> Vec<Vec<Edit>> {
        let mut candidates = Vec::new();
        for ((id, via), off) in &self.draft.held {
            let can_go_on = |one: &&Named<ServiceId>| *via == Via::Direct && off.contains(one.id);
            for wanted in any_of.iter().filter(can_go_on) {
                let product = self.facts.product_named(*id);
                candidates.push(vec![Edit::TurnOn(product, vec![wanted.clone()])]);
            }
        }
        let mut off = Off::new();
        if self.one_off(&mut off, service).is_some() {
            candidates.push(turn_off(off));
        }
        let products = service.by.iter().map(|(product, _)| product);
        let brings: BTreeSet<_> = products.cloned().collect();
        if brings.iter().all(|product| self.direct(product.id)) {
            let goes = |product: Named<_>| match self.draft.ordered.contains(&product.id) {
                true => Edit::Skip(product),
                false => Edit::Drop(product),
            };
            candidates.push(brings.into_iter().map(goes).collect());
        }
        candidates
    }

    fn direct(&self, product: ProductId) -> bool {
        self.draft.held.contains_key(&(product, Via::Direct))
    }

    /// The edits, with what they bring about (services whose prerequisite went off go off too), if
    /// they solve `cause` and don't make another.
    fn proven(&self, mut edits: Vec<Edit>, cause: &Cause) -> Option<Vec<Edit>> {
        for _ in 0..LONGEST_CHAIN {
            let left = self.causes_after(&edits)?;
            let known = |one: &Cause| self.draft.causes.iter().any(|before| before.covers(one));
            match left.iter().find(|one| !known(one)) {
                Some(Cause::Missing { service, .. }) => {
                    let mut off = Off::new();
                    self.one_off(&mut off, service)?;
                    off.into_iter().for_each(|more| merge(&mut edits, more));
                }
                Some(_) => return None,
                None => return (!left.iter().any(|one| cause.covers(one))).then_some(edits),
            }
        }
        None
    }

    /// What is in the way after `edits`; `None` if nothing is left of the order for the user.
    fn causes_after(&self, edits: &[Edit]) -> Option<Vec<Cause>> {
        let mut actions: Vec<Action> = self.actions.iter().copied().cloned().collect();
        edits
            .iter()
            .for_each(|edit| edit_actions(&mut actions, edit));
        actions
            .iter()
            .any(|action| {
                action.touches_licenses() || action.touches_account() || action.concerns_holders()
            })
            .then(|| Draft::judged(self.facts, self.person, &actions, self.actor).causes)
    }
}

fn turn_off(off: Off) -> Vec<Edit> {
    let edit = |(product, services)| Edit::TurnOff(product, services);
    off.into_iter().map(edit).collect()
}

/// Adds services to turn off to those that go off already.
fn merge(edits: &mut Vec<Edit>, (product, services): (Named<ProductId>, Vec<Named<ServiceId>>)) {
    let known = edits.iter_mut().find_map(|edit| match edit {
        Edit::TurnOff(known, off) if *known == product => Some(off),
        _ => None,
    });
    match known {
        Some(off) => off.extend(services),
        None => edits.push(Edit::TurnOff(product, services)),
    }
}

impl Cause {
    /// Is `left` what this says, or a part of it? A fix for another cause may take a service or a
    /// license out of this one.
    fn covers(&self, left: &Self) -> bool {
        match (self, left) {
            (Self::Conflict(all), Self::Conflict(some)) => some
                .iter()
                .all(|one| all.iter().any(|other| other.service == one.service)),
            (
                Self::Missing { service, any_of },
                Self::Missing {
                    service: left,
                    any_of: left_any_of,
                },
            ) => service.service == left.service && any_of == left_any_of,
            _ => self == left,
        }
    }
}
