//! The rule on Microsoft's whole catalog, with the rules that Usher ships.
//! The catalog isn't part of this repository: it is Microsoft's "Product names and service plan
//! identifiers" CSV, looked for in `../shared/data`. Without it these tests say so and pass.

use domain::*;
use serde_json::Value;
use std::{collections::BTreeSet, io::Write, path::Path, sync::Arc};

/// The rows and the add-ons of the catalog of December 2025.
const KNOWN: (usize, usize) = (5_457, 24);

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The rows of the catalog: product name, part number, id; service code, id, name.
fn rows() -> Option<Vec<csv::StringRecord>> {
    let path = root().join("../shared/data/products-and-service-plans.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        // Not eprintln: the test runner would keep it to itself.
        let skipped = b"skipped: there is no ../shared/data/products-and-service-plans.csv\n";
        let mut stderr = std::io::stderr();
        stderr.write_all(skipped).expect("stderr can be written");
        return None;
    };
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    Some(reader.records().map(|row| row.expect("a row")).collect())
}

fn rules() -> Value {
    let path = root().join("server/store/data/rules.json");
    let text = std::fs::read_to_string(path).expect("the shipped rules");
    serde_json::from_str(&text).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn id(value: &Value) -> ServiceId {
    let id = value["id"].as_str().expect("an id");
    id.parse().expect("a UUID")
}

fn ids(value: &Value) -> Services {
    list(value).iter().map(id).collect()
}

/// The rule set of a profile.
fn profile(rules: &Value, name: &str) -> Rules {
    let in_force = list(&rules["profiles"][name]["exclusive"]);
    let sets = list(&rules["exclusive"]).iter();
    let exclusive = sets
        .filter(|set| in_force.contains(&set["name"]))
        .map(|set| ExclusiveSet {
            label: set["label"].as_str().expect("a label").into(),
            services: ids(&set["services"]),
        });
    let requires = list(&rules["requires"]).iter().map(|one| Requirement {
        service: id(&one["service"]),
        any_of: ids(&one["any_of"]),
    });
    let prohibited = list(&rules["prohibited"]).iter();
    let code = |one: &Value| one["location"].as_str().and_then(Location::new);
    Rules {
        exclusive: exclusive.collect(),
        requires: requires.collect(),
        prohibited: prohibited
            .map(|one| code(one).expect("a country"))
            .collect(),
    }
}

fn user() -> UserId {
    UserId(uuid::Uuid::from_u128(1))
}

/// Everything there is, five seats of each, and a fresh user.
fn facts(name: &str) -> Option<Facts> {
    let rules = rules();
    let (company, automatic) = (ids(&rules["company"]), ids(&rules["automatic"]));
    let mut facts = Facts {
        rules: profile(&rules, name),
        ..Facts::default()
    };
    for row in rows()? {
        let field = |at: usize| -> Arc<str> { row[at].trim().into() };
        let service: ServiceId = field(4).parse().expect("a UUID");
        let scope = match (company.contains(service), automatic.contains(service)) {
            (true, _) => Scope::Organization,
            (_, true) => Scope::Automatic,
            _ => Scope::User,
        };
        let known = Service {
            id: service,
            code: field(3),
            name: field(5),
            scope,
        };
        facts.services.insert(service, known);
        let product: ProductId = field(2).parse().expect("a UUID");
        let known = facts
            .products
            .entry(product)
            .or_insert_with(|| owned(product, field(1), field(0)));
        known.services = known.services.with(&[service].into_iter().collect());
    }
    let person = Person {
        id: user(),
        name: "Elif Demir".into(),
        username: "elif@x.example".into(),
        kind: UserKind::Member,
        location: Location::new("DE"),
        licenses: Vec::new(),
    };
    facts.people.insert(person.id, person);
    Some(facts)
}

fn owned(id: ProductId, part_number: Arc<str>, name: Arc<str>) -> Product {
    let subscription = Subscription {
        id: SubscriptionId(id.0),
        seats: 5,
        state: SubscriptionState::Active,
        channel: Channel::Direct,
        term: Term::default(),
    };
    Product {
        id,
        part_number,
        name,
        services: Services::none(),
        seats: Seats {
            assignable: 5,
            assigned: 0,
        },
        subscriptions: vec![subscription],
    }
}

fn assign(facts: &Facts, products: &[ProductId]) -> Result<Plan, Refusal> {
    decide(&Actor::operator(), &order(products), facts)
}

fn order(products: &[ProductId]) -> Order {
    let choice = |product: &ProductId| Choice {
        product: *product,
        off: Services::none(),
    };
    Order::new(
        Action::Assign(products.iter().map(choice).collect()),
        [user()],
    )
}

fn part(facts: &Facts, part_number: &str) -> ProductId {
    let mut products = facts.products.values();
    let found = products.find(|product| &*product.part_number == part_number);
    found.expect("a product by this part number").id
}

/// What a product needs and doesn't bring itself: service and what it needs.
fn needs<'f>(facts: &'f Facts, product: &Product) -> Vec<&'f Requirement> {
    let lacks = |one: &&Requirement| {
        let brings = |service: ServiceId| product.services.contains(service);
        brings(one.service) && !one.any_of.iter().any(brings)
    };
    facts.rules.requires.iter().filter(lacks).collect()
}

#[test]
fn every_assignable_product_can_be_assigned_alone_to_a_fresh_user() {
    for name in ["documented", "concurrent"] {
        let Some(facts) = facts(name) else { return };
        let mut add_ons = 0;
        for product in facts.products.values() {
            let decided = assign(&facts, &[product.id]);
            let is_company_only = product
                .services
                .iter()
                .all(|id| facts.services[&id].scope == Scope::Organization);
            let needs = needs(&facts, product);
            if is_company_only {
                let refusal = decided.expect_err("for the whole organization");
                assert_eq!(
                    refusal.problems[0].cause,
                    Cause::OrganizationWide(product.named())
                );
            } else if needs.is_empty() {
                let plan = decided
                    .unwrap_or_else(|refusal| panic!("{}: {}", product.name, refusal.message()));
                assert_eq!(
                    plan.outcome().line(),
                    format!("1 user gets {}; 4 of 5 seats left.", product.name)
                );
            } else {
                add_ons += 1;
                let refusal = decided.expect_err("it needs something");
                only_lacks(&refusal, &needs, product);
            }
        }
        if rows().is_some_and(|rows| rows.len() == KNOWN.0) {
            assert_eq!(add_ons, KNOWN.1, "products that need another one");
        }
    }
}

/// The refusal says exactly what is missing, and nothing else.
fn only_lacks(refusal: &Refusal, needs: &[&Requirement], product: &Product) {
    let missing = refusal.problems.iter().map(|problem| match &problem.cause {
        Cause::Missing { service, any_of } => {
            assert_eq!(service.by, [(product.named(), Via::Direct)]);
            assert!(
                any_of
                    .iter()
                    .all(|one| problem.cause.message().contains(&*one.name))
            );
            assert!(problem.cause.message().contains(&*service.service.name));
            (
                service.service.id,
                any_of.iter().map(|one| one.id).collect::<Services>(),
            )
        }
        other => panic!("{}: {other:?}", product.name),
    });
    let needs = needs.iter().map(|one| (one.service, one.any_of.clone()));
    assert_eq!(
        missing.collect::<BTreeSet<_>>(),
        needs.collect(),
        "{}",
        product.name
    );
}

#[test]
fn every_add_on_can_be_assigned_beside_a_product_that_brings_what_it_needs() {
    let Some(facts) = facts("documented") else {
        return;
    };
    for product in facts.products.values() {
        let needs = needs(&facts, product);
        let brings = |other: &&Product| {
            let met = |one: &&Requirement| one.any_of.iter().any(|id| other.services.contains(id));
            !needs.is_empty() && needs.iter().all(met)
        };
        let mut beside = facts.products.values().filter(brings);
        let accepted = beside.find(|other| assign(&facts, &[product.id, other.id]).is_ok());
        assert!(
            needs.is_empty() || accepted.is_some(),
            "nothing goes with {}",
            product.name
        );
    }
}

#[test]
fn what_an_add_on_needs_may_be_held_already() {
    let Some(facts) = facts("documented") else {
        return;
    };
    let (e3, phone) = (part(&facts, "ENTERPRISEPACK"), part(&facts, "MCOEV"));
    let mut after = facts.clone();
    let plan = assign(&facts, &[e3]).expect("accepted");
    after.apply(plan.changes(), 0, &"Ida Marsh".into());
    assert!(assign(&facts, &[phone]).is_err());
    assert!(assign(&after, &[phone]).is_ok());
}

#[test]
fn a_product_of_services_for_the_organization_only_is_refused() {
    let Some(mut facts) = facts("documented") else {
        return;
    };
    let foundation = ids(&rules()["company"]);
    let id = ProductId(uuid::Uuid::from_u128(2));
    let product = Product {
        services: foundation,
        ..owned(id, "FOUNDATION".into(), "Foundation".into())
    };
    facts.products.insert(id, product.clone());
    let refusal = assign(&facts, &[id]).expect_err("for the whole organization");
    assert_eq!(refusal.problems.len(), 1);
    assert_eq!(
        refusal.problems[0].cause,
        Cause::OrganizationWide(product.named())
    );
}

#[test]
fn e1_with_e3_conflicts_as_documented_and_the_first_fix_resolves_it() {
    let Some(facts) = facts("documented") else {
        return;
    };
    let both = ["STANDARDPACK", "ENTERPRISEPACK"].map(|number| part(&facts, number));
    let refusal = assign(&facts, &both).expect_err("SharePoint Online twice");
    let [problem] = &refusal.problems[..] else {
        panic!("one reason: {}", refusal.message());
    };
    let Cause::Conflict(services) = &problem.cause else {
        panic!("a conflict: {problem:?}");
    };
    let codes: BTreeSet<&str> = services
        .iter()
        .map(|one| &*facts.services[&one.service.id].code)
        .collect();
    assert_eq!(codes, ["SHAREPOINTENTERPRISE", "SHAREPOINTSTANDARD"].into());
    assert_eq!(services.len(), 2);
    let names: Vec<&str> = services.iter().map(|one| &*one.service.name).collect();
    assert_eq!(
        problem.cause.message(),
        format!(
            "You can't assign licenses that contain these conflicting services: {}, {}. \
             Review the services included with each license, and try again.",
            names[0], names[1]
        )
    );
    let fixed = order(&both).fixed(&problem.fixes[0], &[user()]);
    let plan = decide(&Actor::operator(), &fixed, &facts).expect("the fix resolves it");
    assert_eq!(
        plan.outcome().effects[0].0.gains.len(),
        2,
        "both are still assigned"
    );
    assert_eq!(problem.fixes[0].edits.len(), 1);
    assert!(
        problem.fixes[0].title().starts_with("Turn off "),
        "{}",
        problem.fixes[0].title()
    );
}

#[test]
fn e1_with_e3_is_accepted_as_concurrent() {
    let Some(facts) = facts("concurrent") else {
        return;
    };
    let both = ["STANDARDPACK", "ENTERPRISEPACK"].map(|number| part(&facts, number));
    assert!(assign(&facts, &both).is_ok());
}

#[test]
fn what_does_not_conflict_as_documented_is_accepted() {
    let Some(facts) = facts("documented") else {
        return;
    };
    for (one, other) in [
        ("ENTERPRISEPACK", "ENTERPRISEPREMIUM"),
        ("ENTERPRISEPACK", "EMS"),
        ("ENTERPRISEPACK", "VISIOCLIENT"),
    ] {
        let both = [part(&facts, one), part(&facts, other)];
        assert!(assign(&facts, &both).is_ok(), "{one} with {other}");
    }
}

#[test]
fn every_conflict_of_two_products_has_a_fix_that_keeps_both() {
    let Some(facts) = facts("documented") else {
        return;
    };
    let e3 = part(&facts, "ENTERPRISEPACK");
    let mut conflicts = 0;
    for other in facts.products.keys().filter(|id| **id != e3) {
        let Err(refusal) = assign(&facts, &[e3, *other]) else {
            continue;
        };
        let Some(problem) = refusal
            .problems
            .iter()
            .find(|one| one.cause.code() == "conflict")
        else {
            continue;
        };
        conflicts += 1;
        let first = problem.fixes.first().expect("a fix");
        let off = |edit: &Edit| matches!(edit, Edit::TurnOff(..));
        assert!(first.edits.iter().all(off), "{}", first.title());
        assert!(
            assign_fixed(&facts, &[e3, *other], first, problem),
            "{}",
            first.title()
        );
    }
    assert!(conflicts > 50, "{conflicts}");
}

/// The conflict is gone with the fix.
fn assign_fixed(facts: &Facts, products: &[ProductId], fix: &Fix, problem: &Problem) -> bool {
    let fixed = order(products).fixed(fix, &[user()]);
    let decided = decide(&Actor::operator(), &fixed, facts);
    decided.map_or_else(
        |refusal| {
            refusal
                .problems
                .iter()
                .all(|one| one.cause != problem.cause)
        },
        |_| true,
    )
}
