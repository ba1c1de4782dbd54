//! The checks of services against a naive oracle, written independently on sets of bits.

use crate::world::{Dice, actor, group, product, service, user, uuid};
use domain::*;
use std::sync::Arc;

const SERVICES: usize = 8;
const PRODUCTS: usize = 4;

/// A set of services, a bit each.
type Bits = u8;

fn bits(dice: &mut Dice, percent: usize) -> Bits {
    (0..SERVICES).fold(0, |bits, at| bits | u8::from(dice.chance(percent)) << at)
}

fn services(bits: Bits) -> Services {
    members(bits).map(service).collect()
}

fn members(bits: Bits) -> impl Iterator<Item = usize> {
    (0..SERVICES).filter(move |at| bits >> at & 1 == 1)
}

/// The same small organization twice: in bits, and as facts.
struct Small {
    includes: [Bits; PRODUCTS],
    switchable: Bits,
    exclusive: Vec<Bits>,
    requires: Vec<(usize, Bits)>,
    held: Vec<(usize, Via, Bits)>,
}

/// What an order does, in bits.
enum Deed {
    Assign(Vec<(usize, Bits)>),
    Unassign(usize),
    Exactly(usize, Bits),
    Only(usize, Bits, Bits),
}

impl Small {
    fn new(dice: &mut Dice) -> Self {
        let mut includes = [0; PRODUCTS];
        // A service of its own keeps every product assignable.
        includes
            .iter_mut()
            .for_each(|one| *one = bits(dice, 35) | 1);
        let switchable = bits(dice, 85) | 1;
        let exclusive = (0..dice.below(4)).map(|_| bits(dice, 35)).collect();
        let requires = (0..dice.below(4))
            .map(|_| (dice.below(SERVICES), bits(dice, 25)))
            .collect();
        let mut held = Vec::new();
        for (number, includes) in includes.iter().enumerate() {
            for (via, percent) in [(Via::Direct, 40), (Via::Group(group(0)), 15)] {
                if dice.chance(percent) {
                    held.push((number, via, bits(dice, 30) & includes & switchable));
                }
            }
        }
        Self {
            includes,
            switchable,
            exclusive,
            requires,
            held,
        }
    }

    fn deed(&self, dice: &mut Dice) -> Deed {
        let number = dice.below(PRODUCTS);
        let mut some = |percent| bits(dice, percent) & self.includes[number];
        match some(50) % 5 {
            0 => Deed::Unassign(number),
            1 => Deed::Exactly(number, some(40)),
            2 => Deed::Only(number, some(30), some(30)),
            _ => {
                let one = (number, some(30));
                let other = dice.below(PRODUCTS);
                let off = bits(dice, 30) & self.includes[other];
                Deed::Assign(if dice.chance(40) {
                    vec![one, (other, off)]
                } else {
                    vec![one]
                })
            }
        }
    }

    fn facts(&self, names: &[Arc<str>]) -> Facts {
        let mut facts = Facts::default();
        for (at, name) in names.iter().enumerate() {
            let scope = match self.switchable >> at & 1 {
                1 => Scope::User,
                _ => Scope::Automatic,
            };
            let (id, name) = (service(at), name.clone());
            facts.services.insert(
                id,
                Service {
                    id,
                    code: name.clone(),
                    name,
                    scope,
                },
            );
        }
        for (number, includes) in self.includes.iter().enumerate() {
            let (id, name) = (product(number), names[number].clone());
            let subscription = Subscription {
                id: SubscriptionId(uuid(5, number)),
                seats: 9,
                state: SubscriptionState::Active,
                channel: Channel::Direct,
                term: Term::default(),
            };
            facts.products.insert(
                id,
                Product {
                    id,
                    part_number: name.clone(),
                    name,
                    services: services(*includes),
                    seats: Seats {
                        assignable: 9,
                        assigned: 1,
                    },
                    subscriptions: vec![subscription],
                },
            );
        }
        let set = |one: &Bits| ExclusiveSet {
            label: names[0].clone(),
            services: services(*one),
        };
        facts.rules.exclusive = self.exclusive.iter().map(set).collect();
        let need = |(one, any_of): &(usize, Bits)| Requirement {
            service: service(*one),
            any_of: services(*any_of),
        };
        facts.rules.requires = self.requires.iter().map(need).collect();
        let license = |(number, via, off): &(usize, Via, Bits)| License {
            product: product(*number),
            via: *via,
            off: services(*off),
            since: 0,
            by: names[0].clone(),
        };
        let ann = Person {
            id: user(0),
            name: names[0].clone(),
            username: names[0].clone(),
            kind: UserKind::Member,
            location: Location::new("DE"),
            licenses: self.held.iter().map(license).collect(),
        };
        facts.people.insert(ann.id, ann);
        facts
    }

    /// What is on: in any license.
    fn on(&self, held: &[(usize, Via, Bits)]) -> Bits {
        held.iter()
            .fold(0, |on, (number, _, off)| on | self.includes[*number] & !off)
    }

    fn holds_direct(&self, number: usize) -> bool {
        self.held
            .iter()
            .any(|one| one.0 == number && one.1 == Via::Direct)
    }

    fn after(&self, deed: &Deed) -> Vec<(usize, Via, Bits)> {
        let mut held = self.held.clone();
        let direct =
            |one: &&mut (usize, Via, Bits), number| one.0 == number && one.1 == Via::Direct;
        match deed {
            Deed::Assign(choices) => {
                for (number, off) in choices {
                    held.retain(|one| (one.0, one.1) != (*number, Via::Direct));
                    held.push((*number, Via::Direct, off & self.switchable));
                }
            }
            Deed::Unassign(number) => held.retain(|one| (one.0, one.1) != (*number, Via::Direct)),
            Deed::Exactly(number, off) => {
                for one in held.iter_mut().filter(|one| direct(one, *number)) {
                    one.2 = off & self.switchable;
                }
            }
            Deed::Only(number, on, off) => {
                for one in held.iter_mut().filter(|one| direct(one, *number)) {
                    one.2 = (one.2 & !on | off) & self.switchable;
                }
            }
        }
        held
    }
}

fn order(deed: &Deed) -> Order {
    let action = match deed {
        Deed::Assign(choices) => {
            let choice = |(number, off): &(usize, Bits)| Choice {
                product: product(*number),
                off: services(*off),
            };
            Action::Assign(choices.iter().map(choice).collect())
        }
        Deed::Unassign(number) => Action::Unassign(vec![product(*number)]),
        Deed::Exactly(number, off) => Action::SetServices {
            product: product(*number),
            switch: Switch::Exactly(services(*off)),
        },
        Deed::Only(number, on, off) => Action::SetServices {
            product: product(*number),
            switch: Switch::Only {
                on: services(*on),
                off: services(*off),
            },
        },
    };
    Order::new(action, [user(0)])
}

/// A verdict on services: those in conflict, and those that lack something with what they lack.
#[derive(Debug, Default, PartialEq)]
struct Verdict {
    conflict: Vec<(ServiceId, Vec<(ProductId, Via)>)>,
    missing: Vec<(ServiceId, Services)>,
}

/// Two services of a set are on, and one of them wasn't before; a service is on without any that
/// it needs, and that wasn't so before.
fn expected(small: &Small, deed: &Deed) -> Verdict {
    let held = small.after(deed);
    let (before, after) = (small.on(&small.held), small.on(&held));
    let bring = |at: usize| {
        let bring = held
            .iter()
            .filter(|one| small.includes[one.0] & !one.2 & (1 << at) != 0);
        let mut bring: Vec<_> = bring.map(|one| (product(one.0), one.1)).collect();
        bring.sort();
        (service(at), bring)
    };
    let mut verdict = Verdict::default();
    for set in &small.exclusive {
        let on = set & after;
        if on.count_ones() > 1 && on & !before != 0 {
            verdict.conflict.extend(members(on & !before).map(bring));
            verdict.conflict.extend(members(on & before).map(bring));
        }
    }
    for (one, any_of) in &small.requires {
        let lacks = |on: Bits| on >> one & 1 == 1 && on & any_of == 0;
        if lacks(after) && !lacks(before) {
            verdict.missing.push((service(*one), services(*any_of)));
        }
    }
    verdict.missing.sort();
    verdict.missing.dedup();
    verdict
}

fn found(decided: Result<Plan, Refusal>) -> Verdict {
    let mut verdict = Verdict::default();
    for problem in decided
        .err()
        .into_iter()
        .flat_map(|refusal| refusal.problems)
    {
        match problem.cause {
            Cause::Conflict(services) => {
                assert!(verdict.conflict.is_empty(), "one conflict a user");
                let by = |one: &Brought| one.by.iter().map(|(by, via)| (by.id, *via)).collect();
                verdict.conflict = services
                    .iter()
                    .map(|one| (one.service.id, by(one)))
                    .collect();
            }
            Cause::Missing { service, any_of } => {
                let any_of = any_of.iter().map(|one| one.id).collect();
                verdict.missing.push((service.service.id, any_of));
            }
            other => panic!("no other cause is possible here: {other:?}"),
        }
    }
    verdict.missing.sort();
    verdict
}

/// How many of the catalogs and users from `seeds` had a conflict, and how many lacked something.
fn compare(seeds: std::ops::Range<u64>) -> (usize, usize) {
    let names: Vec<Arc<str>> = (0..SERVICES).map(|at| at.to_string().into()).collect();
    let admin = actor(Role::Global);
    let (mut conflicts, mut lacks) = (0, 0);
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let small = Small::new(&mut dice);
        let mut deed = small.deed(&mut dice);
        // Who doesn't hold it directly can't have it changed: another rule's affair.
        if let Deed::Unassign(number) | Deed::Exactly(number, _) | Deed::Only(number, ..) = deed
            && !small.holds_direct(number)
        {
            deed = Deed::Assign(vec![(number, 0)]);
        }
        let expected = expected(&small, &deed);
        conflicts += usize::from(!expected.conflict.is_empty());
        lacks += usize::from(!expected.missing.is_empty());
        let found = found(decide(&admin, &order(&deed), &small.facts(&names)));
        assert_eq!(found, expected, "seed {seed}");
    }
    (conflicts, lacks)
}

#[test]
fn conflicts_and_prerequisites_are_as_a_naive_oracle_has_them_on_100_000_catalogs_and_users() {
    let shares = [0..50_000, 50_000..100_000].map(|seeds| std::thread::spawn(|| compare(seeds)));
    let counts = shares.map(|share| share.join().expect("as the oracle has it"));
    let conflicts: usize = counts.iter().map(|one| one.0).sum();
    let lacks: usize = counts.iter().map(|one| one.1).sum();
    assert!(
        conflicts > 10_000 && lacks > 5_000,
        "a fair share: {conflicts} and {lacks}"
    );
}
