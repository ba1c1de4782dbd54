//! What is amiss with what somebody holds already, whoever brought it about.

use crate::org::{Org, product, user};
use domain::*;

fn holding(products: &[&str]) -> (Org, Vec<License>) {
    let mut org = Org::new();
    for name in products {
        org.gives("Ann", name, Via::Direct, &[]);
    }
    let licenses = org.facts.people[&user("Ann")].licenses.clone();
    (org, licenses)
}

#[test]
fn a_conflict_of_old_is_found_though_no_order_is_refused_for_it() {
    let (org, licenses) = holding(&["Office 365 E1", "Office 365 E3"]);
    let codes: Vec<_> = amiss(&org.facts, &licenses)
        .iter()
        .map(Cause::code)
        .collect();
    assert_eq!(codes, ["conflict"]);
}

#[test]
fn a_prerequisite_that_is_missing_is_found() {
    let (org, licenses) = holding(&["Audio Conferencing"]);
    let codes: Vec<_> = amiss(&org.facts, &licenses)
        .iter()
        .map(Cause::code)
        .collect();
    assert_eq!(codes, ["missing-service"]);
}

#[test]
fn who_holds_what_fits_together_has_no_trouble() {
    let (org, licenses) = holding(&["Office 365 E3", "Visio Plan 2"]);
    assert_eq!(amiss(&org.facts, &licenses), []);
    assert_eq!(amiss(&org.facts, &[]), []);
    assert_eq!(
        licenses
            .iter()
            .filter(|one| one.product == product("Visio Plan 2"))
            .count(),
        1
    );
}
