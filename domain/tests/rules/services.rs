//! Which services of a license are on.

use crate::org::*;
use domain::*;

fn set(what: &str, switch: Switch, whom: &[&str]) -> Order {
    Order::set_services(product(what), switch, users(whom))
}

fn off_after(org: &Org, order: &Order, who: &str, what: &str) -> Services {
    let after = org.after(order);
    let person = &after.facts.people[&user(who)];
    Facts::direct(person, product(what))
        .expect("a direct license")
        .off
        .clone()
}

#[test]
fn services_can_be_off_from_the_start() {
    let order = Order::assign(
        product("Office 365 E3"),
        services(&["Teams"]),
        users(&["Ann"]),
    );
    assert_eq!(
        off_after(&Org::new(), &order, "Ann", "Office 365 E3"),
        services(&["Teams"])
    );
}

#[test]
fn a_service_without_a_switch_stays_on_and_is_named() {
    let org = Org::new();
    let off = services(&["Sway", "Exchange Foundation", "Teams"]);
    let order = Order::assign(product("Office 365 E3"), off.clone(), users(&["Ann"]));
    let mut stays: Vec<String> = org
        .outcome(&order)
        .stays_on
        .iter()
        .map(|one| format!("{}: {}", one.name, one.scope.no_switch().expect("why")))
        .collect();
    stays.sort();
    assert_eq!(
        stays,
        [
            "Exchange Foundation: For the whole organization",
            "Sway: Assigned automatically"
        ]
    );
    assert_eq!(Scope::User.no_switch(), None);
    assert_eq!(
        off_after(&org, &order, "Ann", "Office 365 E3"),
        services(&["Teams"])
    );

    let after = org.after(&order);
    for switch in [
        Switch::Exactly(off.clone()),
        Switch::Only {
            on: Services::none(),
            off,
        },
    ] {
        let order = set("Office 365 E3", switch, &["Ann"]);
        assert_eq!(after.outcome(&order).stays_on.len(), 2);
        assert!(after.decide(&order).expect("accepted").changes().is_empty());
    }
}

#[test]
fn who_has_the_product_keeps_it_and_gets_the_new_choice() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &["Teams"]);
    let off = services(&["Office for the web"]);
    let order = Order::assign(
        product("Office 365 E1"),
        off.clone(),
        users(&["Ann", "Bob"]),
    );
    assert_eq!(
        org.line(&order),
        "1 user gets Office 365 E1; 1 user already has it; Office for the web is turned off for 1 user; \
         Teams is turned on for 1 user; 1 of 10 seats left."
    );
    assert_eq!(off_after(&org, &order, "Ann", "Office 365 E1"), off);
    let effects = org.outcome(&order).effects;
    let (effect, _) = effects
        .iter()
        .find(|(_, users)| users.contains(&user("Ann")))
        .expect("Ann's");
    assert_eq!(
        (&*effect.turned_on[0].name, &*effect.turned_off[0].name),
        ("Teams", "Office for the web")
    );
}

#[test]
fn exactly_sets_every_switch() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &["Teams"]);
    let order = set(
        "Office 365 E1",
        Switch::Exactly(services(&["Office for the web"])),
        &["Ann"],
    );
    assert_eq!(
        off_after(&org, &order, "Ann", "Office 365 E1"),
        services(&["Office for the web"])
    );
    assert_eq!(
        org.line(&order),
        "Office for the web is turned off for 1 user; Teams is turned on for 1 user; 2 of 10 seats left."
    );
}

#[test]
fn only_sets_what_it_names_for_each_user() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &["Teams"]);
    org.gives("Bob", "Office 365 E1", Via::Direct, &["Office for the web"]);
    let switch = Switch::Only {
        on: Services::none(),
        off: services(&["Office for the web"]),
    };
    let order = set("Office 365 E1", switch, &["Ann", "Bob"]);
    assert_eq!(
        off_after(&org, &order, "Ann", "Office 365 E1"),
        services(&["Teams", "Office for the web"])
    );
    assert_eq!(
        off_after(&org, &order, "Bob", "Office 365 E1"),
        services(&["Office for the web"])
    );
    assert_eq!(org.outcome(&order).changed_users(), 1);
    assert_eq!(
        org.line(&order),
        "Office for the web is turned off for 1 user; 2 of 10 seats left."
    );
}

#[test]
fn of_many_services_that_change_their_number_is_told() {
    let mut org = Org::new();
    for who in ["Ann", "Bob"] {
        org.gives(who, "Office 365 E1", Via::Direct, &["Teams"]);
    }
    let order = set(
        "Office 365 E1",
        Switch::Only {
            on: services(&["Teams"]),
            off: services(&["Office for the web", "SharePoint (Plan 1)"]),
        },
        &["Ann", "Bob"],
    );
    assert_eq!(
        org.line(&order),
        "3 services change for 2 users; 2 of 10 seats left."
    );
}

#[test]
fn what_stands_as_ordered_already_does_not_change() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &["Teams"]);
    let order = set(
        "Office 365 E1",
        Switch::Exactly(services(&["Teams"])),
        &["Ann"],
    );
    assert!(org.decide(&order).expect("accepted").changes().is_empty());
    assert_eq!(org.line(&order), "Nothing changes.");
}

#[test]
fn a_service_that_another_source_has_on_does_not_go_off() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    let order = set(
        "Office 365 E1",
        Switch::Exactly(services(&["Teams"])),
        &["Ann"],
    );
    let outcome = org.outcome(&order);
    assert!(
        outcome.effects[0].0.turned_off.is_empty(),
        "the group's license has it on"
    );
    assert_eq!(
        off_after(&org, &order, "Ann", "Office 365 E1"),
        services(&["Teams"])
    );
}

#[test]
fn the_services_of_who_has_no_license_cannot_be_set() {
    let order = set("Office 365 E1", Switch::Exactly(Services::none()), &["Ann"]);
    assert_eq!(
        Org::new().message(&order),
        "The user doesn't have Office 365 E1. Leave them out."
    );
}
