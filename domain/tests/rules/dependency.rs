//! Prerequisites.

use crate::org::*;
use domain::*;

#[test]
fn a_service_without_its_prerequisite_is_named_in_the_words_of_the_admin_center() {
    let org = Org::new();
    let Cause::Missing { any_of, .. } = &org.problem(&assign("Audio Conferencing", &["Ann"])).cause
    else {
        panic!("a prerequisite is missing");
    };
    let needed: Vec<&str> = any_of.iter().map(|one| &*one.name).collect();
    assert_eq!(
        org.message(&assign("Audio Conferencing", &["Ann"])),
        format!(
            "To assign a license that contains Audio Conferencing, you must also assign one of the following \
             service plans: {}. Turn one of them on, or turn Audio Conferencing off.",
            needed.join(", ")
        )
    );
    assert_eq!(needed.len(), 2);
}

#[test]
fn a_single_prerequisite_is_said_in_the_singular() {
    let mut org = Org::new();
    org.requires("Visio", &["OneDrive"]);
    assert_eq!(
        org.message(&assign("Visio Plan 2", &["Ann"])),
        "To assign a license that contains Visio, you must also assign the service plan OneDrive. \
         Turn it on, or turn Visio off."
    );
}

#[test]
fn a_prerequisite_without_a_name_is_told_only_if_none_has_one() {
    let mut org = Org::new();
    org.requires("Visio", &["OneDrive", "Something"]);
    let unknown = service("Something");
    org.facts.services.remove(&unknown);
    assert_eq!(
        org.message(&assign("Visio Plan 2", &["Ann"])),
        "To assign a license that contains Visio, you must also assign the service plan OneDrive. \
         Turn it on, or turn Visio off."
    );
    org.facts.services.remove(&service("OneDrive"));
    let message = org.message(&assign("Visio Plan 2", &["Ann"]));
    assert!(message.contains(&unknown.to_string()), "{message}");
}

#[test]
fn any_license_of_the_user_may_bring_the_prerequisite() {
    let mut org = Org::new();
    let order = assign("Audio Conferencing", &["Ann"]);
    for via in [
        Via::Direct,
        group("Sales"),
        Via::SelfService(purchase("own")),
    ] {
        org.named("Ann").licenses.clear();
        org.gives("Ann", "Office 365 E1", via, &[]);
        assert!(org.decide(&order).is_ok(), "{via:?}");
    }
    org.named("Ann").licenses.clear();
    let beside = assign_all(&["Audio Conferencing", "Office 365 E1"], &["Ann"]);
    assert!(org.decide(&beside).is_ok());
}

#[test]
fn a_prerequisite_that_is_off_is_turned_on() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &["Teams"]);
    let order = assign("Audio Conferencing", &["Ann"]);
    assert_eq!(
        titles(&org.problem(&order)),
        [
            "Turn on Teams in Office 365 E1",
            "Turn off Audio Conferencing in Audio Conferencing"
        ]
    );
    assert_eq!(
        org.line(&org.fixed(&order)).split("; ").collect::<Vec<_>>()[..2],
        [
            "1 user gets Audio Conferencing",
            "Teams is turned on for 1 user"
        ]
    );
}

#[test]
fn to_assign_nothing_at_all_is_no_fix() {
    let problem = Org::new().problem(&assign("Audio Conferencing", &["Ann"]));
    assert_eq!(
        titles(&problem),
        ["Turn off Audio Conferencing in Audio Conferencing"]
    );
    let locate = Order::new(Action::SetLocation(place("FR")), users(&["Ann"]));
    let located = together(&[locate, assign("Audio Conferencing", &["Ann"])]);
    assert_eq!(
        Org::new().problem(&located).fixes,
        problem.fixes,
        "a location alone is nothing"
    );
    let two = assign_all(&["Audio Conferencing", "Visio Plan 2"], &["Ann"]);
    assert!(titles(&Org::new().problem(&two)).contains(&"Don't assign Audio Conferencing".into()));
}

#[test]
fn to_unassign_a_prerequisite_breaks_what_needs_it() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.gives("Ann", "Audio Conferencing", Via::Direct, &[]);
    let order = unassign("Office 365 E1", &["Ann"]);
    let problem = org.problem(&order);
    assert_eq!(problem.cause.code(), "missing-service");
    assert_eq!(
        titles(&problem),
        [
            "Turn off Audio Conferencing in Audio Conferencing",
            "Unassign Audio Conferencing"
        ]
    );
    for fix in &problem.fixes {
        assert!(
            org.decide(&order.fixed(fix, &users(&["Ann"]))).is_ok(),
            "{fix:?}"
        );
    }
}

#[test]
fn to_turn_a_prerequisite_off_breaks_what_needs_it() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    let off = Switch::Exactly(services(&["SharePoint (Plan 1)"]));
    let order = Order::set_services(product("Office 365 E1"), off, users(&["Ann"]));
    let problem = org.problem(&order);
    assert!(titles(&problem).contains(&"Turn off Office for the web in Office 365 E1".into()));
    assert!(org.decide(&org.fixed(&order)).is_ok());
}

#[test]
fn an_inherited_service_keeps_its_prerequisite() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.gives("Ann", "Audio Conferencing", group("Sales"), &[]);
    let problem = org.problem(&unassign("Office 365 E1", &["Ann"]));
    assert!(
        problem.fixes.is_empty(),
        "nothing can be done about it here: {:?}",
        titles(&problem)
    );
}

#[test]
fn a_fix_takes_along_what_depends_on_it() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.gives(
        "Ann",
        "Office 365 E3",
        group("Sales"),
        &["SharePoint (Plan 2)", "Office for the web"],
    );
    org.product("SharePoint (Plan 2)", &["SharePoint (Plan 2)"]);
    // Without SharePoint (Plan 1) Office for the web has Plan 2 to rely on.
    let problem = org.problem(&assign("SharePoint (Plan 2)", &["Ann"]));
    assert!(titles(&problem).contains(&"Turn off SharePoint (Plan 1) in Office 365 E1".into()));
    org.facts.rules.requires.clear();
    org.requires("Office for the web", &["SharePoint (Plan 1)"]);
    let problem = org.problem(&assign("SharePoint (Plan 2)", &["Ann"]));
    let both = problem.fixes.iter().map(Fix::title);
    let both: Vec<String> = both
        .filter(|title| title.contains("SharePoint (Plan 1)"))
        .collect();
    assert_eq!(
        both,
        ["Turn off SharePoint (Plan 1) and Office for the web in Office 365 E1"]
    );
}

#[test]
fn a_lack_of_old_keeps_nobody_from_other_things() {
    let mut org = Org::new();
    org.gives("Ann", "Audio Conferencing", group("Sales"), &[]);
    assert!(org.decide(&assign("Visio Plan 2", &["Ann"])).is_ok());
}
