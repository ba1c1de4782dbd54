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
        term: Term::new(0, TermLength::Annual, true),
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
        accounts: accounts(&ann),
        people: [(ann.id, ann)].into(),
        ..Facts::default()
    }
}

/// Ann's account, and that of somebody deleted.
fn accounts(ann: &Person) -> std::collections::BTreeMap<UserId, Account> {
    let account = Account {
        profile: profile("Ann", "ann@x.example"),
        enabled: true,
        roles: Vec::new(),
        deleted: None,
    };
    let gone = Person {
        id: user(1),
        ..ann.clone()
    };
    let deleted = Deleted {
        at: 0,
        person: gone,
        inherits: Vec::new(),
    };
    let deleted = Account {
        profile: profile("Gone", "gone@x.example"),
        deleted: Some(Box::new(deleted)),
        ..account.clone()
    };
    [(ann.id, account), (user(1), deleted)].into()
}

fn profile(name: &str, username: &str) -> Profile {
    Profile::of([
        (ProfileField::Name, name),
        (ProfileField::Username, username),
    ])
}

/// What is done to accounts, and to whose.
fn account_actions() -> Vec<(Action, UserId)> {
    let edits = [(ProfileField::Department, "Sales".into())].into();
    let add = Action::AddUser {
        profile: profile("Nora", "nora@x.example"),
        kind: UserKind::Member,
    };
    vec![
        (add, user(2)),
        (Action::EditUser(edits), user(0)),
        (Action::BlockSignIn, user(0)),
        (Action::AllowSignIn, user(0)),
        (Action::DeleteUser, user(0)),
        (Action::RestoreUser, user(1)),
        (Action::PurgeUser, user(1)),
    ]
}

#[test]
fn global_and_user_admins_manage_users_and_nobody_else() {
    for role in Role::ALL {
        for (action, whom) in account_actions() {
            let allowed = matches!(role, Role::Global | Role::User);
            let decided = decide(&actor(role), &Order::new(action, [whom]), &facts());
            match decided {
                Ok(_) => assert!(allowed, "{role:?}"),
                Err(refusal) => {
                    assert!(!allowed, "{role:?}: {refusal:?}");
                    let message = refusal.message();
                    assert_eq!(message, Verb::ManageUsers.denial());
                }
            }
        }
    }
}

#[test]
fn only_a_global_admin_touches_admins() {
    for held in Role::ALL {
        let mut facts = facts();
        for account in facts.accounts.values_mut() {
            account.roles = vec![held];
        }
        for (action, whom) in account_actions() {
            let adds = matches!(action, Action::AddUser { .. });
            let order = Order::new(action, [whom]);
            assert!(decide(&actor(Role::Global), &order, &facts).is_ok());
            let low = held == Role::Helpdesk;
            let decided = decide(&actor(Role::User), &order, &facts);
            match decided {
                Ok(_) => assert!(low || adds, "{held:?}"),
                Err(refusal) => {
                    assert!(!low && !adds, "{held:?}: {refusal:?}");
                    assert_eq!(refusal.problems[0].cause.code(), "admin");
                    let message = refusal.message();
                    assert!(message.contains(held.name()), "{message}");
                }
            }
        }
    }
}

fn actions() -> Vec<Action> {
    let (product, off) = (product(0), Services::none());
    let subscription = SubscriptionId(uuid(5, 0));
    let manage = |deed| Action::Manage {
        product,
        subscription,
        deed,
    };
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
        Action::Relocate {
            from: None,
            to: place,
        },
        Action::BuySeats { product, seats: 3 },
        Action::SetRoles(vec![Role::Reader]),
        Action::Configure(Setting::Cloud(Cloud::TwentyOneVianet)),
        Action::Subscribe(Purchase::usual(product, 3)),
        manage(Deed::Buy(2)),
        manage(Deed::SetRecurring(false)),
        manage(Deed::Cancel),
    ]
}

/// As the facts on admin roles have it: who assigns, who locates, who buys.
fn may(role: Role, action: &Action) -> bool {
    match action {
        Action::BuySeats { .. } | Action::Subscribe(_) | Action::Manage { .. } => {
            matches!(role, Role::Global | Role::Billing)
        }
        Action::SetRoles(_) | Action::Configure(_) => role == Role::Global,
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
    let theirs = |action: &Action| both.roles.iter().any(|role| may(*role, action));
    let actions = || actions().into_iter().filter(theirs);
    let steps = actions().map(|action| Step {
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
            "You don't have permission to change settings. Ask a Global admin.",
            "You don't have permission to manage admins. Ask a Global admin.",
            "You don't have permission to set a usage location. Ask a Global, License or User admin.",
        ]
    );
}
