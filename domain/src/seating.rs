//! Seating: whether the seats reach for everybody, and who gets the last ones. The ways out are in
//! [`shortage`](crate::shortage).

use crate::{
    Person, Problem, ProductId, Seats, UserId,
    hearing::{Hearing, Verdict},
};
use std::collections::{BTreeMap, HashSet};

/// The seats of one product, as an order moves them.
#[derive(Clone, Copy)]
pub(crate) struct Balance {
    /// Seats left before, with those that the order buys and without those that others hold; negative if overdrawn.
    pub(crate) room: i64,
    pub(crate) takes: i64,
    pub(crate) frees: i64,
}

impl Balance {
    /// Seats left after.
    pub(crate) fn left(&self) -> i64 {
        self.room + self.frees - self.takes
    }

    /// A seat is taken that doesn't exist. (One may always be freed, however overdrawn the product.)
    pub(crate) fn is_short(&self) -> bool {
        self.takes > 0 && self.left() < 0
    }

    /// By how many seats the product is taken and freed.
    pub(crate) fn moved(&self) -> i64 {
        self.takes - self.frees
    }
}

/// The balances of all products of which the order takes or frees seats.
pub(crate) type Balances = BTreeMap<ProductId, Balance>;

impl<'f> Hearing<'f> {
    fn room(&self, product: ProductId) -> i64 {
        let seats = self.seats(product);
        let left = i64::from(seats.assignable) - i64::from(seats.assigned);
        left + self.stock.delta(product) - i64::from(self.held(product))
    }

    fn seats(&self, product: ProductId) -> Seats {
        let known = self.facts.products.get(&product);
        known.map(|known| known.seats).unwrap_or_default()
    }

    /// Of the seats left, those that others hold. Nobody holds one that doesn't exist, or that the order buys.
    pub(crate) fn held(&self, product: ProductId) -> u32 {
        let held = self.facts.held.get(&product).copied().unwrap_or_default();
        held.min(self.seats(product).available())
    }

    fn balance<'b>(&self, balances: &'b mut Balances, product: ProductId) -> &'b mut Balance {
        balances.entry(product).or_insert_with(|| Balance {
            room: self.room(product),
            takes: 0,
            frees: 0,
        })
    }

    /// Enters `users` with `verdict` into the balances, or (negative) takes them out.
    pub(crate) fn enter(&self, balances: &mut Balances, verdict: &Verdict, users: i64) {
        for product in &verdict.takes {
            self.balance(balances, *product).takes += users;
        }
        for product in &verdict.frees {
            self.balance(balances, *product).frees += users;
        }
    }

    pub(crate) fn balances<'v>(&self, verdicts: impl Iterator<Item = &'v Verdict<'f>>) -> Balances
    where
        'f: 'v,
    {
        let mut balances = Balances::new();
        for verdict in verdicts {
            self.enter(&mut balances, verdict, signed(verdict.people.len()));
        }
        balances
    }

    /// The balances if everybody who can and has a seat is served.
    pub(crate) fn served(&self) -> Balances {
        let mut balances = self.balances(self.able());
        for (_, verdict) in self
            .able_people()
            .filter(|(one, _)| self.unseated.contains(&one.id))
        {
            self.enter(&mut balances, verdict, -1);
        }
        balances
    }

    pub(crate) fn able(&self) -> impl Iterator<Item = &Verdict<'f>> {
        self.verdicts.iter().filter(|one| one.can())
    }

    fn able_people(&self) -> impl Iterator<Item = (&'f Person, &Verdict<'f>)> {
        self.able()
            .flat_map(|one| one.people.iter().map(move |person| (*person, one)))
    }

    /// Whom of those who can the seats don't reach. Everybody sits down, also those who swap seats
    /// with each other; then the last in order of username get up until every seat exists; then
    /// whoever got up for want of one seat leaves the others to those who waited for them.
    pub(crate) fn without_seat(&self) -> HashSet<UserId> {
        let mut balances = self.balances(self.able());
        if !balances.values().any(Balance::is_short) {
            return HashSet::new();
        }
        let takers = self
            .able_people()
            .filter(|(_, verdict)| !verdict.takes.is_empty());
        let mut line: Vec<_> = takers.collect();
        line.sort_unstable_by_key(|(person, _)| (&person.username, person.id));
        let mut takers: BTreeMap<ProductId, Vec<usize>> = BTreeMap::new();
        for (place, (_, verdict)) in line.iter().enumerate() {
            for product in &verdict.takes {
                takers.entry(*product).or_default().push(place);
            }
        }
        let mut seated = vec![true; line.len()];
        while let Some((short, _)) = balances.iter().find(|(_, balance)| balance.is_short()) {
            let Some(last) = takers.get_mut(short).and_then(Vec::pop) else {
                break;
            };
            if std::mem::replace(&mut seated[last], false) {
                self.enter(&mut balances, line[last].1, -1);
            }
        }
        let mut again = true;
        while std::mem::take(&mut again) {
            for (place, (_, verdict)) in line.iter().enumerate() {
                let free = |id: &ProductId| balances[id].left() > 0;
                if !seated[place] && verdict.takes.iter().all(free) {
                    seated[place] = true;
                    again = true;
                    self.enter(&mut balances, verdict, 1);
                }
            }
        }
        let standing = line.iter().zip(seated).filter(|(_, seated)| !seated);
        standing.map(|((person, _), _)| person.id).collect()
    }

    /// What the seats don't reach for: all together, or else those who can and got none.
    pub(crate) fn shortages(&self) -> Vec<Problem> {
        let mut wanting: BTreeMap<ProductId, Vec<&Person>> = BTreeMap::new();
        let balances = if self.all_together() {
            let balances = self.balances(self.verdicts.iter());
            for verdict in &self.verdicts {
                for product in verdict.takes.iter().filter(|id| balances[id].is_short()) {
                    wanting.entry(*product).or_default().extend(&verdict.people);
                }
            }
            balances
        } else {
            let mut balances = self.served();
            for (person, verdict) in self.able_people() {
                if !self.unseated.contains(&person.id) {
                    continue;
                }
                for product in verdict.takes.iter().filter(|id| balances[id].left() <= 0) {
                    wanting.entry(*product).or_default().push(person);
                }
            }
            for (product, people) in &wanting {
                self.balance(&mut balances, *product).takes += signed(people.len());
            }
            balances
        };
        let problem =
            |(id, people): (ProductId, Vec<&Person>)| self.shortage(id, balances[&id], people);
        wanting.into_iter().map(problem).collect()
    }

    /// Do seats run short without those concerned, that don't with them?
    pub(crate) fn starves(&self, concerned: &[&Verdict<'f>]) -> bool {
        if concerned.iter().all(|one| one.frees.is_empty()) {
            return false;
        }
        let with = self.balances(self.verdicts.iter());
        let mut without = with.clone();
        for verdict in concerned {
            self.enter(&mut without, verdict, -signed(verdict.people.len()));
        }
        without
            .iter()
            .any(|(id, balance)| balance.is_short() && !with[id].is_short())
    }
}

fn signed(users: usize) -> i64 {
    i64::try_from(users).unwrap_or(i64::MAX)
}

/// No less than none.
pub(crate) fn unsigned(seats: i64) -> u32 {
    u32::try_from(seats.max(0)).unwrap_or(u32::MAX)
}
