//! Deleting, restoring and purging users.

use crate::{
    org::*,
    users::{act, add, group_gives, locate, org},
};
use domain::*;

#[test]
fn a_deleted_user_gives_all_seats_back_whatever_the_source() {
    let mut org = org();
    org.gives("Ann", "Visio Plan 2", Via::Direct, &[]);
    org.gives("Ann", "Visio Plan 2", group("Sales"), &[]);
    org.gives("Ann", "Office 365 E1", group("Sales"), &[]);
    let own = Via::SelfService(purchase("Audio Conferencing"));
    org.gives("Ann", "Audio Conferencing", own, &[]);
    let order = act(Action::DeleteUser, &["Ann"]);
    let outcome = org.outcome(&order);
    let line = outcome.line();
    assert!(line.starts_with("1 user deleted; 1 user loses "), "{line}");
    let lost: Vec<&str> = outcome.effects[0]
        .0
        .loses
        .iter()
        .map(|one| &*one.name)
        .collect();
    assert_eq!(lost.len(), 3, "{lost:?}");
    let freed: Vec<u32> = outcome
        .seats
        .iter()
        .map(|one| one.after.available())
        .collect();
    assert_eq!(
        freed,
        [3, 3],
        "what the user bought themselves takes no seat: {line}"
    );
    let after = org.after(&order);
    assert!(!after.facts.people.contains_key(&user("Ann")));
    assert!(after.facts.accounts[&user("Ann")].deleted.is_some());
    assert_eq!(after.causes(&order), ["unknown-user"]);
    assert_eq!(
        after.causes(&assign("Visio Plan 2", &["Ann"])),
        ["unknown-user"]
    );
}

#[test]
fn whoever_is_deleted_is_given_nothing_more() {
    let org = org();
    let order = together(&[
        act(Action::DeleteUser, &["Ann"]),
        assign("Visio Plan 2", &["Ann"]),
        locate("Ann"),
    ]);
    assert_eq!(
        org.line(&order),
        "1 user deleted; 2 of 10 seats left.",
        "the product is named by the order"
    );
}

#[test]
fn licenses_come_back_by_steps_of_the_order_that_restores() {
    let org = org();
    let alone = act(Action::RestoreUser, &["Dora"]);
    assert_eq!(org.line(&alone), "1 user restored.");
    let both = together(&[alone, assign("Visio Plan 2", &["Dora"])]);
    assert_eq!(
        org.line(&both),
        "1 user restored; 1 user gets Visio Plan 2; 1 of 10 seats left."
    );
}

#[test]
fn the_last_seat_may_be_gone_when_somebody_is_restored() {
    let mut org = org();
    org.seats("Visio Plan 2", 8, 8);
    let order = together(&[
        act(Action::RestoreUser, &["Dora"]),
        assign("Visio Plan 2", &["Dora"]),
    ]);
    let problem = org.problem(&order);
    assert_eq!(problem.cause.code(), "no-seats");
    let skip = &problem.fixes[1];
    assert_eq!(skip.title(), "Don't assign Visio Plan 2");
    assert_eq!(
        org.line(&order.fixed(skip, &users(&["Dora"]))),
        "1 user restored."
    );
}

#[test]
fn groups_give_again_what_they_assign_now_if_seats_are_left() {
    let mut org = org();
    org.person("Eve");
    org.gone(
        "Eve",
        Vec::new(),
        vec![group_gives(&["Office 365 E1", "Visio Plan 2"])],
    );
    let order = act(Action::RestoreUser, &["Eve"]);
    let after = org.after(&order);
    let eve = &after.facts.people[&user("Eve")];
    assert!(eve.holds(product("Office 365 E1")) && eve.holds(product("Visio Plan 2")));
    assert!(eve.licenses.iter().all(|one| one.via == group("Sales")));
    // A group gives all that it assigns, or nothing.
    org.seats("Visio Plan 2", 8, 8);
    assert_eq!(
        org.line(&order),
        "1 user restored; 1 user finds no seat for Visio Plan 2."
    );
    let after = org.after(&order);
    assert!(after.facts.people[&user("Eve")].licenses.is_empty());
}

#[test]
fn what_a_user_bought_comes_back_if_the_purchase_still_exists() {
    let mut org = org();
    org.person("Eve");
    let own = License {
        product: product("Visio Plan 2"),
        via: Via::SelfService(purchase("Visio Plan 2")),
        off: Services::none(),
        since: 0,
        by: "Eve".into(),
    };
    org.gone("Eve", vec![own], Vec::new());
    let order = act(Action::RestoreUser, &["Eve"]);
    assert!(org.after(&order).facts.people[&user("Eve")].holds(product("Visio Plan 2")));
    org.subscriptions("Visio Plan 2", Vec::new());
    let after = org.after(&order);
    assert!(after.facts.people[&user("Eve")].licenses.is_empty());
}

#[test]
fn a_username_that_was_taken_meanwhile_is_changed_as_one_restores() {
    let mut org = org();
    let ann = org.facts.people[&user("Ann")].named();
    let known = org.facts.usernames.get_mut("dora@x.example");
    known.expect("Dora's").holder = Some(UsernameHolder {
        user: ann,
        deleted: false,
    });
    let order = act(Action::RestoreUser, &["Dora"]);
    assert_eq!(org.causes(&order), ["username-taken"]);
    let edits: Edits = [(ProfileField::Username, "dora2@x.example".into())].into();
    let renamed = together(&[order, act(Action::EditUser(edits), &["Dora"])]);
    assert_eq!(org.line(&renamed), "1 user restored; 1 user edited.");
}

#[test]
fn only_deleted_users_are_restored_or_purged() {
    let org = org();
    for action in [Action::RestoreUser, Action::PurgeUser] {
        assert_eq!(org.causes(&act(action, &["Ann"])), ["not-deleted"]);
    }
    let purge = act(Action::PurgeUser, &["Dora"]);
    assert_eq!(org.line(&purge), "1 user deleted permanently.");
    let after = org.after(&purge);
    assert!(!after.facts.accounts.contains_key(&user("Dora")));
    let again = add("Nora", "Nora New", "dora@x.example");
    assert!(after.decide(&again).is_ok(), "the username is free again");
    let restore = act(Action::RestoreUser, &["Dora"]);
    assert_eq!(after.causes(&restore), ["unknown-user"]);
}

#[test]
fn a_purge_cannot_be_taken_back_and_says_so() {
    let org = org();
    let plan = org.decide(&act(Action::PurgeUser, &["Dora"]));
    let plan = plan.expect("accepted");
    assert!(plan.changes().iter().all(Change::is_final));
}
