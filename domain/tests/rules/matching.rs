//! Orders for all who match.

use crate::org::*;
use domain::*;

const ALL: [&str; 3] = ["Ann", "Bob", "Cem"];

fn visio() -> ProductId {
    product("Visio Plan 2")
}

/// Visio for all who match, or for those of them who can.
fn giving(policy: Policy) -> Matching {
    Matching {
        query: UserQuery::default(),
        actions: vec![Action::Assign(vec![Choice {
            product: visio(),
            off: Services::none(),
        }])],
        policy,
    }
}

fn summary(org: &Org, matching: &Matching) -> Summary {
    let order = matching.order(&users(&ALL));
    let preview = Preview::of(&admin(Role::Global), &order, &org.facts);
    Summary::of(preview, ALL.len(), String::new())
}

fn missing(summary: &Summary) -> Vec<u32> {
    summary.missing_seats().map(|(_, seats)| seats).collect()
}

#[test]
fn seats_are_bought_before_anything_else_and_only_where_some_are_wanted() {
    let matching = giving(Policy::AllOrNothing);
    assert_eq!(matching.buying(&[(visio(), 0)]), matching);
    let buying = matching.buying(&[(visio(), 2)]);
    assert_eq!(
        buying.actions[0],
        Action::BuySeats {
            product: visio(),
            seats: 2
        }
    );
    assert_eq!(buying.actions[1..], matching.actions);
}

#[test]
fn seats_bought_for_those_who_are_left_out_are_spare() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 10);
    org.named("Ann").location = None;
    let matching = giving(Policy::EveryoneWhoCan);
    // As long as nobody can, the seats of all are missing.
    assert_eq!(missing(&summary(&org, &matching)), [3]);
    let bought = summary(&org, &matching.buying(&[(visio(), 3)]));
    assert_eq!((bought.accepted, bought.changed_users), (true, 2));
    assert_eq!(bought.spare_seats(visio(), 3, 0), 1);
    let enough = summary(&org, &matching.buying(&[(visio(), 2)]));
    assert_eq!((enough.accepted, enough.changed_users), (true, 2));
    assert_eq!(enough.spare_seats(visio(), 2, 0), 0);
}

#[test]
fn seats_that_others_hold_are_not_spare() {
    let mut org = Org::new();
    org.seats("Visio Plan 2", 10, 6);
    org.facts.held.insert(visio(), 2);
    let matching = giving(Policy::AllOrNothing);
    let short = summary(&org, &matching);
    assert_eq!((missing(&short), short.held(visio())), (vec![1], 2));
    let bought = summary(&org, &matching.buying(&[(visio(), 1)]));
    assert!(bought.accepted);
    assert_eq!(bought.spare_seats(visio(), 1, short.held(visio())), 0);
}

#[test]
fn seats_that_are_there_are_not_bought() {
    let org = {
        let mut org = Org::new();
        org.seats("Visio Plan 2", 10, 5);
        org
    };
    let bought = summary(&org, &giving(Policy::AllOrNothing).buying(&[(visio(), 4)]));
    assert_eq!(bought.spare_seats(visio(), 4, 0), 4);
}
