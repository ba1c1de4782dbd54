//! A small organization, built by name.

use domain::*;
use std::sync::Arc;
use uuid::Uuid;

/// What is so; tests change it as they need.
pub(crate) struct Org {
    pub(crate) facts: Facts,
}

fn id(kind: u64, name: &str) -> Uuid {
    let letters = name.bytes();
    let hash = letters.fold(0xcbf2_9ce4_8422_2325, |hash: u64, letter| {
        (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    });
    Uuid::from_u64_pair(kind, hash)
}

pub(crate) fn product(name: &str) -> ProductId {
    ProductId(id(1, name))
}

pub(crate) fn service(name: &str) -> ServiceId {
    ServiceId(id(2, name))
}

pub(crate) fn services(names: &[&str]) -> Services {
    names.iter().map(|name| service(name)).collect()
}

pub(crate) fn user(name: &str) -> UserId {
    UserId(id(3, name))
}

pub(crate) fn users(names: &[&str]) -> Vec<UserId> {
    names.iter().map(|name| user(name)).collect()
}

pub(crate) fn group(name: &str) -> Via {
    Via::Group(GroupId(id(4, name)))
}

pub(crate) fn purchase(name: &str) -> SubscriptionId {
    SubscriptionId(id(5, name))
}

pub(crate) fn place(code: &str) -> Location {
    Location::new(code).expect("a country")
}

pub(crate) fn admin(role: Role) -> Actor {
    Actor {
        name: "Ida Marsh".into(),
        roles: vec![role],
    }
}

/// Microsoft's products, as far as these tests need them, each with two seats left of ten.
impl Org {
    pub(crate) fn new() -> Self {
        let mut org = Self {
            facts: Facts::default(),
        };
        org.facts.default_location = Some(place("DE"));
        org.facts.fresh = id(6, "fresh");
        for (name, scope) in [
            ("Sway", Scope::Automatic),
            ("Exchange Foundation", Scope::Organization),
        ] {
            org.service(name, scope);
        }
        org.product(
            "Office 365 E1",
            &["SharePoint (Plan 1)", "Teams", "Sway", "Office for the web"],
        );
        let e3 = [
            "SharePoint (Plan 2)",
            "Teams",
            "Sway",
            "Office for the web",
            "Exchange Foundation",
        ];
        org.product("Office 365 E3", &e3);
        org.product("Visio Plan 2", &["Visio"]);
        org.product("Audio Conferencing", &["Audio Conferencing"]);
        org.product("Exchange Foundation", &["Exchange Foundation"]);
        let sharepoint = ["SharePoint (Plan 1)", "SharePoint (Plan 2)"];
        org.excludes("SharePoint Online", &sharepoint);
        org.requires("Office for the web", &sharepoint);
        org.requires("Audio Conferencing", &["Skype", "Teams"]);
        org.facts.rules.prohibited = vec![place("KP")];
        for name in ["Ann", "Bob", "Cem"] {
            org.person(name);
        }
        org
    }

    fn service(&mut self, name: &str, scope: Scope) {
        let (id, name): (_, Arc<str>) = (service(name), name.into());
        let code = name.clone();
        let known = self.facts.services.entry(id);
        known.or_insert(Service {
            id,
            code,
            name,
            scope,
        });
    }

    pub(crate) fn product(&mut self, name: &str, includes: &[&str]) {
        for name in includes {
            self.service(name, Scope::User);
        }
        let (id, shared): (_, Arc<str>) = (product(name), name.into());
        let subscription = Subscription {
            id: purchase(name),
            seats: 10,
            state: SubscriptionState::Active,
            channel: Channel::Direct,
            term: Term::default(),
        };
        self.facts.products.insert(
            id,
            Product {
                id,
                part_number: shared.clone(),
                name: shared,
                services: services(includes),
                seats: Seats {
                    assignable: 10,
                    assigned: 8,
                },
                subscriptions: vec![subscription],
            },
        );
    }

    pub(crate) fn excludes(&mut self, label: &str, names: &[&str]) {
        let set = ExclusiveSet {
            label: label.into(),
            services: services(names),
        };
        self.facts.rules.exclusive.push(set);
    }

    pub(crate) fn requires(&mut self, name: &str, any_of: &[&str]) {
        for name in any_of {
            self.service(name, Scope::User);
        }
        let requirement = Requirement {
            service: service(name),
            any_of: services(any_of),
        };
        self.facts.rules.requires.push(requirement);
    }

    pub(crate) fn person(&mut self, name: &str) {
        let person = Person {
            id: user(name),
            name: name.into(),
            username: format!("{}@x.example", name.to_lowercase()).into(),
            kind: UserKind::Member,
            location: Some(place("US")),
            licenses: Vec::new(),
        };
        self.facts.people.insert(person.id, person);
    }

    pub(crate) fn named(&mut self, name: &str) -> &mut Person {
        self.facts
            .people
            .get_mut(&user(name))
            .expect("somebody by this name")
    }

    pub(crate) fn gives(&mut self, who: &str, what: &str, via: Via, off: &[&str]) {
        if let Via::Group(id) = via {
            self.facts.groups.insert(id, "Sales".into());
        }
        let license = License {
            product: product(what),
            via,
            off: services(off),
            since: 0,
            by: "somebody".into(),
        };
        self.named(who).licenses.push(license);
    }

    /// The seats of a product: assignable, assigned.
    pub(crate) fn seats(&mut self, what: &str, assignable: u32, assigned: u32) {
        let known = self
            .facts
            .products
            .get_mut(&product(what))
            .expect("a known product");
        known.seats = Seats {
            assignable,
            assigned,
        };
    }

    pub(crate) fn subscriptions(&mut self, what: &str, subscriptions: Vec<Subscription>) {
        let known = self
            .facts
            .products
            .get_mut(&product(what))
            .expect("a known product");
        known.seats.assignable = subscriptions.iter().map(Subscription::assignable).sum();
        known.subscriptions = subscriptions;
    }

    pub(crate) fn decide(&self, order: &Order) -> Result<Plan, Refusal> {
        decide(&admin(Role::Global), order, &self.facts)
    }

    pub(crate) fn outcome(&self, order: &Order) -> Outcome {
        self.decide(order).expect("accepted").outcome().clone()
    }

    pub(crate) fn line(&self, order: &Order) -> String {
        self.outcome(order).line()
    }

    pub(crate) fn refusal(&self, order: &Order) -> Refusal {
        self.decide(order).expect_err("refused")
    }

    /// The codes of what is in the way.
    pub(crate) fn causes(&self, order: &Order) -> Vec<&'static str> {
        self.refusal(order)
            .problems
            .iter()
            .map(|one| one.cause.code())
            .collect()
    }

    /// The only problem of an order.
    pub(crate) fn problem(&self, order: &Order) -> Problem {
        let mut problems = self.refusal(order).problems;
        assert_eq!(problems.len(), 1, "{problems:#?}");
        problems.remove(0)
    }

    /// What is in the way, in words.
    pub(crate) fn message(&self, order: &Order) -> String {
        self.problem(order).cause.message()
    }

    /// The order with the first fix of its only problem, for all its users.
    pub(crate) fn fixed(&self, order: &Order) -> Order {
        let problem = self.problem(order);
        let users: Vec<UserId> = problem.users.iter().map(|one| one.id).collect();
        order.fixed(&problem.fixes[0], &users)
    }

    /// The organization after an order.
    pub(crate) fn after(&self, order: &Order) -> Self {
        let mut facts = self.facts.clone();
        facts.apply(
            self.decide(order).expect("accepted").changes(),
            1,
            &"Ida Marsh".into(),
        );
        Self { facts }
    }
}

/// What a fix says on its button.
pub(crate) fn titles(problem: &Problem) -> Vec<String> {
    problem.fixes.iter().map(Fix::title).collect()
}

pub(crate) fn names(users: &[Named<UserId>]) -> Vec<&str> {
    users.iter().map(|one| &*one.name).collect()
}

/// Assigns one product with everything on.
pub(crate) fn assign(what: &str, whom: &[&str]) -> Order {
    Order::assign(product(what), Services::none(), users(whom))
}

pub(crate) fn unassign(what: &str, whom: &[&str]) -> Order {
    Order::unassign(product(what), users(whom))
}

/// Assigns several products with everything on.
pub(crate) fn assign_all(what: &[&str], whom: &[&str]) -> Order {
    let choice = |name: &&str| Choice {
        product: product(name),
        off: Services::none(),
    };
    Order::new(
        Action::Assign(what.iter().map(choice).collect()),
        users(whom),
    )
}

/// One order of several.
pub(crate) fn together(orders: &[Order]) -> Order {
    Order {
        steps: orders
            .iter()
            .flat_map(|order| order.steps.clone())
            .collect(),
        policy: Policy::AllOrNothing,
    }
}
