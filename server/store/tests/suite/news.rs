//! What live pages follow.

use crate::scene::Scene;
use domain::{Order, Services};
use std::time::Duration;
use store::Terms;
use tokio::time::timeout;

#[tokio::test]
async fn a_commit_of_another_process_is_noticed_and_told_once() {
    let (scene, product, users) = Scene::crowd(3, 5).await;
    let other = scene.another_server().await;
    let mut commits = scene.store.commits().await.unwrap();
    let before = scene.store.last_entry(scene.organization()).await.unwrap();
    let none = timeout(Duration::from_millis(100), commits.next()).await;
    assert!(none.is_err(), "nothing was committed");

    let order = Order::assign(product, Services::none(), users.iter().copied().take(1));
    let receipt = other.carry_out(&scene.asker, &order, Terms::default());
    let receipt = receipt.await.unwrap();
    // In a task of its own, as servers follow.
    let soon = tokio::spawn(async move { timeout(Duration::from_secs(20), commits.next()).await });
    soon.await.unwrap().expect("it is noticed").unwrap();

    let news = scene.store.news(scene.organization(), before, 10).await;
    let news = news.unwrap();
    assert_eq!(news.len(), 1);
    assert_eq!(news[0].change.entry, receipt.entry);
    assert_eq!(news[0].change.products, [product]);
    assert_eq!(news[0].change.user.as_ref().unwrap().id, users[0]);
    assert_eq!(news[0].by, None, "the operator is no user");
    let rest = scene.store.news(scene.organization(), receipt.entry, 10);
    assert!(rest.await.unwrap().is_empty());
}

#[tokio::test]
async fn news_come_in_sequence_and_no_more_than_asked_for() {
    let (scene, product, users) = Scene::crowd(4, 5).await;
    let before = scene.store.last_entry(scene.organization()).await.unwrap();
    for user in users {
        let order = Order::assign(product, Services::none(), [user]);
        let done = scene
            .store
            .carry_out(&scene.asker, &order, Terms::default());
        done.await.unwrap();
    }
    let news = scene.store.news(scene.organization(), before + 1, 2).await;
    let entries: Vec<_> = news.unwrap().iter().map(|one| one.change.entry).collect();
    assert_eq!(entries, [before + 2, before + 3]);
}
