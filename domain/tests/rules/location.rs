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
