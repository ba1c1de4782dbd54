//! Orders of several servers on PostgreSQL: those for different users and products go on side by side, those for the same
//! wait for each other, and nobody's decision waits for the ledger's chain. (SQLite has one writer at a time.)

use crate::scene::{PATIENCE, Raw, Scene, only_on_postgres};
use domain::{Choice, Order, ProductId, Receipt, Role, Services, UserId};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};
use store::{Error, Terms};
use tokio::{task::JoinHandle, time::timeout};

type Given = JoinHandle<Result<Receipt, Error>>;

/// A product that nobody has bought.
async fn easel(scene: &Scene) -> ProductId {
    let catalog = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,\
                   Service_Plans_Included_Friendly_Names\n\
                   Easel,EASEL,00000000-0000-4000-8000-000000000003,EASEL_PLAN,\
                   00000000-0000-4000-8000-000000000004,Easel (Plan 1)\n";
    let imported = scene.store.import_catalog(&scene.asker, catalog.as_bytes());
    imported.await.unwrap();
    scene.product("EASEL").await
}

/// Two products with seats, and users without a license: five entries of the ledger.
async fn office(users: usize, seats: u32) -> (Scene, [ProductId; 2], Vec<UserId>) {
    let (scene, whiteboard, users) = Scene::crowd(users, seats).await;
    let easel = easel(&scene).await;
    scene.order(&Order::buy_seats(easel, seats)).await.unwrap();
    (scene, [whiteboard, easel], users)
}

fn assign(product: ProductId, user: UserId) -> Order {
    Order::assign(product, Services::none(), [user])
}

/// Gives another server an order, in a task of its own.
async fn give(scene: &Scene, order: Order) -> Given {
    let (server, asker) = (scene.another_server().await, scene.asker.clone());
    tokio::spawn(async move { server.carry_out(&asker, &order, Terms::default()).await })
}

async fn done(given: Given) -> Receipt {
    timeout(PATIENCE, given).await.unwrap().unwrap().unwrap()
}

/// Comes back when the statement counts so many.
pub(crate) async fn until(raw: &mut Raw, statement: &'static str, number: i64) {
    let counted = async { while raw.rows::<(i64,)>(statement).await != [(number,)] {} };
    timeout(PATIENCE, counted).await.unwrap();
}

/// Whoever waits for a lock.
pub(crate) const WAITING: &str = "select count(*) from pg_stat_activity
                       where datname = current_database() and wait_event_type = 'Lock'";

pub(crate) const UNSEALED: &str = "select count(*) from ledger where entry is null";

/// Holds up whoever is about to write what was decided about the first product.
async fn held_up(scene: &Scene) -> Raw {
    let mut hand = scene.raw().await;
    let counter = "begin; select from seats where product_id = (
                       select product_id from product where part_number = 'WHITEBOARD') for update";
    hand.run(counter).await;
    hand
}

#[tokio::test]
async fn orders_for_other_users_and_products_go_on_and_those_for_the_same_wait() {
    if only_on_postgres("SQLite has one writer at a time") {
        return;
    }
    let (scene, [whiteboard, easel], users) = office(4, 10).await;
    let (mut raw, mut hand) = (scene.raw().await, held_up(&scene).await);
    let first = give(&scene, assign(whiteboard, users[0])).await;
    until(&mut raw, WAITING, 1).await;

    let other = done(give(&scene, assign(easel, users[1])).await).await;
    assert_eq!((other.entry, other.changed_users), (6, 1));

    let same_product = give(&scene, assign(whiteboard, users[2])).await;
    until(&mut raw, WAITING, 2).await;
    let same_user = give(&scene, assign(easel, users[0])).await;
    until(&mut raw, WAITING, 3).await;
    let organization = give(&scene, Order::set_roles(vec![Role::Global], [users[3]])).await;
    until(&mut raw, WAITING, 4).await;

    hand.run("rollback").await;
    let mut entries = Vec::new();
    for given in [first, same_product, same_user, organization] {
        entries.push(done(given).await.entry);
    }
    assert_eq!(entries[0], 7, "it was first");
    entries.sort_unstable();
    assert_eq!(entries, [7, 8, 9, 10]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn of_two_orders_for_the_last_seat_the_second_is_refused_when_the_first_is_done() {
    if only_on_postgres("SQLite has one writer at a time") {
        return;
    }
    let (scene, [whiteboard, _], users) = office(2, 1).await;
    let (mut raw, mut hand) = (scene.raw().await, held_up(&scene).await);
    let first = give(&scene, assign(whiteboard, users[0])).await;
    until(&mut raw, WAITING, 1).await;
    let second = give(&scene, assign(whiteboard, users[1])).await;
    until(&mut raw, WAITING, 2).await;
    hand.run("rollback").await;
    done(first).await;
    match timeout(PATIENCE, second).await.unwrap().unwrap() {
        Err(Error::Refused(refusal)) => assert_eq!(refusal.problems[0].cause.code(), "no-seats"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn whoever_loses_all_that_is_direct_waits_for_the_seats_that_are_freed() {
    if only_on_postgres("SQLite has one writer at a time") {
        return;
    }
    let (scene, [whiteboard, easel], users) = office(2, 10).await;
    scene.order(&assign(whiteboard, users[0])).await.unwrap();
    let (mut raw, mut hand) = (scene.raw().await, held_up(&scene).await);
    let first = give(&scene, assign(whiteboard, users[1])).await;
    until(&mut raw, WAITING, 1).await;
    let choice = Choice {
        product: easel,
        off: Services::none(),
    };
    let replace = Order::replace(None, vec![choice], [users[0]]);
    let replaced = give(&scene, replace).await;
    until(&mut raw, WAITING, 2).await;
    hand.run("rollback").await;
    assert_eq!(done(first).await.entry, 7);
    assert_eq!(done(replaced).await.entry, 8);
    assert_eq!(scene.seats(whiteboard).await.assigned, 1);
    scene.assert_sound().await;
}

#[tokio::test]
async fn orders_are_decided_and_committed_while_somebody_is_at_the_end_of_the_chain() {
    if only_on_postgres("SQLite has one writer at a time") {
        return;
    }
    let (scene, [whiteboard, _], users) = office(2, 10).await;
    let (mut raw, mut hand) = (scene.raw().await, scene.raw().await);
    hand.run("begin; select from chain for no key update").await;
    let first = give(&scene, assign(whiteboard, users[0])).await;
    until(&mut raw, UNSEALED, 1).await;
    let second = give(&scene, assign(whiteboard, users[1])).await;
    until(&mut raw, UNSEALED, 2).await;

    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((found.entries, found.unsealed), (5, 2));
    assert_eq!(found.wrong, Vec::<String>::new());
    assert_eq!(scene.seats(whiteboard).await.assigned, 2, "it is committed");
    let organization = scene.organization();
    assert_eq!(scene.store.last_entry(organization).await.unwrap(), 5);
    let news = scene.store.news(organization, 5, 10).await.unwrap();
    assert!(news.is_empty(), "what has no number yet is no news");
    assert!(!first.is_finished(), "nobody is told of what isn't sealed");

    hand.run("rollback").await;
    assert_eq!(done(first).await.entry, 6);
    assert_eq!(done(second).await.entry, 7);
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((found.entries, found.unsealed), (7, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_race_for_many_products_wait_in_no_circle_and_chain_without_a_gap() {
    let (scene, products, users) = office(96, 1_000).await;
    let mut given = Vec::new();
    for (server, users) in users.chunks(24).enumerate() {
        let server = (scene.another_server().await, server);
        for (number, user) in users.iter().enumerate() {
            let mut products = products;
            products.rotate_left((server.1 + number) % 2);
            let choices = products.map(|product| Choice {
                product,
                off: Services::none(),
            });
            let order = Order::new(domain::Action::Assign(choices.into()), [*user]);
            let (store, asker) = (server.0.clone(), scene.asker.clone());
            given.push(tokio::spawn(async move {
                store.carry_out(&asker, &order, Terms::default()).await
            }));
        }
    }
    let mut entries = Vec::new();
    for given in given {
        entries.push(done(given).await.entry);
    }
    entries.sort_unstable();
    assert_eq!(entries, (6..102).collect::<Vec<_>>());
    for product in products {
        assert_eq!(scene.seats(product).await.assigned, 96);
    }
    scene.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_buy_the_first_seats_of_a_product_at_once_begin_one_subscription() {
    let (scene, _, _) = Scene::crowd(1, 1).await;
    let product = easel(&scene).await;
    let mut given = Vec::new();
    for _ in 0..4 {
        given.push(give(&scene, Order::buy_seats(product, 5)).await);
    }
    for given in given {
        done(given).await;
    }
    let page = scene.store.product_page(&scene.asker, product).await;
    let row = page.unwrap().row;
    assert_eq!((row.subscriptions, row.seats.assignable), (1, 20));
    scene.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_about_the_whole_organization_gets_its_turn_among_servers_that_write_without_end()
{
    let (scene, products, users) = office(24, 1_000).await;
    let done = Arc::new(AtomicBool::new(false));
    let mut endless = Vec::new();
    for (number, users) in users.chunks(6).enumerate() {
        let server = scene.another_server().await;
        for user in users {
            let (store, asker) = (server.clone(), scene.asker.clone());
            let (product, user) = (products[number % 2], *user);
            let done = done.clone();
            endless.push(tokio::spawn(async move {
                while !done.load(Relaxed) {
                    for order in [assign(product, user), Order::unassign(product, [user])] {
                        let given = store.carry_out(&asker, &order, Terms::default());
                        given.await.unwrap();
                    }
                }
            }));
        }
    }
    for turn in 0..20 {
        let role = [Role::Reader, Role::License][turn % 2];
        let order = Order::set_roles(vec![role], [users[turn % users.len()]]);
        scene.order(&order).await.unwrap();
    }
    done.store(true, Relaxed);
    for endless in endless {
        endless.await.unwrap();
    }
    scene.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_at_two_servers_takes_effect_once() {
    let (scene, [whiteboard, easel], users) = office(12, 20).await;
    let other = scene.another_server().await;
    for (number, user) in users.iter().enumerate() {
        let key = format!("key {number}");
        let terms = Terms {
            key: Some(&key),
            shown: None,
        };
        let order = assign(whiteboard, *user);
        let (one, two) = tokio::join!(
            scene.store.carry_out(&scene.asker, &order, terms),
            other.carry_out(&scene.asker, &order, terms),
        );
        assert_eq!(one.unwrap(), two.unwrap());
    }
    for (number, pair) in users.chunks(2).enumerate() {
        // About nothing that the other is about.
        let orders = [
            assign(easel, pair[0]),
            Order::unassign(whiteboard, [pair[1]]),
        ];
        let key = format!("pair {number}");
        let terms = Terms {
            key: Some(&key),
            shown: None,
        };
        let (one, two) = tokio::join!(
            scene.store.carry_out(&scene.asker, &orders[0], terms),
            other.carry_out(&scene.asker, &orders[1], terms),
        );
        match (one, two) {
            (Ok(_), Err(Error::KeyReused(reused))) | (Err(Error::KeyReused(reused)), Ok(_)) => {
                assert_eq!(reused, key);
            }
            both => panic!("{both:?}"),
        }
    }
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((found.entries, found.unsealed), (5 + 12 + 6, 0));
    assert_eq!(found.wrong, Vec::<String>::new());
}
