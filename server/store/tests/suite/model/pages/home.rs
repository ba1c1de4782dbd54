//! Home, and what the ledger tells.

use crate::model::{Asked, Entry, Model, carry_out::may_read, text::by_name};
use domain::*;
use std::collections::{BTreeMap, BTreeSet};
use store::{Asker, Error};

/// What is amiss with what users hold, and who has it.
pub type Troubles = BTreeMap<Cause, BTreeSet<UserId>>;

/// What was asked for is not read if it is longer.
const LONGEST_ORDER: usize = 20_000;

/// A line of the ledger.
pub fn recent(model: &Model, number: usize) -> RecentChange {
    let entry = &model.ledger[number];
    let named: BTreeSet<UserId> = match &entry.asked {
        Asked::Note(user) => [*user].into(),
        _ => about(entry)
            .iter()
            .flat_map(|step| step.users.clone())
            .collect(),
    };
    let only = named.first().filter(|_| named.len() == 1);
    let known = only.and_then(|id| Some((*id, model.users.get(id)?)));
    let products: BTreeSet<ProductId> = about(entry)
        .iter()
        .flat_map(|step| step.action.products())
        .collect();
    RecentChange {
        entry: number as i64 + 1,
        at: entry.receipt.at,
        actor: entry.actor.clone(),
        line: entry.receipt.line.clone(),
        user: known.map(|(id, user)| Named {
            id,
            name: user.name(),
        }),
        products: products.into_iter().collect(),
        settings: about(entry)
            .iter()
            .any(|step| matches!(step.action, Action::Configure(_))),
    }
}

/// The steps of what was asked for; those of an order for all who match name nobody.
fn about(entry: &Entry) -> Vec<Step> {
    let long = |length: usize| length > LONGEST_ORDER;
    match &entry.asked {
        Asked::Order(order) if !long(serde_json::to_string(order).unwrap().len()) => {
            order.steps.clone()
        }
        Asked::Matching(matching) => matching.order(&[]).steps,
        _ => Vec::new(),
    }
}

impl Model {
    /// What is amiss by these rules; whose licenses bring it doesn't matter.
    pub fn troubles(&self, profile: RuleProfile) -> Troubles {
        let products = self.products.keys().copied();
        let needs = Needs {
            products: products.collect(),
            users: self.users.keys().copied().collect(),
            ..Needs::default()
        };
        let mut facts = self.facts(&needs, None);
        facts.rules = store::rules(profile);
        let mut troubles = Troubles::new();
        for person in facts.people.values() {
            for cause in amiss(&facts, &person.licenses) {
                troubles.entry(bare(cause)).or_default().insert(person.id);
            }
        }
        troubles
    }

    /// Seats at the end of some days, the last of them today.
    pub fn trend(&self, product: Option<ProductId>, range: Range) -> Trend {
        let bought: BTreeSet<ProductId> = self.purchases.iter().map(|one| one.product).collect();
        let wanted = bought
            .into_iter()
            .filter(|id| product.is_none_or(|product| product == *id));
        let wanted: Vec<ProductId> = wanted.collect();
        let (today, step) = (self.now.div_euclid(calendar::DAY), i64::from(range.step()));
        let first = today - i64::from(range.days()) / step * step;
        let seats = |id: &ProductId, end: i64| {
            let known = self.history.iter().rev();
            let mut known = known.filter(|(day, of, _)| *day <= end && of == id);
            known
                .next()
                .map_or(Seats::default(), |(_, _, seats)| *seats)
        };
        let point = |day: i64| TrendPoint {
            day,
            assignable: wanted
                .iter()
                .map(|id| u64::from(seats(id, day).assignable))
                .sum(),
            assigned: wanted
                .iter()
                .map(|id| u64::from(seats(id, day).assigned))
                .sum(),
        };
        let days = (0..).map(|number| first + number * step);
        let days = days.take_while(|day| *day <= today && !wanted.is_empty());
        Trend {
            range,
            product,
            points: days.map(point).collect(),
        }
    }

    pub fn recent(&self, most: usize) -> Vec<RecentChange> {
        let numbers = (0..self.ledger.len()).rev();
        numbers
            .take(most)
            .map(|number| recent(self, number))
            .collect()
    }

    /// What was assigned by an entry of the ledger, and to whom.
    pub fn quick_start(&self, asker: &Asker, entry: i64) -> Result<QuickStart, Error> {
        may_read(asker)?;
        let at = usize::try_from(entry - 1).ok();
        let entry = at
            .and_then(|at| self.ledger.get(at))
            .ok_or(Error::Missing("".into()))?;
        let (mut products, mut users) = (BTreeSet::new(), BTreeSet::new());
        for change in &entry.changes {
            if let Change::Assigned {
                product,
                users: who,
                ..
            } = change
            {
                products.insert(*product);
                users.extend(who);
            }
        }
        let mut names: Vec<_> = products
            .iter()
            .map(|id| self.products[id].name.clone())
            .collect();
        names.sort();
        let here = users
            .iter()
            .filter_map(|id| Some((*id, self.users.get(id)?)));
        let mut here: Vec<_> = here.collect();
        here.sort_by_key(|(id, user)| by_name(*id, user));
        let address = |(_, user): (UserId, &crate::model::User)| match user.text(ProfileField::Mail)
        {
            "" => user.username(),
            mail => mail.into(),
        };
        Ok(QuickStart {
            products: names,
            users: users.len(),
            addresses: here.into_iter().map(address).collect(),
        })
    }
}

/// The cause, whichever licenses bring it.
fn bare(cause: Cause) -> Cause {
    let without = |mut brought: Brought| {
        brought.by.clear();
        brought
    };
    match cause {
        Cause::Conflict(services) => {
            let services: BTreeSet<Brought> = services.into_iter().map(without).collect();
            Cause::Conflict(services.into_iter().collect())
        }
        Cause::Missing { service, any_of } => Cause::Missing {
            service: without(service),
            any_of,
        },
        other => other,
    }
}
