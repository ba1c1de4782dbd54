//! Mutually exclusive services.

use crate::org::*;
use domain::*;

fn both() -> Order {
    assign_all(&["Office 365 E1", "Office 365 E3"], &["Ann"])
}

#[test]
fn conflicting_services_are_named_in_the_words_of_the_admin_center() {
    let message = Org::new().message(&both());
    let services = if service("SharePoint (Plan 1)") < service("SharePoint (Plan 2)") {
        "SharePoint (Plan 1), SharePoint (Plan 2)"
    } else {
        "SharePoint (Plan 2), SharePoint (Plan 1)"
    };
    assert_eq!(
        message,
        format!(
            "You can't assign licenses that contain these conflicting services: {services}. \
             Review the services included with each license, and try again."
        )
    );
}

#[test]
fn what_is_ordered_may_conflict_in_itself() {
    let org = Org::new();
    let problem = org.problem(&both());
    let mut titles = titles(&problem);
    titles.sort();
    assert_eq!(
        titles,
        [
            "Don't assign Office 365 E1",
            "Don't assign Office 365 E3",
            "Turn off SharePoint (Plan 1) in Office 365 E1",
            "Turn off SharePoint (Plan 2) in Office 365 E3",
        ]
    );
    assert_eq!(
        problem.fixes.iter().map(|fix| fix.cost).collect::<Vec<_>>(),
        [10, 10, 1_300, 1_300]
    );
    assert!(org.decide(&org.fixed(&both())).is_ok());
}

#[test]
fn what_is_ordered_may_conflict_with_what_the_user_holds() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    let order = assign("Office 365 E3", &["Ann", "Bob"]);
    let problem = org.problem(&order);
    let Cause::Conflict(services) = &problem.cause else {
        panic!("a conflict: {problem:?}");
    };
    let brought: Vec<_> = services
        .iter()
        .map(|one| (&*one.service.name, &*one.by[0].0.name, one.by[0].1))
        .collect();
    assert_eq!(
        brought,
        [
            ("SharePoint (Plan 2)", "Office 365 E3", Via::Direct),
            ("SharePoint (Plan 1)", "Office 365 E1", Via::Direct),
        ],
        "the new one first"
    );
    let mut titles = titles(&problem);
    titles[..2].sort();
    assert_eq!(
        titles,
        [
            "Turn off SharePoint (Plan 1) in Office 365 E1",
            "Turn off SharePoint (Plan 2) in Office 365 E3",
            "Unassign Office 365 E1",
            "Leave them out",
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
fn the_inherited_side_of_a_conflict_has_no_switch_here() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    let problem = org.problem(&assign("Office 365 E3", &["Ann", "Bob"]));
    assert_eq!(
        titles(&problem),
        [
            "Turn off SharePoint (Plan 2) in Office 365 E3",
            "Leave them out"
        ]
    );
}

#[test]
fn a_service_that_is_off_conflicts_with_nothing() {
    let mut org = Org::new();
    org.gives(
        "Ann",
        "Office 365 E1",
        Via::Direct,
        &["SharePoint (Plan 1)"],
    );
    assert!(org.decide(&assign("Office 365 E3", &["Ann"])).is_ok());
    let on = Switch::Only {
        on: services(&["SharePoint (Plan 1)"]),
        off: Services::none(),
    };
    let switch = Order::set_services(product("Office 365 E1"), on, users(&["Ann"]));
    let together = together(&[assign("Office 365 E3", &["Ann"]), switch]);
    assert_eq!(org.causes(&together), ["conflict"]);
}

#[test]
fn a_service_that_two_products_share_is_no_conflict() {
    let mut org = Org::new();
    org.excludes("Teams", &["Teams", "Visio"]);
    org.gives(
        "Ann",
        "Office 365 E1",
        Via::Direct,
        &["SharePoint (Plan 1)"],
    );
    assert!(org.decide(&assign("Office 365 E3", &["Ann"])).is_ok());
    assert_eq!(org.causes(&assign("Visio Plan 2", &["Ann"])), ["conflict"]);
}

#[test]
fn nobody_is_kept_from_other_things_by_a_conflict_of_old() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.gives("Ann", "Office 365 E3", group("Sales"), &[]);
    assert!(org.decide(&assign("Visio Plan 2", &["Ann"])).is_ok());
    assert!(org.decide(&unassign("Office 365 E1", &["Ann"])).is_ok());
}

#[test]
fn a_new_service_may_go_off_where_the_old_ones_conflict_by_groups() {
    let mut org = Org::new();
    org.product("SharePoint (Plan 3)", &["SharePoint (Plan 3)", "Lists"]);
    org.facts.rules.exclusive.clear();
    org.excludes(
        "SharePoint Online",
        &[
            "SharePoint (Plan 1)",
            "SharePoint (Plan 2)",
            "SharePoint (Plan 3)",
        ],
    );
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    org.gives("Ann", "Office 365 E3", group("Sales"), &[]);
    let order = assign("SharePoint (Plan 3)", &["Ann"]);
    assert_eq!(
        titles(&org.problem(&order)),
        ["Turn off SharePoint (Plan 3) in SharePoint (Plan 3)"]
    );
    assert!(org.decide(&org.fixed(&order)).is_ok());
}

#[test]
fn a_swap_in_one_order_is_no_conflict() {
    let mut org = Org::new();
    org.seats("Office 365 E1", 10, 10);
    org.seats("Office 365 E3", 10, 9);
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    let swap = together(&[
        assign("Office 365 E3", &["Ann"]),
        unassign("Office 365 E1", &["Ann"]),
    ]);
    let line = org.line(&swap);
    assert!(
        line.starts_with("1 user gets Office 365 E3; 1 user loses Office 365 E1; "),
        "{line}"
    );
    assert!(
        line.contains("1 of 10 seats of Office 365 E1 left"),
        "{line}"
    );
    assert!(
        line.contains("0 of 10 seats of Office 365 E3 left"),
        "{line}"
    );
}

#[test]
fn several_overlapping_products_go_together() {
    let mut org = Org::new();
    org.product("SharePoint (Plan 1)", &["SharePoint (Plan 1)"]);
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.gives("Ann", "SharePoint (Plan 1)", Via::Direct, &[]);
    let problem = org.problem(&assign("Office 365 E3", &["Ann"]));
    let titles = titles(&problem);
    assert!(
        titles
            .iter()
            .any(|title| title.matches("nassign").count() == 2),
        "{titles:?}"
    );
    assert!(
        titles
            .iter()
            .all(|title| !title.starts_with("Unassign") || title.contains(" and ")),
        "{titles:?}"
    );
}
