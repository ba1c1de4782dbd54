//! Adding many users from a list.

use crate::org::*;
use domain::*;
use uuid::Uuid;

const FIRST: UserId = UserId(Uuid::from_u128(u128::MAX - 1));

fn newcomer(number: u32, name: &str, location: Option<Location>) -> Newcomer {
    let username = match name.trim() {
        "" => number.to_string(),
        name => name.to_lowercase(),
    };
    Newcomer {
        number,
        profile: Profile::of([
            (ProfileField::Name, name.to_owned()),
            (ProfileField::Username, format!("{username}@x.example")),
        ]),
        kind: UserKind::Member,
        location,
    }
}

/// All get Visio, and are in Germany unless their row says otherwise.
fn asked() -> AddMany {
    let off = Services::none();
    let product = product("Visio Plan 2");
    AddMany {
        first: FIRST,
        actions: vec![
            Action::SetLocation(place("DE")),
            Action::Assign(vec![Choice { product, off }]),
        ],
        by_country: false,
    }
}

#[test]
fn everybody_is_added_with_licenses_in_one_order_and_their_row_has_the_last_word() {
    let (org, asked) = (Org::new(), asked());
    let rows = [
        newcomer(1, "Nora", None),
        newcomer(2, "Nils", Some(place("SE"))),
    ];
    let order = asked.order(&rows);
    assert_eq!(
        org.line(&order),
        "2 users added; 2 users get Visio Plan 2; 2 usage locations set; 0 of 10 seats left."
    );
    assert!(
        asked.assigns() && order.assigns(),
        "there is something to tell them"
    );
    let people = org.after(&order).facts.people;
    let location = |number| people[&asked.id(number)].location;
    assert_eq!(
        (location(1), location(2)),
        (Some(place("DE")), Some(place("SE")))
    );
}

#[test]
fn an_order_from_a_list_and_its_inverse_give_the_start() {
    let (org, asked) = (Org::new(), asked());
    let order = asked.order(&[newcomer(1, "Nora", None), newcomer(2, "Nils", None)]);
    let plan = org.decide(&order).expect("accepted");
    let mut facts = org.facts.clone();
    facts.apply(plan.changes(), 1, &"Ida Marsh".into());
    let back: Vec<Change> = plan.changes().iter().rev().map(Change::inverse).collect();
    facts.apply(&back, 2, &"Ida Marsh".into());
    assert_eq!(facts, org.facts);
}

#[test]
fn the_ids_are_those_of_the_rows_whatever_the_first_is() {
    let asked = asked();
    for number in [1, 2, 100_000] {
        assert_eq!(asked.number(asked.id(number)), Some(number));
    }
    assert_eq!(asked.number(UserId(Uuid::from_u128(u128::MAX / 2))), None);
}

#[test]
fn whoever_can_is_added_and_the_others_are_told_by_row() {
    let (mut org, asked) = (Org::new(), asked());
    org.seats("Visio Plan 2", 8, 7);
    let rows = [
        newcomer(1, "Zoe", None),
        newcomer(2, " ", None),
        newcomer(3, "Adam", None),
        newcomer(4, "Kim", Some(place("KP"))),
    ];
    let outcome = org.outcome(&asked.order(&rows));
    assert_eq!(outcome.changed_users(), 1);
    assert_eq!(
        outcome.line(),
        "1 user added; 1 user gets Visio Plan 2; 1 usage location set; 3 users left out; 0 of 8 seats left."
    );
    let summary = Listed::summary(Preview::Accepted(outcome.clone()), 4, String::new());
    assert_eq!(
        summary.line,
        "1 user added; 1 user gets Visio Plan 2; 1 usage location set; 0 of 8 seats left.",
        "who isn't added is told by row"
    );
    let reasons = asked.reasons(&outcome.left_out);
    let told = |number: &u32| reasons[number][0].to_string();
    assert_eq!(reasons.keys().copied().collect::<Vec<_>>(), [1, 2, 4]);
    assert!(
        told(&1).starts_with(
            "There aren't enough licenses: Visio Plan 2 has 1 seat left, 2 are needed."
        )
    );
    assert_eq!(told(&2), "The display name is missing. Write one.");
    assert!(told(&4).starts_with("Usage location isn't allowed"));
}

#[test]
fn what_is_shared_is_told_once_and_what_is_of_one_row_is_not() {
    let (org, asked) = (Org::new(), asked());
    let rows: Vec<Newcomer> = (1..=3)
        .map(|number| newcomer(number, "Nora", None))
        .collect();
    let order = asked.order(&rows);
    let preview = Preview::of(&admin(Role::Global), &order, &org.facts);
    let summary = Listed::summary(preview, 3, "a seal".into());
    assert_eq!((summary.changed_users, summary.problems.len()), (1, 0));
    let preview = Preview::of(&admin(Role::Billing), &order, &org.facts);
    let summary = Listed::summary(preview, 3, String::new());
    assert!(!summary.accepted && !summary.problems.is_empty());
    // No row could be read, and the rows say why.
    let none = asked.order(&[]);
    let preview = Preview::of(&admin(Role::Global), &none, &org.facts);
    let summary = Listed::summary(preview, 0, String::new());
    assert!(!summary.accepted && summary.problems.is_empty());
}
