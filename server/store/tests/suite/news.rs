//! What live pages follow.

use crate::scene::{PATIENCE, Scene, only_on_postgres};
use domain::{Order, OrganizationId, Services};
use std::{collections::BTreeSet, time::Duration};
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
    let soon = tokio::spawn(async move { timeout(PATIENCE, commits.next()).await });
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
async fn a_notice_says_whose_news_it_tells() {
    if only_on_postgres("a file says only that something was committed") {
        return;
    }
    let (scene, product, users) = Scene::crowd(1, 1).await;
    let mut commits = scene.store.commits().await.unwrap();
    let order = Order::assign(product, Services::none(), users);
    scene.order(&order).await.unwrap();
    let mut raw = scene.raw().await;
    raw.run("select pg_notify('usher_news', '7'); select pg_notify('usher_news', '8')")
        .await;
    let wanted = [scene.organization(), OrganizationId(7), OrganizationId(8)];
    let told = async {
        let mut told = BTreeSet::new();
        while !wanted.iter().all(|one| told.contains(one)) {
            // Now and then it looks anyway, and can't say whose it is.
            told.extend(commits.next().await.unwrap().unwrap_or_default());
        }
    };
    timeout(PATIENCE, told).await.unwrap();
    // What has come by then is told at once.
    raw.run("select pg_notify('usher_news', '7'); select pg_notify('usher_news', '8')")
        .await;
    let first = async {
        loop {
            let told = commits.next().await.unwrap().unwrap_or_default();
            if told.contains(&OrganizationId(7)) {
                return told;
            }
        }
    };
    let both = timeout(PATIENCE, first).await.unwrap();
    assert!(both.contains(&OrganizationId(8)), "{both:?}");
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
