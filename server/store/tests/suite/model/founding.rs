//! How an organization begins. Most of it comes from the random worlds of domain's laws. What no order makes (the catalog,
//! groups, purchases of every channel, licenses by groups and purchases) is written past the one door; all else by orders.

use super::{Bought, Given, Group, Held, Model, Shown, Sku};
use crate::world::{self, Dice, World};
use domain::*;
use std::collections::{BTreeMap, BTreeSet};
use store::Asker;

const NAMES: [&str; 14] = [
    "Bo Bobby Bogdan-Boris Borg",
    "Ada Bach-Berg Bell Beyer",
    "Anna Schmidt",
    "anna schmidt",
    "Ann Anders",
    "Łukasz O’Connor",
    "Zoë Müller",
    "Jean-Luc D'Aubigny",
    "Øyvind Weiß",
    "Schmidt, Anna (Sales)",
    "Bo",
    "Françoise Œuvrard",
    "Żaneta_Żółw 7",
    "zoe muller",
];

const PRODUCTS: [(&str, &str); 6] = [
    ("Visio Plan 2", "VISIOCLIENT"),
    ("exchange online", "EXCHANGE S"),
    ("Éclair Suite", "ECLAIR.1"),
    ("Visio Plan 2", "VISIOCLIENT"),
    ("Whiteboard", "visioclient"),
    ("Zed", "ZED_1"),
];

/// An organization at its beginning, stage by stage.
pub struct Start {
    /// The catalog, purchases and groups, and nobody.
    pub bare: Model,
    /// Adds everybody.
    pub adding: Order,
    /// Everybody, with all that they have.
    pub gifted: Model,
    /// Deletes some.
    pub deleting: Order,
    /// As it is then.
    pub founded: Model,
}

impl Start {
    /// The same for the same seed.
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ 0x5eed);
        let users = match dice.chance(8) {
            true => 60 + dice.below(100),
            false => 2 + dice.below(11),
        };
        let world = World::new(seed, users, 1 + dice.below(PRODUCTS.len()));
        let facts = real(world.facts);
        let bare = bare(seed, &mut dice, &facts);
        let operator = Asker::operator(OrganizationId(0));
        let adding = adding(&mut dice, &facts);
        let mut gifted = bare.clone();
        gifted.give(&operator, &adding, None, Shown::Nothing);
        gifts(&mut gifted, &mut dice, &facts);
        let everybody: Vec<UserId> = gifted.users.keys().copied().collect();
        let deleting = Order::new(Action::DeleteUser, dice.some(&everybody, 15));
        let mut founded = gifted.clone();
        founded.give(&operator, &deleting, None, Shown::Nothing);
        founded.shown = None;
        Self {
            bare,
            adding,
            gifted,
            deleting,
            founded,
        }
    }
}

/// The world with services of the built-in rules instead of its own.
fn real(mut facts: Facts) -> Facts {
    let rules = store::rules(RuleProfile::Documented);
    let set = |number: usize| rules.exclusive[number].services.iter().take(2);
    let need = |number: usize| {
        let need = &rules.requires[number];
        [need.service].into_iter().chain(need.any_of.iter().take(1))
    };
    let known = set(1)
        .chain(set(4))
        .chain(need(0))
        .chain(need(2))
        .chain(set(2));
    let mut all: Vec<ServiceId> = Vec::new();
    for service in known.chain((0..20).map(world::service)) {
        if !all.contains(&service) {
            all.push(service);
        }
    }
    let real = |id: ServiceId| all[id.0.as_u64_pair().1 as usize];
    let each = |services: &Services| services.iter().map(real).collect::<Services>();
    let services = facts.services.into_values().map(|service| Service {
        id: real(service.id),
        ..service
    });
    facts.services = services.map(|service| (service.id, service)).collect();
    for product in facts.products.values_mut() {
        product.services = each(&product.services);
    }
    for person in facts.people.values_mut() {
        for license in &mut person.licenses {
            license.off = each(&license.off);
        }
    }
    facts
}

fn bare(seed: u64, dice: &mut Dice, facts: &Facts) -> Model {
    let mut purchases = Vec::new();
    let mut products = BTreeMap::new();
    for (number, product) in facts.products.values().enumerate() {
        let (name, part_number) = PRODUCTS[number];
        let sku = Sku {
            part_number: part_number.into(),
            name: name.into(),
            services: product.services.clone(),
        };
        products.insert(product.id, sku);
        for subscription in &product.subscriptions {
            let own = subscription.channel == Channel::SelfService;
            purchases.push(Bought {
                product: product.id,
                purchaser: own.then(|| "Somebody".into()),
                at: subscription.term.since,
                subscription: subscription.clone(),
            });
        }
    }
    purchases.sort_by_key(|one| (one.at, one.subscription.id));
    let mut groups = BTreeMap::new();
    for (id, name) in &facts.groups {
        let all: Vec<ProductId> = products.keys().copied().collect();
        let some = dice.some(&all, 40).into_iter();
        let licenses = some.map(|product| {
            let off: Vec<ServiceId> = products[&product].services.clone().into();
            (product, dice.some(&off, 20).into())
        });
        let group = Group {
            name: name.clone(),
            members: BTreeSet::new(),
            licenses: licenses.collect(),
        };
        groups.insert(*id, group);
    }
    Model {
        seed,
        now: world::NOW,
        fresh: world::uuid(9, 0).as_u128(),
        settings: Settings {
            name: "Northlight".into(),
            default_location: facts.default_location,
            ..Settings::default()
        },
        services: facts.services.clone(),
        products,
        purchases,
        groups,
        users: BTreeMap::new(),
        deleted: BTreeMap::new(),
        invitations: BTreeMap::new(),
        sessions: Vec::new(),
        panes: BTreeMap::new(),
        ledger: Vec::new(),
        history: Vec::new(),
        sealed: None,
        shown: None,
        given: Given::default(),
    }
}

/// What is written about somebody.
pub fn profile(dice: &mut Dice, number: usize) -> Profile {
    use ProfileField::{City, Department, FirstName, LastName, Mail, Name, Username};
    let name = *dice.pick(&NAMES);
    let first = name.split(' ').next().unwrap_or_default();
    let username = match dice.below(4) {
        0 => format!("{:03}-{number}@x.example", dice.below(1_000)),
        1 => format!("Anna.Schmidt{number}@X.example"),
        2 => format!("zoë+{number}@x.example"),
        _ => format!("bo_hoshi.example{number}#EXT#@x.example"),
    };
    let mut texts = vec![(Name, name.to_owned()), (Username, username)];
    if dice.chance(40) {
        texts.push((Mail, format!("mail{}@x.example", dice.below(4))));
    }
    if dice.chance(30) {
        texts.extend([
            (FirstName, first.to_owned()),
            (LastName, name.replace(first, "")),
        ]);
    }
    if dice.chance(30) {
        texts.extend([(Department, "Sales".to_owned()), (City, "Łódź".to_owned())]);
    }
    Profile::of(texts)
}

fn adding(dice: &mut Dice, facts: &Facts) -> Order {
    let people = facts.people.values().enumerate();
    let step = |(number, person): (usize, &Person)| Step {
        action: Action::AddUser {
            profile: profile(dice, number),
            kind: person.kind,
        },
        users: vec![person.id],
    };
    Order {
        steps: people.map(step).collect(),
        policy: Policy::AllOrNothing,
    }
}

/// Gives everybody what no order would give them.
fn gifts(model: &mut Model, dice: &mut Dice, facts: &Facts) {
    let owned: BTreeSet<ProductId> = model.purchases.iter().map(|one| one.product).collect();
    for (id, user) in &mut model.users {
        let person = &facts.people[id];
        let account = &facts.accounts[id];
        user.location = person.location;
        user.enabled = account.enabled;
        user.roles = account.roles.iter().copied().collect();
        for license in person
            .licenses
            .iter()
            .filter(|one| owned.contains(&one.product))
        {
            let held = Held {
                off: license.off.clone(),
                since: world::NOW - dice.below(40) as i64 * calendar::DAY,
                by: "before".into(),
            };
            user.licenses.insert((license.product, license.via), held);
            if let Via::Group(group) = license.via {
                model.groups.get_mut(&group).unwrap().members.insert(*id);
            }
        }
    }
}

/// What somebody types to find users: nothing, often.
const TYPED: [&str; 18] = [
    "a",
    "ann",
    "Schmidt",
    "schmidt an",
    "zoe",
    "ZOË m",
    "o'con",
    "luc",
    "aubi",
    "7",
    "x",
    "hoshi",
    "mail1",
    "weiss",
    "bo bo",
    "b",
    "be",
    "B b b",
];

pub fn words_typed(dice: &mut Dice) -> String {
    match dice.chance(25) {
        true => String::new(),
        false => (*dice.pick(&TYPED)).to_owned(),
    }
}
