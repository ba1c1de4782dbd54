//! Groups by department and city, each with a suite.

use super::{Plan, names::NAMES, products::Portfolio};
use crate::{random::Random, rows::GroupRow};
use domain::GroupId;
use std::collections::HashSet;

/// A group in the making.
pub(super) struct Group {
    pub(super) row: GroupRow,
    /// Places of its products, each with the place of its choice of services.
    pub(super) products: Vec<(usize, usize)>,
}

/// Groups of each department, in turn: the group at `place` is of the department at `place` modulo their number.
pub(super) fn groups(plan: Plan, portfolio: &Portfolio, random: &mut Random) -> Vec<Group> {
    let most = NAMES.departments.len() * 12;
    let count = (usize::try_from(plan.users).unwrap_or(usize::MAX) / 400).clamp(3, most);
    let mut names = HashSet::new();
    (0..count)
        .map(|place| group(place, portfolio, random, &mut names))
        .collect()
}

fn group(
    place: usize,
    portfolio: &Portfolio,
    random: &mut Random,
    names: &mut HashSet<String>,
) -> Group {
    let department = &NAMES.departments[place % NAMES.departments.len()].name;
    let cities: Vec<_> = NAMES.cities.values().flatten().collect();
    let mut name = department.clone();
    while !names.insert(name.clone()) {
        name = format!("{department} {}", random.pick(&cities));
    }
    let weights: Vec<_> = portfolio.suites.iter().map(|(_, weight)| *weight).collect();
    let mut held = Vec::new();
    if !weights.is_empty() {
        held.push(portfolio.suites[random.weighted(&weights)].0);
    }
    if !portfolio.add_ons.is_empty() && random.chance(40) {
        let (add_on, _) = *random.pick(&portfolio.add_ons);
        if portfolio.fits(&held, add_on) && !portfolio.products[add_on].self_service {
            held.push(add_on);
        }
    }
    let products: Vec<_> = held
        .into_iter()
        .map(|place| (place, random.below(portfolio.products[place].off.len())))
        .collect();
    let licenses = products.iter().map(|(place, off)| {
        let product = &portfolio.products[*place];
        (product.id, product.off[*off].clone())
    });
    let row = GroupRow {
        id: GroupId(random.id()),
        name,
        licenses: licenses.collect(),
    };
    Group { row, products }
}
