//! Telling people what they got.

use crate::scene::Scene;
use domain::{Order, Role, Services};
use store::{Error, Terms};

#[tokio::test]
async fn an_entry_tells_who_got_what() {
    let (scene, product, users) = Scene::crowd(3, 5).await;
    let order = Order::assign(product, Services::none(), users[..2].iter().copied());
    let receipt = scene
        .store
        .carry_out(&scene.asker, &order, Terms::default())
        .await
        .unwrap();
    let reader = scene.asker_with(&[Role::Reader]);
    let told = scene
        .store
        .quick_start(&reader, receipt.entry)
        .await
        .unwrap();
    assert_eq!(told.users, 2);
    assert_eq!(*told.products, ["Whiteboard".into()]);
    let named = [
        "user000000@northlight.example",
        "user000001@northlight.example",
    ];
    assert_eq!(*told.addresses, named.map(Into::into));
}

#[tokio::test]
async fn an_entry_by_which_nobody_got_anything_tells_nothing() {
    let (scene, product, users) = Scene::crowd(1, 1).await;
    for order in [
        Order::assign(product, Services::none(), users.clone()),
        Order::unassign(product, users),
    ] {
        let done = scene
            .store
            .carry_out(&scene.asker, &order, Terms::default());
        done.await.unwrap();
    }
    let told = scene.store.quick_start(&scene.asker, 3).await.unwrap();
    assert!(told.products.is_empty() && told.addresses.is_empty() && told.users == 0);
}

#[tokio::test]
async fn many_addresses_are_cut_and_counted() {
    let (scene, product, users) = Scene::crowd(501, 501).await;
    let order = Order::assign(product, Services::none(), users);
    let done = scene
        .store
        .carry_out(&scene.asker, &order, Terms::default());
    let told = scene
        .store
        .quick_start(&scene.asker, done.await.unwrap().entry)
        .await
        .unwrap();
    assert_eq!((told.users, told.addresses.len()), (501, 500));
}

#[tokio::test]
async fn it_is_told_to_admins_only_and_of_entries_that_are_there() {
    let scene = Scene::empty().await;
    let nobody = scene.asker_with(&[]);
    let told = scene.store.quick_start(&nobody, 1).await;
    assert!(matches!(told, Err(Error::NotAllowed(_))), "{told:?}");
    let told = scene.store.quick_start(&scene.asker, 1).await;
    assert!(matches!(told, Err(Error::Missing(_))), "{told:?}");
}
