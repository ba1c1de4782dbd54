//! Planning: sums the verdicts up into the changes to make and the outcome to read.

use crate::{
    Action, Change, Effect, Order, Outcome, Person, Plan, Problem, ProductId, SeatChange, Service,
    ServiceId, UserId,
    hearing::Hearing,
    seating::{Balance, Balances},
    seats::moved,
    settings,
};
use std::collections::{BTreeMap, BTreeSet};

impl Hearing<'_> {
    /// The plan for everybody who can.
    pub(crate) fn plan(&self, left_out: Vec<Problem>) -> Plan {
        let mut changes: BTreeMap<&Change, Vec<UserId>> = BTreeMap::new();
        let mut effects: BTreeMap<&Effect, Vec<UserId>> = BTreeMap::new();
        for verdict in self.able() {
            let served = |person: &&&Person| !self.unseated.contains(&person.id);
            let people = verdict.people.iter().filter(served);
            let users: Vec<UserId> = people.map(|person| person.id).collect();
            if users.is_empty() {
                continue;
            }
            for change in &verdict.changes {
                changes.entry(change).or_default().extend(&users);
            }
            effects.entry(&verdict.effect).or_default().extend(users);
        }
        let balances = self.served();
        let moved = balances.iter().map(|(id, balance)| (*id, balance.moved()));
        let seats = moved.filter(|(_, by)| *by != 0);
        let seats = seats.map(|(product, by)| Change::SeatsMoved { product, by });
        let stock = self.stock.changes().into_iter();
        let for_users = changes.into_iter();
        let for_users = for_users.map(|(change, users)| change.clone().for_users(sorted(users)));
        let mut for_users: Vec<Change> = for_users.collect();
        for_users.sort_by_key(Change::stage);
        let effects = effects.into_iter();
        let configured = settings::changes(self.facts, self.order);
        let settings = settings::outcome(self.facts, &configured);
        Plan {
            changes: stock
                .chain(seats)
                .chain(configured)
                .chain(for_users)
                .collect(),
            outcome: Outcome {
                effects: effects
                    .map(|(effect, users)| (effect.clone(), sorted(users)))
                    .collect(),
                seats: self.seat_changes(&balances),
                left_out,
                stays_on: self.stays_on(),
                settings,
                subscriptions: self.stock.outcome(),
            },
        }
    }

    fn seat_changes(&self, balances: &Balances) -> Vec<SeatChange> {
        let mut products = self.order.products();
        products.extend(balances.keys());
        let change = |id: ProductId| {
            let before = self.facts.products.get(&id)?.seats;
            let mut after = before.moved(balances.get(&id).map_or(0, Balance::moved));
            after.assignable = moved(after.assignable, self.stock.delta(id));
            let product = self.facts.product_named(id);
            Some(SeatChange {
                product,
                before,
                after,
            })
        };
        products.into_iter().filter_map(change).collect()
    }

    /// What the order wants off and has no switch.
    fn stays_on(&self) -> Vec<Service> {
        let known = wanted_off(self.order).into_iter();
        let known = known.filter_map(|id| self.facts.services.get(&id));
        let stays = known.filter(|service| !service.switchable());
        stays.cloned().collect()
    }
}

fn wanted_off(order: &Order) -> BTreeSet<ServiceId> {
    let mut wanted = BTreeSet::new();
    for step in &order.steps {
        match &step.action {
            Action::Assign(choices) | Action::Replace { to: choices, .. } => {
                wanted.extend(choices.iter().flat_map(|one| one.off.iter()))
            }
            Action::SetServices { switch, .. } => wanted.extend(switch.off().iter()),
            _ => {}
        }
    }
    wanted
}

fn sorted(mut users: Vec<UserId>) -> Vec<UserId> {
    users.sort_unstable();
    users
}
