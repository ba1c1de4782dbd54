//! Everything that crosses the wire comes back as it was.

use crate::org::*;
use domain::*;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Debug;

fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(sent: &T) {
    let json = serde_json::to_string(sent).expect("it can be written");
    let received: T = serde_json::from_str(&json).expect("it can be read");
    assert_eq!(&received, sent, "{json}");
}

fn org() -> Org {
    let mut org = Org::new();
    org.gives("Ann", "Office 365 E1", Via::Direct, &["Teams"]);
    org.gives("Bob", "Office 365 E1", group("Sales"), &[]);
    org.gives(
        "Cem",
        "Visio Plan 2",
        Via::SelfService(purchase("own")),
        &[],
    );
    org.named("Cem").location = None;
    org
}

fn order() -> Order {
    let switch = |switch| Order::set_services(product("Office 365 E1"), switch, users(&["Ann"]));
    together(&[
        assign("Office 365 E3", &["Ann", "Bob", "Cem"]),
        switch(Switch::Only {
            on: services(&["Teams"]),
            off: Services::none(),
        }),
        switch(Switch::Exactly(services(&["Teams"]))),
        unassign("Visio Plan 2", &["Cem"]),
        Order::new(Action::SetLocation(place("FR")), users(&["Bob"])),
        Order::new(
            Action::Relocate {
                from: None,
                to: place("FR"),
            },
            users(&["Ann"]),
        ),
        Order::buy_seats(product("Office 365 E3"), 3),
    ])
}

#[test]
fn orders_and_facts_do() {
    comes_back(&order());
    comes_back(&order().with_policy(Policy::EveryoneWhoCan));
    comes_back(&org().facts);
}

#[test]
fn refusals_and_previews_do() {
    let refusal = org().refusal(&order());
    assert!(refusal.problems.len() > 3, "{refusal:?}");
    comes_back(&refusal);
    comes_back(&Preview::Refused(refusal));
    for cause in [
        Cause::NotAllowed("No.".into()),
        Cause::UnknownProduct(product("Visio Plan 2")),
        Cause::BadQuantity(0),
        Cause::ProhibitedLocation(place("KP")),
    ] {
        comes_back(&cause);
    }
}

#[test]
fn outcomes_and_changes_do() {
    let order = order().with_policy(Policy::EveryoneWhoCan);
    let mut org = org();
    org.person("Dora");
    let order =
        together(&[order, assign("Visio Plan 2", &["Dora"])]).with_policy(Policy::EveryoneWhoCan);
    let plan = org.decide(&order).expect("Dora can");
    comes_back(plan.outcome());
    comes_back(&Preview::Accepted(plan.outcome().clone()));
    comes_back(&plan.changes().to_vec());
    assert!(!plan.outcome().left_out.is_empty() && plan.changes().len() > 2);
}

#[test]
fn an_order_reads_as_scripts_write_it() {
    let order: Order = serde_json::from_str(
        r#"{"steps": [{"action": {"buy-seats": {"product": "c7df2760-2c81-4ef7-b578-5b5392b571df", "seats": 5}}, "users": []}]}"#,
    )
    .expect("the policy may be left out");
    assert_eq!(order.policy, Policy::AllOrNothing);
    assert_eq!(
        serde_json::to_value(order.with_policy(Policy::EveryoneWhoCan)).expect("json")["policy"],
        "everyone-who-can"
    );
}

#[test]
fn sets_of_services_are_sorted_on_the_way_in() {
    let (one, other) = (service("one"), service("other"));
    let text = serde_json::to_string(&[one, other, one]).expect("json");
    let read: Services = serde_json::from_str(&text).expect("a set");
    assert_eq!(read, [other, one].into_iter().collect());
    assert_eq!(read.len(), 2);
}

#[test]
fn a_location_that_is_no_country_is_not_read() {
    let error = serde_json::from_str::<Location>(r#""XX""#).expect_err("no country");
    assert!(
        error.to_string().contains("is not a country code"),
        "{error}"
    );
}
