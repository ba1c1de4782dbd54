//! Random worlds: an organization with all its users, somebody who asks, and an order. The same for
//! the same seed.

mod accounts;
mod dice;
mod purchases;
mod settings;

pub(crate) use dice::Dice;
use domain::*;
pub(crate) use purchases::deed;
use purchases::{count_seats, own_purchase, term};
use std::sync::Arc;
use uuid::Uuid;

const PROHIBITED: &str = "KP";
/// The time in every world.
pub(crate) const NOW: i64 = 1_800_000_000;
const PLACES: [&str; 4] = ["DE", "US", "FR", PROHIBITED];

/// An organization, whole: every user is in its facts.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) facts: Facts,
    pub(crate) actor: Actor,
    pub(crate) order: Order,
}

pub(crate) fn uuid(kind: u64, number: usize) -> Uuid {
    Uuid::from_u64_pair(kind, number as u64)
}

pub(crate) fn product(number: usize) -> ProductId {
    ProductId(uuid(1, number))
}

pub(crate) fn service(number: usize) -> ServiceId {
    ServiceId(uuid(2, number))
}

pub(crate) fn user(number: usize) -> UserId {
    UserId(uuid(3, number))
}

pub(crate) fn group(number: usize) -> GroupId {
    GroupId(uuid(4, number))
}

pub(crate) fn actor(role: Role) -> Actor {
    Actor {
        name: role.name().into(),
        roles: vec![role],
    }
}

/// How many users hold `product` by a source that uses a seat.
pub(crate) fn holders(facts: &Facts, product: ProductId) -> usize {
    let uses = |one: &License| one.product == product && one.via.uses_seat();
    let people = facts.people.values();
    people
        .filter(|person| person.licenses.iter().any(uses))
        .count()
}

/// `facts` with the licenses in order, without since when and by whom, and with admins only who have a role.
pub(crate) fn bare(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    facts.admins.retain(|_, admin| !admin.roles.is_empty());
    for person in facts.people.values_mut() {
        person.licenses.sort_by_key(|one| (one.product, one.via));
        for license in &mut person.licenses {
            license.since = 0;
            license.by = "".into();
        }
    }
    // What is kept of whoever is deleted is the store's.
    for account in facts.accounts.values_mut() {
        if let Some(deleted) = &mut account.deleted {
            deleted.at = 0;
            deleted.inherits.clear();
            deleted.person.licenses.clear();
        }
    }
    facts
}

/// Everybody whom the order names, each once.
pub(crate) fn named(order: &Order) -> Vec<UserId> {
    order.needs().users
}

/// What the order does for some users; what it buys is left out.
pub(crate) fn only(order: &Order, which: impl Fn(UserId) -> bool) -> Order {
    let mut order = order.clone();
    for step in &mut order.steps {
        step.users.retain(|user| which(*user));
    }
    let buys = |step: &Step| {
        matches!(
            step.action,
            Action::BuySeats { .. }
                | Action::Subscribe(_)
                | Action::Manage { .. }
                | Action::Configure(_)
        )
    };
    order
        .steps
        .retain(|step| !step.users.is_empty() && !buys(step));
    order
}

impl World {
    pub(crate) fn new(seed: u64, users: usize, products: usize) -> Self {
        let mut dice = Dice::new(seed);
        let mut facts = Facts {
            default_location: dice.chance(80).then(|| place(&mut dice)),
            fresh: uuid(9, 1),
            now: NOW,
            ..Facts::default()
        };
        catalog(&mut dice, &mut facts, products);
        rules(&mut dice, &mut facts);
        people(&mut dice, &mut facts, users);
        count_seats(&mut dice, &mut facts);
        accounts::keep(&mut dice, &mut facts, users);
        let actor = actor(if dice.chance(70) {
            Role::Global
        } else {
            *dice.pick(&Role::ALL)
        });
        let order = order(&mut dice, &facts, users, products);
        Self {
            facts,
            actor,
            order,
        }
    }

    pub(crate) fn decide(&self) -> Result<Plan, Refusal> {
        decide(&self.actor, &self.order, &self.facts)
    }

    /// The facts after `plan`.
    pub(crate) fn after(&self, plan: &Plan) -> Facts {
        let mut facts = self.facts.clone();
        facts.apply(plan.changes(), 2_000_000_000, &"the laws".into());
        facts
    }
}

fn place(dice: &mut Dice) -> Location {
    // A prohibited one is rarer.
    let places = if dice.chance(80) {
        &PLACES[..3]
    } else {
        &PLACES[..]
    };
    let code: &&str = dice.pick(places);
    Location::new(code).expect("a country")
}

fn catalog(dice: &mut Dice, facts: &mut Facts, products: usize) {
    let services = 3 + dice.below(8);
    for number in 0..services {
        let scope = match dice.below(10) {
            0 => Scope::Automatic,
            1 => Scope::Organization,
            _ => Scope::User,
        };
        let (id, code): (_, Arc<str>) = (service(number), format!("S{number}").into());
        facts.services.insert(
            id,
            Service {
                id,
                name: code.clone(),
                code,
                scope,
            },
        );
    }
    let all: Vec<ServiceId> = facts.services.keys().copied().collect();
    for number in 0..products {
        let id = product(number);
        let name: Arc<str> = format!("P{number}").into();
        let services = dice.some(&all, 35).into();
        let purchases = if dice.chance(95) {
            1 + dice.below(3)
        } else {
            0
        };
        let mut subscriptions = Vec::new();
        for purchase in 0..purchases {
            use {Channel::*, SubscriptionState::*};
            subscriptions.push(Subscription {
                id: SubscriptionId(uuid(5, number * 10 + purchase)),
                seats: dice.below(6) as u32,
                state: *dice.pick(&[Active, Active, Active, Expired, Disabled, Deleted]),
                channel: *dice.pick(&[Direct, Direct, Partner, Prepaid, Trial, SelfService]),
                term: term(dice),
            });
        }
        let part_number = name.clone();
        let seats = Seats::default();
        let made = Product {
            id,
            part_number,
            name,
            services,
            seats,
            subscriptions,
        };
        facts.products.insert(id, made);
    }
}

fn rules(dice: &mut Dice, facts: &mut Facts) {
    let all: Vec<ServiceId> = facts.services.keys().copied().collect();
    for number in 0..dice.below(4) {
        let services = dice.some(&all, 30).into();
        let label = format!("set {number}").into();
        facts.rules.exclusive.push(ExclusiveSet { label, services });
    }
    for _ in 0..dice.below(4) {
        let service = *dice.pick(&all);
        let mut any_of = dice.some(&all, 25);
        any_of.push(*dice.pick(&all));
        let any_of = any_of.into();
        facts.rules.requires.push(Requirement { service, any_of });
    }
    facts.rules.prohibited = Location::new(PROHIBITED).into_iter().collect();
    for number in 0..2 {
        facts
            .groups
            .insert(group(number), format!("G{number}").into());
    }
}

fn people(dice: &mut Dice, facts: &mut Facts, users: usize) {
    let products: Vec<Product> = facts.products.values().cloned().collect();
    for number in 0..users {
        let mut licenses = Vec::new();
        for product in &products {
            let vias = [
                (Via::Direct, 25),
                (Via::Group(group(0)), 12),
                (Via::Group(group(1)), 8),
                (Via::SelfService(own_purchase(product)), 4),
            ];
            for (via, percent) in vias {
                if dice.chance(percent) {
                    let off = dice.some(&Vec::from(facts.switchable(product)), 30).into();
                    let (product, since, by) = (product.id, 1, "before".into());
                    licenses.push(License {
                        product,
                        via,
                        off,
                        since,
                        by,
                    });
                }
            }
        }
        let id = user(number);
        let person = Person {
            id,
            // Names are no key: some are the same, and their order isn't that of usernames.
            name: format!("User {}", dice.below(users)).into(),
            username: format!("{:03}-{number}@x.example", dice.below(1_000)).into(),
            kind: if dice.chance(90) {
                UserKind::Member
            } else {
                UserKind::Guest
            },
            location: dice.chance(85).then(|| place(dice)),
            licenses,
        };
        facts.people.insert(id, person);
    }
}

/// Counters as they are, in every world; enough seats in most of them.
pub(crate) fn order(dice: &mut Dice, facts: &Facts, users: usize, products: usize) -> Order {
    let mut steps = Vec::new();
    for _ in 0..=dice.below(3) {
        let action = action(dice, facts, products);
        let mut who = Vec::new();
        let percent = match action {
            Action::Manage { .. } => 0,
            _ => *dice.pick(&[20, 50, 90]),
        };
        for number in 0..users {
            // Some are named twice.
            for _ in 0..if dice.chance(percent) {
                1 + dice.below(8) / 7
            } else {
                0
            } {
                who.push(user(number));
            }
        }
        if percent > 0 && dice.chance(3) {
            who.push(user(users + dice.below(2)));
        }
        steps.push(Step { action, users: who });
    }
    if dice.chance(40) {
        accounts::steps(dice, facts, users, products, &mut steps);
    }
    let policy = *dice.pick(&[Policy::AllOrNothing, Policy::EveryoneWhoCan]);
    Order { steps, policy }
}

fn action(dice: &mut Dice, facts: &Facts, products: usize) -> Action {
    // Now and then one that doesn't exist.
    let any = |dice: &mut Dice| {
        let beyond = usize::from(dice.chance(2));
        product(dice.below(products + beyond))
    };
    let off = |dice: &mut Dice, id: ProductId, percent: usize| -> Services {
        let known = facts.products.get(&id);
        let all = known.map_or_else(Vec::new, |known| known.services.clone().into());
        dice.some(&all, percent).into()
    };
    match dice.below(18) {
        0..=5 => {
            let mut choices = Vec::new();
            for _ in 0..=dice.below(2) {
                let product = any(dice);
                let off = off(dice, product, 25);
                choices.push(Choice { product, off });
            }
            Action::Assign(choices)
        }
        6..=7 => Action::Unassign((0..=dice.below(2)).map(|_| any(dice)).collect()),
        8..=9 => {
            let product = any(dice);
            let switch = match dice.chance(50) {
                true => Switch::Exactly(off(dice, product, 40)),
                false => Switch::Only {
                    on: off(dice, product, 25),
                    off: off(dice, product, 25),
                },
            };
            Action::SetServices { product, switch }
        }
        10 if dice.chance(30) => Action::Relocate {
            from: dice.chance(70).then(|| place(dice)),
            to: place(dice),
        },
        10 => Action::SetLocation(place(dice)),
        12..=13 => {
            let to = any(dice);
            let off = off(dice, to, 20);
            let from = vec![any(dice)];
            Action::Replace {
                from: dice.chance(60).then_some(from),
                to: match dice.chance(85) {
                    true => vec![Choice { product: to, off }],
                    false => Vec::new(),
                },
            }
        }
        14 => Action::SetRoles(dice.some(&Role::ALL, 30)),
        15 => {
            let product = any(dice);
            Action::Configure(settings::setting(dice, product))
        }
        16 => Action::Subscribe(Purchase::usual(any(dice), 1 + dice.below(4) as u32)),
        17 => {
            let product = any(dice);
            let known = facts.products.get(&product);
            let ids: Vec<SubscriptionId> = known
                .iter()
                .flat_map(|known| known.subscriptions.iter().map(|one| one.id))
                .chain([SubscriptionId(uuid(6, 1))])
                .collect();
            Action::Manage {
                product,
                subscription: ids[dice.below(ids.len().max(2) - 1)],
                deed: deed(dice),
            }
        }
        _ => Action::BuySeats {
            product: any(dice),
            seats: 1 + dice.below(4) as u32,
        },
    }
}
