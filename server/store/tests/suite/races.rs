//! Many admins at the same time: no seat is given to two users, and none is left over.

use crate::scene::{PATIENCE, Scene};
use domain::{Order, Seats, Services, UserId};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    task::{Context, Poll, Waker},
};
use store::{Error, Store, Terms};
use tokio::{task::yield_now, time::timeout};

const ADMINS: usize = 64;

/// Each admin assigns to one user after another. Answers how many got a seat, and how many were refused one.
async fn race(
    scene: &Scene,
    stores: &[Store],
    users: &[UserId],
    product: domain::ProductId,
) -> (usize, usize) {
    let users: Arc<[UserId]> = users.into();
    let mut admins = Vec::new();
    for admin in 0..ADMINS {
        let (store, asker) = (stores[admin % stores.len()].clone(), scene.asker.clone());
        let users = users.clone();
        admins.push(tokio::spawn(async move {
            let (mut seated, mut refused) = (0, 0);
            for user in users.iter().skip(admin).step_by(ADMINS) {
                let order = Order::assign(product, Services::none(), [*user]);
                match store.carry_out(&asker, &order, Terms::default()).await {
                    Ok(receipt) => seated += receipt.changed_users,
                    Err(Error::Refused(refusal)) => {
                        assert_eq!(refusal.problems[0].cause.code(), "no-seats");
                        refused += 1;
                    }
                    Err(other) => panic!("{other:?}"),
                }
            }
            (seated, refused)
        }));
    }
    let mut sum = (0, 0);
    for admin in admins {
        let (seated, refused) = admin.await.unwrap();
        sum = (sum.0 + seated, sum.1 + refused);
    }
    sum
}

async fn exactly_as_many_succeed(seats: usize, servers: usize) {
    let racers = seats + ADMINS;
    let (scene, product, users) = Scene::crowd(racers, seats.try_into().unwrap()).await;
    let mut stores = vec![scene.store.clone()];
    for _ in 1..servers {
        stores.push(scene.another_server().await);
    }
    let (seated, refused) = race(&scene, &stores, &users, product).await;
    assert_eq!((seated, refused), (seats, ADMINS));
    let number = seats.try_into().unwrap();
    let page = scene
        .store
        .product_page(&scene.asker, product)
        .await
        .unwrap();
    assert_eq!(
        page.row.seats,
        Seats {
            assignable: number,
            assigned: number
        }
    );
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!(found.wrong, Vec::<String>::new());
    assert_eq!(
        found.entries,
        3 + seats as u64,
        "one entry a seat, the imports, and the purchase"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_64_admins_one_gets_the_last_seat() {
    exactly_as_many_succeed(1, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_64_admins_ten_get_the_last_ten_seats() {
    exactly_as_many_succeed(10, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_64_admins_all_together_get_exactly_the_last_1000_seats() {
    exactly_as_many_succeed(1_000, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_on_one_database_sell_no_seat_twice() {
    exactly_as_many_succeed(1, 2).await;
    exactly_as_many_succeed(100, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_for_many_users_at_once_never_overdraw() {
    let (scene, product, users) = Scene::crowd(640, 105).await;
    let orders = users.chunks(10).map(|ten| {
        let (store, asker, order) = (
            scene.store.clone(),
            scene.asker.clone(),
            Order::assign(product, Services::none(), ten.to_vec()),
        );
        tokio::spawn(async move { store.carry_out(&asker, &order, Terms::default()).await })
    });
    let mut carried_out = 0;
    for order in orders.collect::<Vec<_>>() {
        carried_out += usize::from(order.await.unwrap().is_ok());
    }
    assert_eq!(carried_out, 10, "five seats serve nobody who needs ten");
    assert_eq!(
        scene.store.verify(&scene.asker).await.unwrap().wrong,
        Vec::<String>::new()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_writes_without_end_lets_others_write() {
    let (scene, product, _) = Scene::crowd(1, 1).await;
    let order = Order::buy_seats(product, 1);
    let (orders, done) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let endless = (0..8).map(|_| {
        let (store, asker, order) = (scene.store.clone(), scene.asker.clone(), order.clone());
        let (orders, done) = (orders.clone(), done.clone());
        tokio::spawn(async move {
            while !done.load(Relaxed) {
                let receipt = store.carry_out(&asker, &order, Terms::default()).await;
                receipt.unwrap();
                orders.fetch_add(1, Relaxed);
            }
        })
    });
    let endless: Vec<_> = endless.collect();
    let other = scene.another_server().await;
    let begun = async {
        while orders.load(Relaxed) == 0 {
            yield_now().await
        }
    };
    timeout(PATIENCE, begun).await.unwrap();
    let mut longest = 0;
    for _ in 0..100 {
        let before = orders.load(Relaxed);
        let receipt = other.carry_out(&scene.asker, &order, Terms::default());
        receipt.await.unwrap();
        longest = longest.max(orders.load(Relaxed) - before);
    }
    done.store(true, Relaxed);
    for endless in endless {
        endless.await.unwrap();
    }
    // So many that a machine which is busy otherwise, and lets nobody get on, doesn't reach it.
    assert!(longest < 20_000, "one order waited for {longest} others");
}

/// As pages do: what they read is begun on the spot, by whoever makes the page, and then goes on in a task.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_reader_is_woken_though_another_began_to_wait() {
    let (scene, product, _) = Scene::crowd(10, 10).await;
    let readers = (0..16).map(|_| {
        let (store, asker) = (scene.store.clone(), scene.asker.clone());
        tokio::spawn(async move {
            for _ in 0..250 {
                let (store, asker) = (store.clone(), asker.clone());
                let mut page =
                    Box::pin(async move { store.product_page(&asker, product).await.map(drop) });
                let begun = page.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                match begun {
                    Poll::Ready(read) => read?,
                    Poll::Pending => tokio::spawn(page).await.unwrap()?,
                }
            }
            Ok::<_, Error>(())
        })
    });
    let all = async {
        for reader in readers.collect::<Vec<_>>() {
            reader.await.unwrap().unwrap();
        }
    };
    timeout(PATIENCE, all).await.expect("4,000 reads end");
}
