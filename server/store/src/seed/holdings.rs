//! Who holds what.

use super::{
    Plan,
    groups::{Group, groups},
    names::NAMES,
    products::{OTHERS, Portfolio},
    purchases::purchases,
};
use crate::{
    random::Random,
    rows::{GroupRow, KeyedPerson, LicenseRow, PersonRow, PurchaseRow},
};
use domain::{GroupId, SubscriptionId, UserId, UserKind, Via};
use std::{collections::HashMap, sync::Arc};

const DAY: i64 = 86_400;
/// Of a hundred members, how many get their suite from a group, and how many have none at all.
const BY_GROUP: usize = 35;
const UNLICENSED: usize = 10;
/// Of a hundred licenses, how many have services off; of a hundred by a group, how many are direct too.
const SERVICES_OFF: usize = 15;
const TWICE: usize = 4;

/// Gives licenses, and counts the seats that they take.
pub(super) struct Holdings {
    plan: Plan,
    portfolio: Arc<Portfolio>,
    random: Random,
    groups: Vec<Group>,
    departments: HashMap<&'static str, usize>,
    self_service: SubscriptionId,
    /// Who bought it.
    purchaser: Option<String>,
    admins: Vec<Arc<str>>,
    /// Users of each product.
    taken: Vec<u32>,
    /// Those who joined a group since the last [`Self::joined`].
    joined: Vec<(GroupId, UserId)>,
}

impl Holdings {
    pub(super) fn new(plan: Plan, portfolio: Portfolio, random: &mut Random) -> Self {
        let mut random = Random::new(random.next());
        let departments = NAMES.departments.iter().enumerate();
        Self {
            plan,
            groups: groups(plan, &portfolio, &mut random),
            departments: departments
                .map(|(place, one)| (one.name.as_str(), place))
                .collect(),
            self_service: SubscriptionId(random.id()),
            purchaser: None,
            admins: Vec::new(),
            taken: vec![0; portfolio.products.len()],
            joined: Vec::new(),
            portfolio: Arc::new(portfolio),
            random,
        }
    }

    /// The groups that people join.
    pub(super) fn groups(&self) -> Vec<GroupRow> {
        self.groups.iter().map(|group| group.row.clone()).collect()
    }

    /// Who joined which since this was asked last.
    pub(super) fn joined(&mut self) -> Vec<(GroupId, UserId)> {
        let mut joined = std::mem::take(&mut self.joined);
        joined.sort_unstable();
        joined
    }

    /// Names those who assign.
    pub(super) fn assigned_by<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        self.admins = names.take(3).map(|name| name.as_str().into()).collect();
    }

    /// Adds the licenses of `person` to `held`.
    pub(super) fn of(&mut self, person: &KeyedPerson, held: &mut Vec<LicenseRow>) {
        let mut places = Vec::new();
        let begun = held.len();
        let KeyedPerson {
            row: person,
            name_key,
            ..
        } = person;
        let member = person.kind == UserKind::Member;
        if member && !self.portfolio.products.is_empty() && !self.random.chance(UNLICENSED) {
            if self.random.chance(BY_GROUP) {
                self.join(person, name_key, &mut places, held);
            } else if person.location.is_some() {
                self.suite(person, name_key, &mut places, held);
            }
        }
        // Nobody without a usage location has a license directly.
        if person.location.is_some() && (member || self.random.chance(30)) {
            self.add_ons(person, name_key, &mut places, held);
        }
        for place in places {
            self.taken[place] += 1;
        }
        debug_assert!(
            held[begun..]
                .iter()
                .all(|license| license.user == person.id)
        );
    }

    fn join(
        &mut self,
        person: &PersonRow,
        name_key: &Arc<str>,
        places: &mut Vec<usize>,
        held: &mut Vec<LicenseRow>,
    ) {
        let departments = NAMES.departments.len();
        let first = self
            .departments
            .get(&*person.department)
            .copied()
            .unwrap_or_default();
        let of_department = self
            .groups
            .len()
            .saturating_sub(first)
            .div_ceil(departments);
        let place = match of_department {
            0 => self.random.below(self.groups.len()),
            several => first + departments * self.random.below(several),
        };
        let group = &self.groups[place];
        self.joined.push((group.row.id, person.id));
        let (via, products) = (Via::Group(group.row.id), group.products.clone());
        for (place, off) in products {
            places.push(place);
            held.push(self.license(person, name_key, place, via, off));
            if person.location.is_some() && self.random.chance(TWICE) {
                held.push(self.license(person, name_key, place, Via::Direct, 0));
            }
        }
    }

    fn suite(
        &mut self,
        person: &PersonRow,
        name_key: &Arc<str>,
        places: &mut Vec<usize>,
        held: &mut Vec<LicenseRow>,
    ) {
        let weights: Vec<_> = self
            .portfolio
            .suites
            .iter()
            .map(|(_, weight)| *weight)
            .collect();
        let (place, _) = self.portfolio.suites[self.random.weighted(&weights)];
        self.direct(person, name_key, place, places, held);
    }

    fn add_ons(
        &mut self,
        person: &PersonRow,
        name_key: &Arc<str>,
        places: &mut Vec<usize>,
        held: &mut Vec<LicenseRow>,
    ) {
        let portfolio = self.portfolio.clone();
        for (place, percent) in &portfolio.add_ons {
            if self.random.chance(*percent) && portfolio.fits(places, *place) {
                self.direct(person, name_key, *place, places, held);
            }
        }
        let others = portfolio.products.len() - portfolio.others;
        if others > 0 && self.random.chance(OTHERS) {
            let place = portfolio.others + self.random.below(others);
            if portfolio.fits(places, place) {
                self.direct(person, name_key, place, places, held);
            }
        }
    }

    fn direct(
        &mut self,
        person: &PersonRow,
        name_key: &Arc<str>,
        place: usize,
        places: &mut Vec<usize>,
        held: &mut Vec<LicenseRow>,
    ) {
        let product = &self.portfolio.products[place];
        let via = match product.self_service {
            true => Via::SelfService(self.self_service),
            false => Via::Direct,
        };
        let off = match self.random.chance(SERVICES_OFF) {
            true => self.random.below(product.off.len()),
            false => 0,
        };
        places.push(place);
        held.push(self.license(person, name_key, place, via, off));
    }

    fn license(
        &mut self,
        person: &PersonRow,
        name_key: &Arc<str>,
        place: usize,
        via: Via,
        off: usize,
    ) -> LicenseRow {
        let product = &self.portfolio.products[place];
        let since =
            self.plan.now - DAY * self.random.between(1, 700) + self.random.between(0, DAY / 3);
        let by = match via {
            Via::SelfService(_) => self
                .purchaser
                .get_or_insert_with(|| person.name.clone())
                .as_str()
                .into(),
            _ => self.random.pick(&self.admins).clone(),
        };
        LicenseRow {
            user: person.id,
            product: product.id,
            via,
            off: product.off[off].clone(),
            since: since.max(person.created_at),
            by,
            name_key: name_key.clone(),
        }
    }

    /// The purchases that have seats for all.
    pub(super) fn into_purchases(mut self) -> Vec<PurchaseRow> {
        let mut bought = purchases(
            self.plan,
            &self.portfolio,
            &self.taken,
            self.self_service,
            &mut self.random,
        );
        for purchase in bought
            .iter_mut()
            .filter(|one| one.subscription.id == self.self_service)
        {
            purchase.purchaser = self.purchaser.take();
        }
        bought
    }
}
