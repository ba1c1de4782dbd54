//! Usage locations.

use crate::org::*;
use domain::*;

#[test]
fn a_direct_license_needs_a_location_and_the_organizations_is_offered() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    let order = assign("Visio Plan 2", &["Ann", "Bob"]);
    let problem = org.problem(&order);
    assert_eq!(
        problem.cause.message(),
        "License assignment cannot be done for user with invalid usage location. \
         Set the usage location, and try again."
    );
    assert_eq!(names(&problem.users), ["Ann"]);
    assert_eq!(
        titles(&problem),
        ["Set the usage location to Germany", "Leave them out"]
    );
    assert_eq!(
        org.line(&org.fixed(&order)),
        "2 users get Visio Plan 2; 1 usage location set; 0 of 10 seats left."
    );
}

#[test]
fn a_prohibited_location_is_named_and_corrected() {
    let mut org = Org::new();
    org.named("Ann").location = Some(place("KP"));
    let order = assign("Visio Plan 2", &["Ann"]);
    assert_eq!(
        org.message(&order),
        "Usage location isn't allowed: no product can be assigned in North Korea. \
         Correct the location, and try again."
    );
    let after = org.after(&org.fixed(&order));
    assert_eq!(after.facts.people[&user("Ann")].location, Some(place("DE")));
}

#[test]
fn a_prohibited_or_unknown_default_location_is_not_offered() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    for default in [None, Some(place("KP"))] {
        org.facts.default_location = default;
        assert!(
            org.problem(&assign("Visio Plan 2", &["Ann"]))
                .fixes
                .is_empty()
        );
    }
}

#[test]
fn who_has_the_license_already_needs_no_location() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    let off = services(&["Teams"]);
    assert!(
        org.decide(&Order::assign(
            product("Office 365 E1"),
            off,
            users(&["Ann"])
        ))
        .is_ok()
    );
    assert!(org.decide(&unassign("Office 365 E1", &["Ann"])).is_ok());
    let renewed = together(&[
        unassign("Office 365 E1", &["Ann"]),
        assign("Office 365 E1", &["Ann"]),
    ]);
    assert!(org.decide(&renewed).is_ok(), "no license begins");
}

#[test]
fn who_is_in_a_prohibited_location_keeps_what_they_have_and_gets_no_more() {
    let mut org = Org::new();
    org.named("Ann").location = Some(place("KP"));
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    let switch = Switch::Exactly(services(&["Teams"]));
    let switched = Order::set_services(product("Office 365 E1"), switch, users(&["Ann"]));
    assert!(org.decide(&switched).is_ok());
    assert!(org.decide(&unassign("Office 365 E1", &["Ann"])).is_ok());
    let problem = org.problem(&assign("Visio Plan 2", &["Ann", "Bob"]));
    assert_eq!(names(&problem.users), ["Ann"]);
    assert_eq!(
        titles(&problem),
        ["Set the usage location to Germany", "Leave them out"]
    );
}

#[test]
fn an_inherited_license_is_no_direct_one() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    assert_eq!(
        org.causes(&assign("Office 365 E1", &["Ann"])),
        ["no-location"]
    );
}

#[test]
fn a_location_set_in_the_same_order_counts_whatever_the_sequence() {
    let mut org = Org::new();
    org.named("Ann").location = None;
    let locate = Order::new(Action::SetLocation(place("FR")), users(&["Ann"]));
    let give = assign("Visio Plan 2", &["Ann"]);
    assert!(
        org.decide(&together(&[give.clone(), locate.clone()]))
            .is_ok()
    );
    assert!(org.decide(&together(&[locate, give.clone()])).is_ok());
    let wrong = Order::new(Action::SetLocation(place("KP")), users(&["Ann"]));
    assert_eq!(
        org.causes(&together(&[wrong, give])),
        ["prohibited-location"]
    );
}

fn relocate(from: Option<Location>, to: &str) -> Order {
    let to = place(to);
    Order::new(Action::Relocate { from, to }, users(&["Ann", "Bob", "Cem"]))
}

fn places(org: &Org) -> [Option<Location>; 3] {
    ["Ann", "Bob", "Cem"].map(|who| org.facts.people[&user(who)].location)
}

#[test]
fn those_without_a_location_get_one_and_the_others_stay() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 5);
    org.named("Ann").location = None;
    org.named("Bob").location = Some(place("KP"));
    let (korea, give) = (
        Some(place("KP")),
        assign("Visio Plan 2", &["Ann", "Bob", "Cem"]),
    );
    let after = org.after(&relocate(None, "FR"));
    assert_eq!(
        places(&after),
        [Some(place("FR")), korea, Some(place("US"))]
    );
    assert_eq!(
        org.causes(&together(&[relocate(None, "FR"), give.clone()])),
        ["prohibited-location"]
    );
    let order = together(&[relocate(None, "FR"), relocate(korea, "DE"), give]);
    assert_eq!(
        org.line(&order),
        "3 users get Visio Plan 2; 2 usage locations set; 2 of 10 seats left."
    );
    let after = org.after(&order);
    assert_eq!(
        places(&after),
        [Some(place("FR")), Some(place("DE")), Some(place("US"))]
    );
}

#[test]
fn of_several_allowed_locations_only_the_one_named_changes() {
    let mut org = Org::new();
    org.named("Bob").location = Some(place("AT"));
    let after = org.after(&relocate(Some(place("US")), "FR"));
    assert_eq!(
        places(&after),
        [Some(place("FR")), Some(place("AT")), Some(place("FR"))]
    );
}

#[test]
fn the_same_location_again_changes_nothing() {
    let order = Order::new(Action::SetLocation(place("US")), users(&["Ann"]));
    let plan = Org::new().decide(&order).expect("accepted");
    assert!(plan.changes().is_empty());
    assert_eq!(plan.outcome().line(), "Nothing changes.");
}

#[test]
fn a_code_is_read_in_any_case_and_only_if_it_is_a_country() {
    assert_eq!(Location::new(" de "), Location::new("DE"));
    assert_eq!(place("TR").name(), "Türkiye");
    for wrong in ["", "D", "XX", "DEU", "ÄÖ", "D\0"] {
        assert_eq!(Location::new(wrong), None, "{wrong:?}");
    }
    assert!(COUNTRIES.is_sorted_by_key(|(code, _)| code));
    assert!(
        COUNTRIES
            .iter()
            .all(|(code, name)| place(code).name() == *name)
    );
    assert_eq!(COUNTRIES.len(), 249);
}
