//! Swapping licenses.

use crate::org::*;
use domain::*;

fn swap(from: Option<&str>, to: &str, whom: &[&str]) -> Order {
    let to = Choice {
        product: product(to),
        off: Services::none(),
    };
    Order::replace(from.map(|from| vec![product(from)]), vec![to], users(whom))
}

#[test]
fn one_product_is_swapped_for_another_in_one_plan() {
    let org = Org::new();
    let org = org.after(&Order::assign(
        product("Office 365 E1"),
        services(&["Teams"]),
        users(&["Ann"]),
    ));
    // Together they conflict: two orders, remove and add, would be needed, or one that is judged at its end.
    let order = swap(Some("Office 365 E1"), "Office 365 E3", &["Ann"]);
    let outcome = org.outcome(&order);
    let (effect, _) = &outcome.effects[0];
    assert_eq!(&*effect.gains[0].name, "Office 365 E3");
    assert_eq!(&*effect.loses[0].name, "Office 365 E1");
    let after = org.after(&order);
    let person = &after.facts.people[&user("Ann")];
    assert!(!person.holds(product("Office 365 E1")));
    let license = Facts::direct(person, product("Office 365 E3")).expect("it was swapped");
    assert_eq!(license.off, services(&["Teams"]), "Teams was off, and is");
}

#[test]
fn who_does_not_have_the_old_product_is_told_so() {
    let order = swap(Some("Office 365 E1"), "Visio Plan 2", &["Ann"]);
    let refusal = Org::new().decide(&order).expect_err("refused");
    let causes: Vec<_> = refusal
        .problems
        .iter()
        .map(|one| one.cause.code())
        .collect();
    assert_eq!(causes, ["not-held"]);
}

#[test]
fn all_that_is_direct_is_swapped_or_taken_back() {
    let org = Org::new();
    let org = org.after(&Order::assign(
        product("Visio Plan 2"),
        Services::none(),
        users(&["Ann"]),
    ));
    let org = org.after(&Order::assign(
        product("Office 365 E1"),
        Services::none(),
        users(&["Ann"]),
    ));
    let after = org.after(&swap(None, "Office 365 E3", &["Ann", "Bob"]));
    for name in ["Ann", "Bob"] {
        let held = &after.facts.people[&user(name)].licenses;
        let held: Vec<_> = held.iter().map(|one| one.product).collect();
        assert_eq!(held, [product("Office 365 E3")], "{name}");
    }
    let nothing = Order::replace(None, Vec::new(), users(&["Ann", "Cem"]));
    let outcome = after.outcome(&nothing);
    assert_eq!(outcome.changed_users(), 1, "Cem has nothing to lose");
    assert!(
        after.after(&nothing).facts.people[&user("Ann")]
            .licenses
            .is_empty()
    );
}

#[test]
fn a_seat_that_is_freed_by_the_swap_serves_it() {
    // Everybody who has the product swaps it for itself, with the pool full: nobody is above in between.
    let org = Org::new();
    let org = org.after(&Order::assign(
        product("Visio Plan 2"),
        Services::none(),
        users(&["Ann", "Bob"]),
    ));
    let order = swap(Some("Visio Plan 2"), "Visio Plan 2", &["Ann", "Bob"]);
    assert!(org.decide(&order).expect("accepted").changes().is_empty());
}
