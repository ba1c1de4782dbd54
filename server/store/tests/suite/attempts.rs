//! How often somebody may try a secret, counted for all servers.

use crate::scene::Scene;
use std::sync::atomic::Ordering;
use store::{Store, Tries};

fn tries(whose: &str) -> [Tries; 1] {
    let (whose, most) = (whose.to_owned(), 10);
    [Tries { whose, most }]
}

async fn may(scene: &Scene, store: &Store, whose: &str) -> bool {
    let begun = store.begin_try(scene.organization(), &tries(whose)).await;
    begun.unwrap()
}

#[tokio::test]
async fn ten_failures_close_a_username_for_a_quarter_of_an_hour_at_every_server() {
    let scene = Scene::empty().await;
    let other = scene.another_server().await;
    for number in 0..10 {
        let server = if number % 2 == 0 {
            &scene.store
        } else {
            &other
        };
        assert!(may(&scene, server, "ida").await);
        scene.now.fetch_add(1, Ordering::Relaxed);
    }
    assert!(!may(&scene, &scene.store, "ida").await);
    assert!(!may(&scene, &other, "ida").await);
    assert!(may(&scene, &other, "sabine").await);
    scene.now.fetch_add(15 * 60 - 11, Ordering::Relaxed);
    assert!(!may(&scene, &other, "ida").await);
    scene.now.fetch_add(1, Ordering::Relaxed);
    assert!(may(&scene, &other, "ida").await);
    other.close().await;
}

#[tokio::test]
async fn successes_are_not_counted() {
    let scene = Scene::empty().await;
    for _ in 0..30 {
        assert!(may(&scene, &scene.store, "ida").await);
        let one = tries("ida");
        let forgiven = scene.store.forgive(scene.organization(), &one);
        forgiven.await.unwrap();
    }
}

#[tokio::test]
async fn made_up_names_fill_a_table_of_a_fixed_size() {
    let scene = Scene::empty().await;
    for number in 0..300 {
        may(&scene, &scene.store, &format!("nobody {number}")).await;
        may(&scene, &scene.store, &format!("nobody {number}")).await;
    }
    let mut raw = scene.raw().await;
    let rows: Vec<(i64,)> = raw
        .rows("select count(*) from attempt where counter < 16384")
        .await;
    assert!((1..=300).contains(&rows[0].0), "{rows:?}");
    let rows: Vec<(i64,)> = raw
        .rows("select count(*) from attempt where counter >= 16384")
        .await;
    assert_eq!(rows[0].0, 0);
}
