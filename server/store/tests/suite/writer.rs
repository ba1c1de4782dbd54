//! The writer: who waits shares a commit, who goes away is served, and who breaks harms nobody else.

use crate::scene::{Raw, Scene, only_on_sqlite};
use domain::{Order, ProductId, Services, UserId};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use store::{Error, Sources, Store, Terms};
use tokio::task::{JoinHandle, yield_now};
use uuid::Uuid;

/// Another process's hand on the lock for writing.
async fn locked(scene: &Scene) -> Raw {
    let mut conn = scene.raw().await;
    conn.run(match conn {
        Raw::Sqlite(_) => "begin immediate",
        Raw::Postgres(_) => "begin; select from organization for update",
    })
    .await;
    conn
}

async fn unlock(mut conn: Raw) {
    conn.run("rollback").await;
}

/// The commits that the log tells of, with the mark of its generation.
fn commits(log: &Path) -> (Vec<u8>, usize) {
    let bytes = std::fs::read(log).unwrap();
    let page = u32::from_be_bytes(bytes[8..12].try_into().unwrap()) as usize;
    let mark = bytes[16..24].to_vec();
    let frames = bytes[32..].chunks_exact(24 + page);
    let ends = frames
        .take_while(|frame| frame[8..16] == mark)
        .filter(|frame| frame[4..8] != [0; 4]);
    let count = ends.count();
    (mark, count)
}

/// Orders that are all in the queue when this returns: on this runtime a task runs to its first wait.
async fn queued(
    scene: &Scene,
    product: ProductId,
    users: &[UserId],
) -> Vec<JoinHandle<Result<domain::Receipt, Error>>> {
    let orders = users.iter().map(|user| {
        let order = Order::assign(product, Services::none(), [*user]);
        let (store, asker) = (scene.store.clone(), scene.asker.clone());
        tokio::spawn(async move { store.carry_out(&asker, &order, Terms::default()).await })
    });
    let orders: Vec<_> = orders.collect();
    yield_now().await;
    orders
}

#[tokio::test]
async fn orders_that_wait_share_a_commit() {
    if only_on_sqlite("it counts the commits in the file's log") {
        return;
    }
    let (scene, product, users) = Scene::crowd(64, 64).await;
    let log = scene.folder().join("usher.db-wal");
    let (mark, before) = commits(&log);
    let lock = locked(&scene).await;
    let orders = queued(&scene, product, &users).await;
    unlock(lock).await;
    for order in orders {
        assert_eq!(order.await.unwrap().unwrap().changed_users, 1);
    }
    let (mark_after, after) = commits(&log);
    assert_eq!(
        if mark == mark_after {
            after - before
        } else {
            after
        },
        1,
        "64 orders, one flush"
    );
    assert_eq!(
        scene.store.verify(&scene.asker).await.unwrap().wrong,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn a_refused_order_takes_nobody_with_it() {
    let (scene, product, users) = Scene::crowd(8, 4).await;
    let lock = locked(&scene).await;
    let nobody = UserId(Uuid::from_u128(404));
    let asked = [
        users[0], nobody, users[1], nobody, users[2], users[3], users[4], users[5],
    ];
    let orders = queued(&scene, product, &asked).await;
    unlock(lock).await;
    let mut done = Vec::new();
    for order in orders {
        done.push(order.await.unwrap().is_ok());
    }
    assert_eq!(done, [true, false, true, false, true, true, false, false]);
    assert_eq!(
        scene.store.verify(&scene.asker).await.unwrap().wrong,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn an_order_is_carried_out_though_who_gave_it_is_gone() {
    let (scene, product, users) = Scene::crowd(2, 2).await;
    let lock = locked(&scene).await;
    let orders = queued(&scene, product, &users[..1]).await;
    orders.iter().for_each(JoinHandle::abort);
    unlock(lock).await;
    let next = Order::assign(product, Services::none(), [users[1]]);
    let receipt = scene
        .store
        .carry_out(&scene.asker, &next, Terms::default())
        .await
        .unwrap();
    assert_eq!(
        receipt.entry, 5,
        "after the imports, the purchase and the order of who is gone"
    );
    assert!(
        scene
            .store
            .holder(&scene.asker, product, users[0])
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn too_many_that_wait_are_turned_away_as_busy() {
    let (scene, product, users) = Scene::crowd(1, 2_000).await;
    let lock = locked(&scene).await;
    // More than the queue and a transaction hold.
    let crowd = vec![users[0]; 1_400];
    let orders = queued(&scene, product, &crowd).await;
    unlock(lock).await;
    let (mut done, mut busy) = (0, 0);
    for order in orders {
        match order.await.unwrap() {
            Ok(_) => done += 1,
            Err(Error::Busy) => busy += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(busy > 0 && done >= 1_024, "{done} done, {busy} turned away");
}

#[tokio::test]
async fn an_order_that_breaks_harms_no_other() {
    let (scene, product, users) = Scene::crowd(2, 2).await;
    let broken = Arc::new(AtomicBool::new(true));
    let clock = broken.clone();
    let now = move || match clock.load(Ordering::SeqCst) {
        true => panic!("the clock is broken"),
        false => 0,
    };
    let store = Store::open(&scene.url(), Sources::new(now, Uuid::nil))
        .await
        .unwrap();
    let order = Order::assign(product, Services::none(), users.clone());
    let (asker, given) = (scene.asker.clone(), order.clone());
    let same = store.clone();
    let task = tokio::spawn(async move { same.carry_out(&asker, &given, Terms::default()).await });
    assert!(
        task.await.unwrap_err().is_panic(),
        "the fault is its caller's"
    );
    broken.store(false, Ordering::SeqCst);
    store
        .carry_out(&scene.asker, &order, Terms::default())
        .await
        .unwrap();
    assert_eq!(
        store.verify(&scene.asker).await.unwrap().wrong,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn closing_waits_for_the_orders_in_the_queue() {
    let (scene, product, users) = Scene::crowd(16, 16).await;
    let lock = locked(&scene).await;
    let orders = queued(&scene, product, &users).await;
    unlock(lock).await;
    scene.store.close().await;
    for order in orders {
        order.await.unwrap().unwrap();
    }
    let late = scene
        .store
        .carry_out(
            &scene.asker,
            &Order::buy_seats(product, 1),
            Terms::default(),
        )
        .await;
    assert!(matches!(late, Err(Error::Unavailable(why)) if why.contains("stopping")));
}
