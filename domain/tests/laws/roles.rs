//! Who may do what, for every role and every action.

use crate::world::{actor, product, user, uuid};
use domain::*;

fn facts() -> Facts {
    let (id, name): (_, std::sync::Arc<str>) = (product(0), "Visio Plan 2".into());
    let subscription = Subscription {
        id: SubscriptionId(uuid(5, 0)),
        seats: 5,
        state: SubscriptionState::Active,
        channel: Channel::Direct,
    };
    let visio = Product {
        id,
        part_number: name.clone(),
        name,
        services: Services::none(),
        seats: Seats {
            assignable: 5,
            assigned: 1,
        },
        subscriptions: vec![subscription],
    };
    let license = License {
        product: id,
        via: Via::Direct,
        off: Services::none(),
        since: 0,
        by: "somebody".into(),
    };
    let ann = Person {
        id: user(0),
        name: "Ann".into(),
        username: "ann@x.example".into(),
        kind: UserKind::Member,
        location: Location::new("DE"),
        licenses: vec![license],
    };
    Facts {
        products: [(id, visio)].into(),
        people: [(ann.id, ann)].into(),
        ..Facts::default()
    }
}

fn actions() -> Vec<Action> {
    let (product, off) = (product(0), Services::none());
    let place = Location::new("FR").expect("a country");
    vec![
        Action::Assign(vec![Choice {
            product,
            off: off.clone(),
        }]),
        Action::Unassign(vec![product]),
        Action::SetServices {
            product,
            switch: Switch::Exactly(off),
        },
        Action::SetLocation(place),
        Action::BuySeats { product, seats: 3 },
    ]
}

/// As the facts on admin roles have it: who assigns, who locates, who buys.
fn may(role: Role, action: &Action) -> bool {
    match action {
        Action::BuySeats { .. } => matches!(role, Role::Global | Role::Billing),
        _ => matches!(role, Role::Global | Role::License | Role::User),
    }
}

#[test]
fn every_role_does_what_it_may_and_nothing_else() {
    for role in Role::ALL {
        for action in actions() {
            let allowed = may(role, &action);
            let order = Order::new(action, [user(0)]);
            match decide(&actor(role), &order, &facts()) {
                Ok(_) => assert!(allowed, "{role:?} may not {order:?}"),
                Err(refusal) => {
                    assert!(!allowed, "{role:?} may {order:?}: {refusal:?}");
                    let [problem] = &refusal.problems[..] else {
                        panic!("one reason: {refusal:?}");
                    };
                    assert_eq!(problem.cause.code(), "not-allowed");
                    assert!(
                        problem.cause.message().contains("Ask a Global"),
                        "{problem:?}"
                    );
                    assert!(problem.fixes.is_empty() && problem.users.is_empty());
                    assert_eq!(refusal.who_can, 0);
                }
            }
        }
    }
}

#[test]
fn nobody_without_a_role_may_do_anything() {
    let nobody = Actor {
        name: "Nobody".into(),
        roles: vec![],
    };
    for action in actions() {
        let refusal = decide(&nobody, &Order::new(action, [user(0)]), &facts());
        let refusal = refusal.expect_err("no role, no rights");
        let first = refusal.problems[0].cause.message();
        assert!(
            refusal
                .problems
                .iter()
                .all(|one| one.cause.code() == "not-allowed")
        );
        assert!(
            refusal.message().contains("You don't have an admin role"),
            "{first}"
        );
    }
}

#[test]
fn roles_add_up() {
    let both = Actor {
        name: "Both".into(),
        roles: vec![Role::Billing, Role::License],
    };
    let steps = actions().into_iter().map(|action| Step {
        action,
        users: vec![user(0)],
    });
    let order = Order {
        steps: steps.collect(),
        policy: Policy::AllOrNothing,
    };
    assert!(decide(&both, &order, &facts()).is_err_and(|refusal| {
        refusal
            .problems
            .iter()
            .all(|one| one.cause.code() == "not-held")
    }));
    for action in actions() {
        assert!(decide(&both, &Order::new(action, [user(0)]), &facts()).is_ok());
    }
}

#[test]
fn an_order_with_one_forbidden_step_is_forbidden() {
    let steps = actions().into_iter().map(|action| Step {
        action,
        users: vec![user(0)],
    });
    let order = Order {
        steps: steps.collect(),
        policy: Policy::EveryoneWhoCan,
    };
    let refusal = decide(&actor(Role::Billing), &order, &facts()).expect_err("it assigns");
    let messages: Vec<String> = refusal
        .problems
        .iter()
        .map(|one| one.cause.message())
        .collect();
    assert_eq!(
        messages,
        [
            "You don't have permission to assign licenses. Ask a Global, License or User admin.",
            "You don't have permission to set a usage location. Ask a Global, License or User admin.",
        ]
    );
}
