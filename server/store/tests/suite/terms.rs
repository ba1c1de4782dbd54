//! Under which terms an order takes effect: what was shown, and the idempotency key.

use crate::scene::Scene;
use domain::{Action, Choice, Order, Policy, Preview, ProductId, Services, UserId};
use store::{Error, Terms};

#[tokio::test]
async fn the_preview_is_what_is_done() {
    let scene = Scene::demo().await;
    let order = Order::assign(
        scene.product("STANDARDPACK").await,
        Services::none(),
        scene.users(&["bao", "greta"]).await,
    );
    let Preview::Accepted(shown) = scene.store.preview(&scene.asker, &order).await.unwrap() else {
        panic!()
    };
    let terms = Terms {
        key: None,
        shown: Some(&shown),
    };
    let receipt = scene
        .store
        .carry_out(&scene.asker, &order, terms)
        .await
        .unwrap();
    assert_eq!(receipt.line, shown.sentence());
}

#[tokio::test]
async fn if_it_is_not_what_was_shown_nothing_is_done() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let order = Order::assign(e1, Services::none(), scene.users(&["bao", "eitan"]).await);
    let Preview::Accepted(shown) = scene.store.preview(&scene.asker, &order).await.unwrap() else {
        panic!()
    };
    let other = Order::assign(e1, Services::none(), scene.users(&["huda"]).await);
    scene.order(&other).await.unwrap();
    let terms = Terms {
        key: None,
        shown: Some(&shown),
    };
    let third = Order::assign(e1, Services::none(), scene.users(&["bao"]).await);
    scene.order(&third).await.unwrap();
    let given = scene.store.carry_out(&scene.asker, &order, terms).await;
    let Err(Error::Changed(now)) = given else {
        panic!("{given:?}")
    };
    assert!(
        now.line().contains("1 user already has it"),
        "{}",
        now.line()
    );
    assert_eq!(scene.seats(e1).await.assigned, 11, "huda and bao");
    let terms = Terms {
        key: None,
        shown: Some(&now),
    };
    scene
        .store
        .carry_out(&scene.asker, &order, terms)
        .await
        .unwrap();
}

#[tokio::test]
async fn that_others_took_seats_meanwhile_is_no_change_for_the_users() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let order = Order::assign(e1, Services::none(), scene.users(&["bao"]).await);
    let Preview::Accepted(shown) = scene.store.preview(&scene.asker, &order).await.unwrap() else {
        panic!()
    };
    scene
        .order(&Order::assign(
            e1,
            Services::none(),
            scene.users(&["huda"]).await,
        ))
        .await
        .unwrap();
    let terms = Terms {
        key: None,
        shown: Some(&shown),
    };
    scene
        .store
        .carry_out(&scene.asker, &order, terms)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_key_takes_effect_once() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let order = Order::assign(e1, Services::none(), scene.users(&["bao", "juma"]).await)
        .with_policy(Policy::EveryoneWhoCan);
    let terms = Terms {
        key: Some("9f3c"),
        shown: None,
    };
    let first = scene
        .store
        .carry_out(&scene.asker, &order, terms)
        .await
        .unwrap();
    assert_eq!(first.left_out.len(), 1);
    scene
        .order(&Order::unassign(e1, scene.users(&["bao"]).await))
        .await
        .unwrap();
    let again = scene
        .store
        .carry_out(&scene.asker, &order, terms)
        .await
        .unwrap();
    assert_eq!(again, first, "the first receipt");
    assert_eq!(scene.seats(e1).await.assigned, 9, "and no second effect");
    let other = Order::assign(e1, Services::none(), scene.users(&["huda"]).await);
    let reused = scene.store.carry_out(&scene.asker, &other, terms).await;
    assert!(matches!(reused, Err(Error::KeyReused(key)) if key == "9f3c"));
}

#[tokio::test]
async fn the_sequence_of_users_and_products_makes_no_other_order_of_a_key() {
    let scene = Scene::demo().await;
    let mut products = Vec::new();
    for part in ["POWER_BI_PRO", "VISIOCLIENT"] {
        products.push(scene.product(part).await);
    }
    let choice = |product: &ProductId| Choice {
        product: *product,
        off: Services::none(),
    };
    let order = |products: &[ProductId], users: &[UserId]| {
        let choices = products.iter().map(choice).collect();
        Order::new(Action::Assign(choices), users.to_vec())
    };
    let users = scene.users(&["bao", "huda"]).await;
    let terms = Terms {
        key: Some("k"),
        shown: None,
    };
    let give = async |order: &Order| scene.store.carry_out(&scene.asker, order, terms).await;
    let first = give(&order(&products, &users)).await.unwrap();
    products.reverse();
    let turned = [users[1], users[0], users[1]];
    assert_eq!(give(&order(&products, &turned)).await.unwrap(), first);
    let other = give(&order(&products, &users[..1])).await;
    assert!(matches!(other, Err(Error::KeyReused(_))), "{other:?}");
    scene.assert_sound().await;
}

#[tokio::test]
async fn a_receipt_says_again_which_services_stay_on() {
    let scene = Scene::demo().await;
    let e3 = scene.product("ENTERPRISEPACK").await;
    let off = scene.services(e3, &["SWAY", "TEAMS1"]).await;
    let order = Order::assign(e3, off, scene.users(&["elif"]).await);
    let terms = Terms {
        key: Some("k"),
        shown: None,
    };
    let given = async || scene.store.carry_out(&scene.asker, &order, terms).await;
    let first = given().await.unwrap();
    let stays: Vec<_> = first.stays_on.iter().map(|one| &*one.code).collect();
    assert_eq!(stays, ["SWAY"]);
    assert_eq!(given().await.unwrap(), first);
}

#[tokio::test]
async fn the_key_of_a_refused_order_is_free_again() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let terms = Terms {
        key: Some("k"),
        shown: None,
    };
    let refused = Order::assign(e1, Services::none(), scene.users(&["juma"]).await);
    assert!(
        scene
            .store
            .carry_out(&scene.asker, &refused, terms)
            .await
            .is_err()
    );
    let accepted = Order::assign(e1, Services::none(), scene.users(&["bao"]).await);
    scene
        .store
        .carry_out(&scene.asker, &accepted, terms)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_same_key_at_the_same_moment_takes_effect_once() {
    let (scene, product, users) = Scene::crowd(1, 10).await;
    let order = Order::assign(product, Services::none(), users);
    let (one, two) = tokio::join!(
        scene.store.carry_out(
            &scene.asker,
            &order,
            Terms {
                key: Some("k"),
                shown: None
            }
        ),
        scene.store.carry_out(
            &scene.asker,
            &order,
            Terms {
                key: Some("k"),
                shown: None
            }
        ),
    );
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(
        scene.store.verify(&scene.asker).await.unwrap().entries,
        4,
        "with the imports and the purchase"
    );
}
