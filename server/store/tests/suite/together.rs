//! Orders that wait are carried out together: in as few statements as one, and as if each were alone.

use crate::scene::{PATIENCE, Raw, Scene, statements};
use domain::{Order, PRESENCE, Receipt, Role, Services, UserId};
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Asker, Error, Terms};
use tokio::{
    task::{JoinHandle, yield_now},
    time::timeout,
};
use uuid::Uuid;

/// Every order has a key of its own.
static KEYS: AtomicUsize = AtomicUsize::new(0);

type Given = JoinHandle<Result<Receipt, Error>>;

/// Gives all these orders while the database is kept from being written, so that all but the first share a transaction.
async fn give(scene: &Scene, orders: Vec<(&Asker, Order)>) -> Vec<Result<Receipt, Error>> {
    let give = |(asker, order): (&Asker, Order)| -> Given {
        let (store, asker) = (scene.store.clone(), asker.clone());
        tokio::spawn(async move {
            let key = KEYS.fetch_add(1, Ordering::SeqCst).to_string();
            let terms = Terms {
                key: Some(&key),
                shown: None,
            };
            store.carry_out(&asker, &order, terms).await
        })
    };
    let mut hand = scene.raw().await;
    hand.run(match hand {
        Raw::Sqlite(_) => "begin immediate",
        Raw::Postgres(_) => "begin; select from organization for update",
    })
    .await;
    let mut orders = orders.into_iter().map(give);
    let mut given: Vec<Given> = orders.by_ref().take(1).collect();
    // On this runtime a task runs to its first wait; then the writer takes the order, and waits for the database.
    yield_now().await;
    let taken = async {
        while scene.store.load().waiting > 0 {
            yield_now().await
        }
    };
    timeout(PATIENCE, taken).await.unwrap();
    if let mut raw @ Raw::Postgres(_) = scene.raw().await {
        let waiting = "select count(*) from pg_stat_activity
                       where datname = current_database() and wait_event_type = 'Lock'";
        let waits = async {
            while raw.rows::<(i64,)>(waiting).await != [(1,)] {
                yield_now().await
            }
        };
        timeout(PATIENCE, waits).await.unwrap();
    }
    given.extend(orders);
    // All the others wait, but for those who were turned away at once.
    let wait = async {
        while scene.store.load().waiting + given.iter().filter(|one| one.is_finished()).count()
            < given.len() - 1
        {
            yield_now().await
        }
    };
    timeout(PATIENCE, wait).await.unwrap();
    hand.run("rollback").await;
    let mut done = Vec::new();
    for given in given {
        done.push(given.await.unwrap());
    }
    done
}

#[tokio::test]
async fn many_orders_that_wait_take_as_many_statements_as_few() {
    let counted = statements::counted();
    let (scene, product, users) = Scene::crowd(80, 80).await;
    let mut counts = Vec::new();
    for users in [&users[..4], &users[4..12], &users[12..76]] {
        let assign = |user| Order::assign(product, Services::none(), [user]);
        let orders = users.iter().map(|user| (&scene.asker, assign(*user)));
        let orders = orders.collect();
        counted.store(0, Ordering::SeqCst);
        for done in give(&scene, orders).await {
            assert_eq!(done.unwrap().changed_users, 1);
        }
        counts.push(counted.load(Ordering::SeqCst));
    }
    eprintln!("statements: {counts:?}");
    assert_eq!(counts[0], counts[1]);
    assert_eq!(counts[1], counts[2]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn each_is_decided_on_what_those_before_it_leave() {
    let (scene, product, users) = Scene::crowd(6, 2).await;
    let assign = |user: usize| Order::assign(product, Services::none(), [users[user]]);
    scene.order(&assign(0)).await.unwrap();
    let orders = vec![
        assign(1),
        // Nothing is left.
        assign(2),
        Order::unassign(product, [users[0]]),
        // What was freed.
        assign(3),
        assign(4),
    ];
    let orders = orders.into_iter().map(|order| (&scene.asker, order));
    let done = give(&scene, orders.collect()).await;
    let told = done.iter().map(|done| match done {
        Ok(receipt) => Ok(receipt.entry),
        Err(Error::Refused(refusal)) => Err(refusal.problems[0].cause.code()),
        Err(error) => panic!("{error:?}"),
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [Ok(5), Err("no-seats"), Ok(6), Ok(7), Err("no-seats")]
    );
    let seats = scene.seats(product).await;
    assert_eq!((seats.assigned, seats.assignable), (2, 2));
    scene.assert_sound().await;
}

#[tokio::test]
async fn each_is_written_as_given_by_whoever_gave_it() {
    let (scene, product, users) = Scene::crowd(4, 4).await;
    let somebody = scene.asker_with(&[Role::License]);
    let assign = |user: usize| Order::assign(product, Services::none(), [users[user]]);
    let orders = vec![
        (&scene.asker, assign(0)),
        (&somebody, assign(1)),
        (&scene.asker, assign(2)),
        (&somebody, assign(3)),
    ];
    for done in give(&scene, orders).await {
        done.unwrap();
    }
    let by = "select person.username, assigned_by from license join person using (organization_id, user_id) order by 1";
    let by: Vec<(String, String)> = scene.raw().await.rows(by).await;
    let by: Vec<_> = by.iter().map(|(_, by)| &**by).collect();
    let operator = &*scene.asker.actor.name;
    assert_eq!(by, [operator, "Somebody", operator, "Somebody"]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn those_for_one_user_are_carried_out_in_the_sequence_in_which_they_were_given() {
    let (scene, product, users) = Scene::crowd(2, 2).await;
    let assign = || Order::assign(product, Services::none(), [users[0]]);
    let unassign = || Order::unassign(product, [users[0]]);
    let other = Order::assign(product, Services::none(), [users[1]]);
    let orders = vec![assign(), other, unassign(), assign(), unassign()];
    let orders = orders.into_iter().map(|order| (&scene.asker, order));
    let mut entries = Vec::new();
    for done in give(&scene, orders.collect()).await {
        entries.push(done.unwrap().entry);
    }
    assert_eq!(entries, [4, 5, 6, 7, 8]);
    assert!(scene.holder(product, users[0]).await.is_none());
    assert!(scene.holder(product, users[1]).await.is_some());
    scene.assert_sound().await;
}

/// One of the crowd, who may assign.
fn admin(scene: &Scene, user: UserId) -> Asker {
    Asker {
        user: Some(user),
        ..scene.asker_with(&[Role::License])
    }
}

#[tokio::test]
async fn what_a_pane_held_that_is_taken_for_closed_is_kept_from_none_of_them() {
    let (scene, product, users) = Scene::crowd(5, 3).await;
    let (ann, bob) = (admin(&scene, users[0]), admin(&scene, users[1]));
    let held = scene.store.hold(&ann, Uuid::from_u128(1), product, 2);
    held.await.unwrap();
    // Not heard of any more, though its time isn't over.
    scene.now.fetch_add(PRESENCE, Ordering::Relaxed);
    let assign = |user: usize| Order::assign(product, Services::none(), [users[user]]);
    let orders = [2, 3, 4].map(|user| (&bob, assign(user)));
    for done in give(&scene, orders.into()).await {
        done.unwrap();
    }
    scene.assert_sound().await;
}

#[tokio::test]
async fn what_was_held_for_one_of_them_is_free_for_the_next() {
    let (scene, product, users) = Scene::crowd(6, 4).await;
    let (ann, bob) = (admin(&scene, users[0]), admin(&scene, users[1]));
    let held = scene.store.hold(&ann, Uuid::from_u128(1), product, 2);
    held.await.unwrap();
    let assign = |users: &[UserId]| Order::assign(product, Services::none(), users.to_vec());
    let orders = vec![
        (&scene.asker, assign(&users[5..])),
        // What she holds is assigned by this.
        (&ann, assign(&users[2..4])),
        (&bob, assign(&users[4..5])),
    ];
    for done in give(&scene, orders).await {
        done.unwrap();
    }
    let holds = scene.store.holds(scene.organization()).await.unwrap();
    assert_eq!(holds, []);
    scene.assert_sound().await;
}

#[tokio::test]
async fn what_one_of_them_takes_of_the_seats_that_are_held_is_lost_to_who_asked_last() {
    let (scene, product, users) = Scene::crowd(7, 6).await;
    let (ann, bob) = (admin(&scene, users[0]), admin(&scene, users[1]));
    for (who, pane, wanted) in [(&ann, 1, 2), (&bob, 2, 4)] {
        let id = Uuid::from_u128(pane);
        scene.store.hold(who, id, product, wanted).await.unwrap();
    }
    let assign = |users: &[UserId]| Order::assign(product, Services::none(), users.to_vec());
    let orders = vec![
        (&scene.asker, assign(&users[6..])),
        (&scene.asker, assign(&users[5..6])),
        // Two of the four that are left by then are hers, though more are held for him.
        (&ann, assign(&users[2..4])),
    ];
    for done in give(&scene, orders).await {
        done.unwrap();
    }
    let holds = scene.store.holds(scene.organization()).await.unwrap();
    assert_eq!(holds.iter().map(|hold| hold.seats).collect::<Vec<_>>(), [2]);
    scene.assert_sound().await;
}
