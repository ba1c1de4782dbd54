//! Who asks for the same writes the same.

use crate::org::*;
use domain::*;

fn choice(name: &str, off: &[&str]) -> Choice {
    Choice {
        product: product(name),
        off: services(off),
    }
}

/// An order of each action with a list, its lists in this sequence.
fn order(products: [&str; 2], whom: &[&str]) -> Order {
    let choices = || vec![choice(products[0], &[]), choice(products[1], &[])];
    let ids = || products.map(product).to_vec();
    let actions = [
        Action::Assign(choices()),
        Action::Unassign(ids()),
        Action::Replace {
            from: Some(ids()),
            to: choices(),
        },
        Action::DeleteUser,
    ];
    let step = |action| Step {
        action,
        users: users(whom),
    };
    Order {
        steps: actions.map(step).to_vec(),
        policy: Policy::EveryoneWhoCan,
    }
}

#[test]
fn the_sequence_of_users_and_products_makes_no_other_order() {
    let one = order(["Office 365 E1", "Visio Plan 2"], &["Ann", "Bob"]);
    let other = order(["Visio Plan 2", "Office 365 E1"], &["Bob", "Ann", "Bob"]);
    assert_ne!(one, other);
    assert_eq!(one.canonical(), other.canonical());
    assert_eq!(one.canonical().canonical(), one.canonical());
    let roles = |roles: &[Role]| Order::set_roles(roles.to_vec(), users(&["Ann"])).canonical();
    assert_eq!(
        roles(&[Role::User, Role::License]),
        roles(&[Role::License, Role::User, Role::User])
    );
}

#[test]
fn the_sequence_of_steps_and_whatever_else_counts_does() {
    let steps = |first: &str, second: &str| {
        together(&[
            assign(first, &["Ann"]),
            unassign(second, &["Ann"]),
            assign(second, &["Ann"]),
        ])
        .canonical()
    };
    let one = steps("Visio Plan 2", "Office 365 E1");
    assert_ne!(one, steps("Office 365 E1", "Visio Plan 2"));
    assert_ne!(one, one.clone().with_policy(Policy::EveryoneWhoCan));
    let twice = |first: &[&str], second: &[&str]| {
        let choices = vec![
            choice("Office 365 E1", first),
            choice("Office 365 E1", second),
        ];
        Order::new(Action::Assign(choices), users(&["Ann"])).canonical()
    };
    assert_ne!(
        twice(&[], &["Teams"]),
        twice(&["Teams"], &[]),
        "the last choice counts"
    );
}

#[test]
fn questions_and_lists_are_canonical_too() {
    let assign = |products: [&str; 2]| {
        let choices = products.map(|name| choice(name, &[]));
        vec![Action::Assign(choices.to_vec())]
    };
    let one = ["Office 365 E1", "Visio Plan 2"];
    let other = ["Visio Plan 2", "Office 365 E1"];
    let matching = |products| Matching {
        actions: assign(products),
        ..Matching::default()
    };
    assert_eq!(matching(one).canonical(), matching(other).canonical());
    let many = |products| AddMany {
        first: user("Ann"),
        actions: assign(products),
        by_country: true,
    };
    assert_eq!(many(one).canonical(), many(other).canonical());
}

#[test]
fn a_canonical_order_does_the_same() {
    let org = Org::new();
    let choices = vec![
        choice("Visio Plan 2", &[]),
        choice("Office 365 E1", &["Teams", "Sway"]),
    ];
    let order = Order::new(
        Action::Assign(choices),
        users(&["Cem", "Ann", "Cem", "Bob"]),
    )
    .with_policy(Policy::EveryoneWhoCan);
    assert_ne!(order, order.canonical());
    assert_eq!(org.decide(&order), org.decide(&order.canonical()));
}
