//! The outcome in one line.

use crate::org::*;
use domain::*;

fn many(number: usize) -> (Org, Vec<String>) {
    let mut org = Org::new();
    let names: Vec<String> = (0..number).map(|at| format!("User {at}")).collect();
    names.iter().for_each(|name| org.person(name));
    org.seats("Visio Plan 2", 5_000, 0);
    (org, names)
}

#[test]
fn numbers_have_their_thousands_apart() {
    let (org, names) = many(1_250);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(
        org.line(&assign("Visio Plan 2", &names)),
        "1,250 users get Visio Plan 2; 3,750 of 5,000 seats left."
    );
}

#[test]
fn several_products_are_each_named() {
    let org = Org::new();
    let order = assign_all(&["Office 365 E1", "Visio Plan 2"], &["Ann", "Bob"]);
    let line = org.line(&order);
    for part in [
        "2 users get Office 365 E1",
        "2 users get Visio Plan 2",
        "0 of 10 seats of Office 365 E1 left",
        "0 of 10 seats of Visio Plan 2 left",
    ] {
        assert!(line.contains(part), "{line}");
    }
}

#[test]
fn of_several_products_only_those_that_move_tell_their_seats() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    let order = assign_all(&["Office 365 E1", "Visio Plan 2"], &["Ann"]);
    assert_eq!(
        org.line(&order),
        "1 user gets Visio Plan 2; 1 user already has Office 365 E1; 1 of 10 seats of Visio Plan 2 left."
    );
}

#[test]
fn who_has_it_already_is_told_with_its_name_if_nobody_gets_it() {
    let mut org = Org::new();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    org.gives("Bob", "Visio Plan 2", Via::Direct, &[]);
    assert_eq!(
        org.line(&assign("Visio Plan 2", &["Ann", "Bob"])),
        "2 users already have Visio Plan 2; 2 of 10 seats left."
    );
}

#[test]
fn somebody_left_out_for_two_reasons_is_one_user() {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &[]);
    org.named("Ann").location = None;
    let order = assign("Office 365 E3", &["Ann", "Bob"]).with_policy(Policy::EveryoneWhoCan);
    assert_eq!(org.outcome(&order).left_out.len(), 2);
    assert_eq!(
        org.line(&order),
        "1 user gets Office 365 E3; 1 user left out; 1 of 10 seats left."
    );
}

#[test]
fn locations_alone_are_told_without_seats() {
    let order = Order::new(Action::SetLocation(place("FR")), users(&["Ann", "Bob"]));
    assert_eq!(Org::new().line(&order), "2 usage locations set.");
}

#[test]
fn bought_seats_are_told() {
    let buy = Order::buy_seats(product("Visio Plan 2"), 1);
    assert_eq!(
        Org::new().line(&buy),
        "1 seat of Visio Plan 2 bought; 3 of 11 seats left."
    );
    let order = together(&[buy, assign("Office 365 E1", &["Ann"])]);
    let line = Org::new().line(&order);
    assert!(
        line.starts_with("1 user gets Office 365 E1; 1 seat of Visio Plan 2 bought; "),
        "{line}"
    );
}

#[test]
fn seats_taken_by_others_meanwhile_change_nothing_for_people() {
    let mut org = Org::new();
    let order = assign("Visio Plan 2", &["Ann"]);
    let shown = org.outcome(&order);
    org.seats("Visio Plan 2", 10, 9);
    let now = org.outcome(&order);
    assert!(shown != now && shown.relied_on() == now.relied_on());
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    let held = org.outcome(&order);
    assert!(shown.relied_on() != held.relied_on());
}

#[test]
fn changed_users_are_those_for_whom_something_changes() {
    let mut org = Org::new();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    let outcome = org.outcome(&assign("Visio Plan 2", &["Ann", "Bob"]));
    assert_eq!(outcome.changed_users(), 1);
}

#[test]
fn lists_are_put_as_people_write_them() {
    use words::{and, commas, count, digits, or};
    assert_eq!(and(&["A"; 0]), "");
    assert_eq!(
        [and(&["A"]), and(&["A", "B"]), and(&["A", "B", "C"])],
        ["A", "A and B", "A, B and C"]
    );
    assert_eq!(
        [or(&["A", "B"]), commas(&["A", "B", "C"])],
        ["A or B", "A, B, C"]
    );
    assert_eq!(
        [digits(0), digits(999), digits(1_000), digits(1_234_567)],
        ["0", "999", "1,000", "1,234,567"]
    );
    assert_eq!(
        [count(0, "seat"), count(1, "seat"), count(2, "seat")],
        ["0 seats", "1 seat", "2 seats"]
    );
}
