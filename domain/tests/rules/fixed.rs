//! What a fix makes of an order.

use crate::org::*;
use domain::*;

fn turn_off(what: &str, name: &str) -> Fix {
    let named = Org::new().facts;
    Fix::new(vec![Edit::TurnOff(
        named.product_named(product(what)),
        vec![named.service_named(service(name))],
    )])
}

#[test]
fn a_fix_for_some_users_splits_the_step() {
    let order = assign("Office 365 E3", &["Ann", "Bob", "Cem"]);
    let fixed = order.fixed(&turn_off("Office 365 E3", "Teams"), &users(&["Bob"]));
    assert_eq!(fixed.steps.len(), 2);
    let off = |who: &str| {
        let step = fixed
            .steps
            .iter()
            .find(|step| step.users.contains(&user(who)));
        match &step.expect("everybody is still there").action {
            Action::Assign(choices) => choices[0].off.clone(),
            other => panic!("still an assignment: {other:?}"),
        }
    };
    assert_eq!(
        [off("Ann"), off("Cem")],
        [Services::none(), Services::none()]
    );
    assert_eq!(off("Bob"), services(&["Teams"]));
}

#[test]
fn the_same_fix_for_others_joins_their_step() {
    let fix = turn_off("Office 365 E3", "Teams");
    let order = assign("Office 365 E3", &["Ann", "Bob", "Cem"]);
    let fixed = order
        .fixed(&fix, &users(&["Bob"]))
        .fixed(&fix, &users(&["Cem"]));
    assert_eq!(fixed.steps.len(), 2);
    let all = fixed.fixed(&fix, &users(&["Ann"]));
    assert_eq!(all.steps.len(), 1);
    assert_eq!(all.needs().users, order.needs().users);
}

#[test]
fn further_steps_of_the_users_are_shared_again() {
    let locate = Order::new(Action::SetLocation(place("FR")), users(&["Ann", "Bob"]));
    let order = together(&[assign("Office 365 E3", &["Ann", "Bob"]), locate]);
    let fixed = order.fixed(&turn_off("Office 365 E3", "Teams"), &users(&["Bob"]));
    assert_eq!(fixed.steps.len(), 3, "{fixed:?}");
    let locates = fixed
        .steps
        .iter()
        .filter(|step| matches!(step.action, Action::SetLocation(_)));
    assert_eq!(
        locates.map(|step| step.users.len()).collect::<Vec<_>>(),
        [2]
    );
}

#[test]
fn seats_are_bought_once_whomever_a_fix_is_for() {
    let mut buy = Order::buy_seats(product("Office 365 E3"), 5);
    buy.steps[0].users = users(&["Ann", "Bob"]);
    let fix = turn_off("Office 365 E3", "Teams");
    let without_teams = assign("Office 365 E3", &["Cem"]).fixed(&fix, &users(&["Cem"]));
    for order in [
        together(&[assign("Office 365 E3", &["Ann", "Bob"]), buy.clone()]),
        // Bob's step becomes the same as Cem's, which comes after what is bought.
        together(&[assign("Office 365 E3", &["Ann", "Bob"]), buy, without_teams]),
    ] {
        let fixed = order.fixed(&fix, &users(&["Bob"]));
        let steps = fixed.steps.iter();
        let bought = steps.filter(|step| matches!(step.action, Action::BuySeats { .. }));
        assert_eq!(bought.count(), 1, "{fixed:?}");
    }
}

#[test]
fn to_buy_again_buys_more_of_the_same() {
    let visio = Org::new().facts.product_named(product("Visio Plan 2"));
    let fix = Fix::new(vec![Edit::BuySeats(visio, 2)]);
    let order = assign("Visio Plan 2", &["Ann"]);
    let fixed = order.fixed(&fix, &[]).fixed(&fix, &[]);
    assert_eq!(fixed.steps.len(), 2);
    let bought = Action::BuySeats {
        product: product("Visio Plan 2"),
        seats: 4,
    };
    assert_eq!(fixed.steps[0].action, bought);
}

#[test]
fn who_is_left_out_is_in_no_step() {
    let fix = Fix::new(vec![Edit::LeaveOut]);
    let order = together(&[
        assign("Visio Plan 2", &["Ann", "Bob"]),
        assign("Office 365 E1", &["Ann"]),
    ]);
    let fixed = order.fixed(&fix, &users(&["Ann"]));
    assert_eq!(fixed.needs().users, users(&["Bob"]));
    assert_eq!(fixed.steps.len(), 1, "a step for nobody is none");
}

fn named(whom: &[&str]) -> Vec<Named<UserId>> {
    let named = |name: &&str| Named {
        id: user(name),
        name: (*name).into(),
    };
    whom.iter().map(named).collect()
}

#[test]
fn those_who_are_left_out_by_name_go_whomever_the_fix_is_for() {
    let fix = Fix::new(vec![Edit::LeaveOutNamed(named(&["Ann", "Cem"]))]);
    assert!(fix.whole_order());
    let order = together(&[
        assign("Visio Plan 2", &["Ann", "Bob"]),
        assign("Office 365 E1", &["Cem"]),
    ]);
    assert_eq!(
        order.fixed(&fix, &users(&["Bob"])),
        assign("Visio Plan 2", &["Bob"])
    );
    let many = named(&["Ann", "Bob", "Cem", "Dora", "Eve", "Finn", "Gil"]);
    assert_eq!(
        Fix::new(vec![Edit::LeaveOutNamed(many)]).title(),
        "Leave out Ann, Bob, Cem, Dora, Eve and 2 more"
    );
}

#[test]
fn everyone_who_can_is_another_policy() {
    let fix = Fix::new(vec![Edit::EveryoneWhoCan]);
    let order = assign("Visio Plan 2", &["Ann"]);
    assert!(fix.whole_order());
    assert_eq!(
        order.fixed(&fix, &[]),
        order.with_policy(Policy::EveryoneWhoCan)
    );
}

#[test]
fn edits_are_worded_and_ranked_by_how_much_they_change() {
    let facts = Org::new().facts;
    let (visio, teams) = (
        facts.product_named(product("Visio Plan 2")),
        facts.service_named(service("Teams")),
    );
    let edits = [
        Edit::SetLocation(place("FR")),
        Edit::TurnOn(visio.clone(), vec![teams.clone()]),
        Edit::TurnOff(visio.clone(), vec![teams]),
        Edit::BuySeats(visio.clone(), 1_250),
        Edit::Drop(visio.clone()),
        Edit::Skip(visio),
        Edit::EveryoneWhoCan,
        Edit::LeaveOutNamed(named(&["Ann", "Bob"])),
        Edit::LeaveOut,
    ];
    let codes = edits.clone().map(|edit| edit.code());
    let fixes = edits.map(|edit| Fix::new(vec![edit]));
    assert!(fixes.is_sorted_by_key(|fix| fix.cost));
    assert_eq!(
        fixes.each_ref().map(Fix::title),
        [
            "Set the usage location to France",
            "Turn on Teams in Visio Plan 2",
            "Turn off Teams in Visio Plan 2",
            "Buy 1,250 more seats of Visio Plan 2",
            "Unassign Visio Plan 2",
            "Don't assign Visio Plan 2",
            "Assign to everyone who can",
            "Leave out Ann and Bob",
            "Leave them out",
        ]
    );
    assert_eq!(
        codes,
        [
            "set-location",
            "turn-on",
            "turn-off",
            "buy-seats",
            "unassign",
            "skip",
            "everyone-who-can",
            "leave-out-named",
            "leave-out"
        ]
    );
}

/// The fix stands for these, now that `now` is asked and not `before`.
fn stands(now: &Order, before: &Order, fix: &Fix, whom: &[&str]) -> Option<Vec<UserId>> {
    now.still_fixed(before, fix, &users(whom))
}

#[test]
fn a_fix_stands_for_those_who_stay_in_the_order() {
    let before = assign("Office 365 E3", &["Ann", "Bob"]);
    let facts = Org::new().facts;
    let fix = Fix::new(vec![Edit::Drop(
        facts.product_named(product("Office 365 E1")),
    )]);
    let fewer = assign("Office 365 E3", &["Bob", "Cem"]);
    assert_eq!(
        stands(&fewer, &before, &fix, &["Ann", "Bob"]),
        Some(users(&["Bob"]))
    );
    assert_eq!(stands(&fewer, &before, &fix, &["Ann"]), None);
    assert_eq!(stands(&Order::default(), &before, &fix, &["Bob"]), None);
}

#[test]
fn what_is_chosen_by_hand_ends_the_fix_of_it() {
    let all = ["Ann", "Bob"];
    let order = |place_of: Option<&str>, off: &[&str]| {
        let choice = Choice {
            product: product("Office 365 E3"),
            off: services(off),
        };
        let assign = Order::new(Action::Assign(vec![choice]), users(&all));
        let locate = |code| Order::new(Action::SetLocation(place(code)), users(&["Bob"]));
        let locate = place_of.map(locate);
        together(&locate.into_iter().chain([assign]).collect::<Vec<_>>())
    };
    let (before, teams) = (order(None, &[]), turn_off("Office 365 E3", "Teams"));
    let here = Fix::new(vec![Edit::SetLocation(place("DE"))]);
    let some = Some(users(&all));

    let elsewhere = order(Some("FR"), &[]);
    assert_eq!(
        stands(&elsewhere, &before, &here, &all),
        Some(users(&["Ann"]))
    );
    assert_eq!(stands(&elsewhere, &before, &teams, &all), some);

    let by_hand = order(None, &["Teams"]);
    assert_eq!(stands(&by_hand, &before, &teams, &all), None);
    assert_eq!(stands(&by_hand, &before, &here, &all), some);
    let another = order(None, &["Sway"]);
    assert_eq!(stands(&another, &before, &teams, &all), some);
}

#[test]
fn seats_are_bought_as_long_as_the_product_is_asked_for() {
    let visio = Org::new().facts.product_named(product("Visio Plan 2"));
    let fix = Fix::new(vec![Edit::BuySeats(visio, 2)]);
    let before = assign("Visio Plan 2", &["Ann"]);
    let still = assign("Visio Plan 2", &["Bob"]);
    assert_eq!(stands(&still, &before, &fix, &[]), Some(vec![]));
    let other = assign("Office 365 E1", &["Ann"]);
    assert_eq!(stands(&other, &before, &fix, &[]), None);
    let two = assign("Visio Plan 2", &["Ann", "Bob"]);
    assert_eq!(stands(&two, &before, &fix, &[]), Some(vec![]));
    assert_eq!(stands(&before, &two, &fix, &[]), None);
    let control = |takeover| {
        let (of, by) = (product("Visio Plan 2"), purchase("Visio Plan 2"));
        Order::manage(of, by, Deed::TakeControl(takeover))
    };
    let (moved, canceled) = (control(Takeover::MoveUsers), control(Takeover::Cancel));
    assert_eq!(stands(&canceled, &moved, &fix, &[]), None);
    assert_eq!(stands(&moved, &moved, &fix, &[]), Some(vec![]));
}

#[test]
fn who_is_left_out_by_name_stays_out_as_long_as_as_many_want_the_same() {
    let fix = Fix::new(vec![Edit::LeaveOutNamed(named(&["Bob"]))]);
    let before = assign("Visio Plan 2", &["Ann", "Bob"]);
    let without_teams = Order::assign(
        product("Visio Plan 2"),
        services(&["Teams"]),
        users(&["Ann", "Bob"]),
    );
    let more = assign("Visio Plan 2", &["Ann", "Bob", "Cem"]);
    for now in [without_teams, more] {
        assert_eq!(stands(&now, &before, &fix, &[]), Some(vec![]));
    }
    for now in [
        assign("Visio Plan 2", &["Bob"]),
        assign("Visio Plan 2", &["Ann", "Cem"]),
        assign("Office 365 E1", &["Ann", "Bob"]),
    ] {
        assert_eq!(stands(&now, &before, &fix, &[]), None, "{now:?}");
    }
}

#[test]
fn a_subscription_is_brought_back_as_long_as_the_product_is_asked_for() {
    let visio = Org::new().facts.product_named(product("Visio Plan 2"));
    let edit = Edit::Manage(visio, purchase("Visio Plan 2"), Deed::Reactivate);
    let fix = Fix::new(vec![edit]);
    let before = assign("Visio Plan 2", &["Ann", "Bob"]);
    let more = assign("Visio Plan 2", &["Ann", "Bob", "Cem"]);
    assert_eq!(stands(&more, &before, &fix, &[]), Some(vec![]));
    for now in [
        assign("Visio Plan 2", &["Ann"]),
        assign("Office 365 E1", &["Ann", "Bob"]),
    ] {
        assert_eq!(stands(&now, &before, &fix, &[]), None, "{now:?}");
    }
}
