//! Settings of the organization change by orders, and one by one.

use crate::org::{Org, admin, product};
use domain::*;
use std::collections::BTreeSet;

fn configure(settings: impl IntoIterator<Item = Setting>) -> Order {
    let step = |setting| Step {
        action: Action::Configure(setting),
        users: Vec::new(),
    };
    Order {
        steps: settings.into_iter().map(step).collect(),
        policy: Policy::AllOrNothing,
    }
}

fn decided(settings: impl IntoIterator<Item = Setting>) -> Result<Plan, Refusal> {
    decide(
        &admin(Role::Global),
        &configure(settings),
        &Org::new().facts,
    )
}

fn code(settings: impl IntoIterator<Item = Setting>) -> &'static str {
    decided(settings).expect_err("refused").problems[0]
        .cause
        .code()
}

#[test]
fn a_change_knows_what_was_before() {
    let plan = decided([Setting::Rules(RuleProfile::Concurrent)]).unwrap();
    let change = Change::Configured {
        before: Setting::Rules(RuleProfile::Documented),
        after: Setting::Rules(RuleProfile::Concurrent),
    };
    assert_eq!(plan.changes(), [change]);
    assert_eq!(
        plan.outcome().line(),
        "Users can have several services of Exchange or SharePoint at the same time."
    );
}

#[test]
fn a_setting_that_is_set_twice_changes_once() {
    let plan = decided([
        Setting::Name("One".into()),
        Setting::Cloud(Cloud::TwentyOneVianet),
        Setting::Name("Two".into()),
        Setting::Cloud(Cloud::Worldwide),
    ]);
    let change = Change::Configured {
        before: Setting::Name("".into()),
        after: Setting::Name("Two".into()),
    };
    assert_eq!(plan.unwrap().changes(), [change]);
}

#[test]
fn what_is_so_already_changes_nothing() {
    let plan = decided([Setting::LowStock(Threshold::USUAL)]).unwrap();
    assert_eq!(
        (plan.changes().len(), &*plan.outcome().line()),
        (0, "Nothing changes.")
    );
}

#[test]
fn a_product_has_a_threshold_of_its_own_until_it_follows_the_others_again() {
    let visio = product("Visio Plan 2");
    let five = Some(Threshold::Seats(5));
    let plan = decided([Setting::LowStockOf(visio, five)]).unwrap();
    let mut facts = Org::new().facts;
    facts.apply(plan.changes(), 0, &"a test".into());
    assert_eq!(facts.settings.threshold(visio), Threshold::Seats(5));
    assert_eq!(
        facts.settings.threshold(product("Office 365 E1")),
        Threshold::USUAL
    );
    let back: Vec<_> = plan.changes().iter().map(Change::inverse).collect();
    facts.apply(&back, 0, &"a test".into());
    assert_eq!(facts.settings.threshold(visio), Threshold::USUAL);
}

#[test]
fn values_that_make_no_sense_are_refused() {
    for name in ["", " padded ", "two\nlines", "Usher\u{202E}gnp.exe"] {
        assert_eq!(code([Setting::Name(name.into())]), "bad-name", "{name:?}");
    }
    assert_eq!(code([Setting::Name("x".repeat(257).into())]), "bad-name");
    for low in [Threshold::Percent(101), Threshold::Seats(1_000_001)] {
        assert_eq!(code([Setting::LowStock(low)]), "bad-threshold");
        let own = Setting::LowStockOf(product("Visio Plan 2"), Some(low));
        assert_eq!(code([own]), "bad-threshold");
    }
    let unknown = Setting::LowStockOf(product("Nothing like this"), None);
    assert_eq!(code([unknown]), "unknown-product");
    let unknown = Setting::Partner(OrganizationId(2), BTreeSet::new());
    assert_eq!(code([unknown]), "unknown-partner");
}

#[test]
fn a_partner_may_do_what_it_was_given_until_that_is_taken_away() {
    let partner = OrganizationId(2);
    let mut facts = Org::new().facts;
    let southlight = Partner {
        name: "Southlight".into(),
        roles: BTreeSet::new(),
    };
    facts.settings.partners.insert(partner, southlight);
    let mut order = |roles: &[Role]| {
        let order = configure([Setting::Partner(partner, roles.iter().copied().collect())]);
        let plan = decide(&admin(Role::Global), &order, &facts).unwrap();
        facts.apply(plan.changes(), 0, &"a test".into());
        (
            plan.outcome().line(),
            facts.settings.partners[&partner].clone(),
        )
    };
    let (line, given) = order(&[Role::User, Role::License]);
    assert_eq!(
        line,
        "Admins of Southlight may act here as License admin and User admin."
    );
    let all = [Role::License, Role::User];
    assert_eq!(given.roles_of(&[Role::Global]), all);
    assert_eq!(given.roles_of(&[Role::User, Role::Billing]), [Role::User]);
    assert_eq!(given.roles_of(&[]), []);
    let (line, taken) = order(&[]);
    assert_eq!(line, "Admins of Southlight have no access here.");
    assert_eq!(taken.roles_of(&Role::ALL), []);
}

#[test]
fn only_a_global_admin_changes_settings() {
    for role in Role::ALL {
        let order = configure([Setting::Name("Other".into())]);
        let done = decide(&admin(role), &order, &Org::new().facts);
        assert_eq!(done.is_ok(), role == Role::Global, "{role:?}");
    }
}

#[test]
fn stock_is_low_while_some_seats_are_left_but_few() {
    let left = |assignable: u32, left: u32| Seats {
        assignable,
        assigned: assignable - left,
    };
    let (ten, five) = (Threshold::Percent(10), Threshold::Seats(5));
    assert!(ten.is_low(left(100, 10)) && !ten.is_low(left(100, 11)));
    assert!(ten.is_low(left(10, 1)) && !ten.is_low(left(9, 1)));
    assert!(five.is_low(left(1_000, 5)) && !five.is_low(left(1_000, 6)));
    // Then there are none, which is worse and said in another way.
    assert!(!ten.is_low(left(100, 0)) && !five.is_low(left(100, 0)));
    assert!(!Threshold::Seats(0).is_low(left(100, 1)));
    assert!(!Threshold::Percent(0).is_low(left(100, 1)));
    assert!(Threshold::Percent(100).is_low(left(u32::MAX, u32::MAX)));
}
