//! Refused orders: every reason comes from the rule, and nothing is changed.

use crate::scene::Scene;
use domain::{
    Action, Cause, Needs, Order, Policy, Preview, ProductId, Role, RuleProfile, Services, Setting,
    UserId,
};
use store::{Asker, Error, Terms};

#[tokio::test]
async fn a_full_pool_refuses_the_whole_order_or_serves_in_order_of_username() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let users = scene
        .users(&["weiting", "uri", "bao", "eitan", "huda", "noa"])
        .await;
    let order = Order::assign(e1, Services::none(), users.clone());
    assert_eq!(scene.reasons(&order).await, ["no-seats"]);
    let receipt = scene
        .order(&order.with_policy(Policy::EveryoneWhoCan))
        .await
        .unwrap();
    let names: Vec<_> = receipt.left_out[0]
        .users
        .iter()
        .map(|user| user.id)
        .collect();
    assert!(names.contains(&users[0]) && names.contains(&users[1]) && names.len() == 2);
    assert_eq!(scene.seats(e1).await.available(), 0);
    scene.assert_sound().await;
}

#[tokio::test]
async fn every_refusal_is_the_rules_and_changes_nothing() {
    let scene = Scene::demo().await;
    let (e1, e3) = (
        scene.product("STANDARDPACK").await,
        scene.product("ENTERPRISEPACK").await,
    );
    let (exchange, visio) = (
        scene.product("EXCHANGEENTERPRISE").await,
        scene.product("VISIO_PLAN1_DEPT").await,
    );
    let none = Services::none;
    let greta = || scene.users(&["greta"]);
    let unknown_product = ProductId(uuid::Uuid::from_u128(7));
    let unknown_user = UserId(uuid::Uuid::from_u128(8));
    let foreign: Services = [domain::ServiceId(uuid::Uuid::from_u128(9))]
        .into_iter()
        .collect();
    let sales = scene.product("SPE_E3").await;
    let orders = [
        (Order::default(), "nothing-to-do"),
        (
            Order::assign(unknown_product, none(), greta().await),
            "unknown-product",
        ),
        (Order::assign(e1, none(), [unknown_user]), "unknown-user"),
        (Order::assign(e1, foreign, greta().await), "foreign-service"),
        (Order::assign(visio, none(), greta().await), "self-service"),
        (Order::assign(e3, none(), greta().await), "conflict"),
        (
            Order::assign(exchange, none(), scene.users(&["bao"]).await),
            "no-seats",
        ),
        (Order::unassign(e1, scene.users(&["bao"]).await), "not-held"),
        (
            Order::unassign(sales, scene.users(&["anneliese"]).await),
            "inherited",
        ),
        (
            Order::unassign(visio, scene.users(&["dario"]).await),
            "held-by-self-service",
        ),
        (Order::buy_seats(e1, 0), "bad-quantity"),
    ];
    for (order, reason) in orders {
        assert!(scene.reasons(&order).await.contains(&reason), "{reason}");
    }
    scene.assert_sound().await;
}

#[tokio::test]
async fn the_profile_decides_which_services_exclude_each_other() {
    let scene = Scene::demo().await;
    let exchange = scene.product("EXCHANGESTANDARD").await;
    let order = Order::assign(exchange, Services::none(), scene.users(&["omar"]).await);
    let conflict = |preview| matches!(preview, Preview::Refused(refusal) if refusal.message().contains("conflict"));
    assert!(!conflict(
        scene.store.preview(&scene.asker, &order).await.unwrap()
    ));
    let e1 = Order::assign(
        scene.product("STANDARDPACK").await,
        Services::none(),
        scene.users(&["omar"]).await,
    );
    assert!(conflict(
        scene.store.preview(&scene.asker, &e1).await.unwrap()
    ));
    let concurrent = Order::configure(Setting::Rules(RuleProfile::Concurrent));
    scene.order(&concurrent).await.unwrap();
    let facts = scene.store.facts(&scene.asker, &e1.needs()).await.unwrap();
    assert_eq!(facts.rules, store::rules(RuleProfile::Concurrent));
    let reader = scene.asker_with(&[Role::Reader]);
    let documented = Order::configure(Setting::Rules(RuleProfile::Documented));
    let denied = scene
        .store
        .carry_out(&reader, &documented, Terms::default())
        .await;
    assert!(matches!(denied, Err(Error::Refused(_))));
}

#[tokio::test]
async fn nobody_without_a_role_sees_facts_and_no_reader_changes_them() {
    let scene = Scene::demo().await;
    let order = Order::assign(
        scene.product("STANDARDPACK").await,
        Services::none(),
        scene.users(&["bao"]).await,
    );
    let nobody = scene.asker_with(&[]);
    assert!(matches!(
        scene.store.facts(&nobody, &order.needs()).await,
        Err(Error::NotAllowed(_))
    ));
    assert!(matches!(
        scene.store.preview(&nobody, &order).await,
        Err(Error::NotAllowed(_))
    ));
    assert!(matches!(
        scene.store.verify(&nobody).await,
        Err(Error::NotAllowed(_))
    ));
    for roles in [&[][..], &[Role::Reader], &[Role::Billing]] {
        let asker = scene.asker_with(roles);
        let given = scene
            .store
            .carry_out(&asker, &order, Terms::default())
            .await;
        match given {
            Err(Error::NotAllowed(_)) => assert!(roles.is_empty()),
            Err(Error::Refused(refusal)) => {
                assert_eq!(refusal.problems[0].cause.code(), "not-allowed")
            }
            other => panic!("{other:?}"),
        }
    }
    scene
        .store
        .carry_out(
            &scene.asker_with(&[Role::License]),
            &order,
            Terms::default(),
        )
        .await
        .unwrap();
}

#[tokio::test]
async fn what_is_too_long_is_refused_in_words() {
    let scene = Scene::empty().await;
    let product = ProductId(uuid::Uuid::from_u128(1));
    let crowd = (0..200_001).map(|number| UserId(uuid::Uuid::from_u128(number)));
    let order = Order::assign(product, Services::none(), crowd);
    let wrong = |result: Result<(), Error>| match result {
        Err(Error::Input(why)) => why.to_string(),
        other => panic!("{other:?}"),
    };
    assert!(wrong(scene.order(&order).await.map(drop)).contains("200,000"));
    assert!(wrong(scene.store.preview(&scene.asker, &order).await.map(drop)).contains("200,000"));
    for key in ["", &"k".repeat(201)] {
        let terms = Terms {
            key: Some(key),
            shown: None,
        };
        let order = Order::buy_seats(product, 1);
        let given = scene.store.carry_out(&scene.asker, &order, terms).await;
        assert!(wrong(given.map(drop)).contains("1 to 200 characters"));
    }
}

#[tokio::test]
async fn another_organization_sees_nothing_of_this_one() {
    let scene = Scene::demo().await;
    let order = Order::assign(
        scene.product("STANDARDPACK").await,
        Services::none(),
        scene.users(&["bao"]).await,
    );
    let stranger = Asker {
        organization: domain::OrganizationId(2),
        ..scene.asker.clone()
    };
    let needs: Needs = order.needs();
    assert!(matches!(
        scene.store.facts(&stranger, &needs).await,
        Err(Error::Missing(_))
    ));
    assert!(matches!(
        scene
            .store
            .carry_out(&stranger, &order, Terms::default())
            .await,
        Err(Error::Missing(_))
    ));
}

#[tokio::test]
async fn the_roles_of_an_admin_who_is_in_the_way_are_told_the_strongest_first() {
    let (scene, _, users) = Scene::crowd(1, 1).await;
    let roles = vec![Role::License, Role::Billing, Role::ServiceSupport];
    let order = Order::set_roles(roles.clone(), users.clone());
    scene.order(&order).await.unwrap();
    let asker = scene.asker_with(&[Role::User]);
    let order = Order::new(Action::BlockSignIn, users);
    let refused = scene.store.carry_out(&asker, &order, Terms::default());
    let Err(Error::Refused(refusal)) = refused.await else {
        panic!("only a Global admin touches admins");
    };
    assert_eq!(refusal.problems[0].cause, Cause::HoldsRoles(roles));
}
