//! Several servers on one database: what each decides holds against what the others do at the same moment.

use crate::{
    scene::{Database, PATIENCE, Raw, Scene, only_on_postgres, only_on_sqlite},
    side_by_side::{WAITING, until},
};
use domain::{Order, OrganizationId, Role, Services};
use store::{Error, Sources, Store, Terms};
use tokio::{task::yield_now, time::timeout};

/// Two servers get an order each at the same moment. Which of them was carried out; the other was refused for `reason`.
async fn one_of(scene: &Scene, other: &Store, orders: &[Order; 2], reason: &str) -> usize {
    let given = [&scene.store, other].into_iter().zip(orders);
    let given = given.map(|(store, order)| {
        let (store, asker, order) = (store.clone(), scene.asker.clone(), order.clone());
        tokio::spawn(async move { store.carry_out(&asker, &order, Terms::default()).await })
    });
    let mut carried_out = Vec::new();
    for (number, task) in given.collect::<Vec<_>>().into_iter().enumerate() {
        match task.await.unwrap() {
            Ok(_) => carried_out.push(number),
            Err(Error::Refused(refusal)) => {
                assert_eq!(refusal.problems[0].cause.code(), reason);
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(carried_out.len(), 1, "of two that exclude each other, one");
    carried_out[0]
}

#[tokio::test(flavor = "multi_thread")]
async fn two_orders_never_bring_about_a_conflict_for_a_user_between_them() {
    let scene = Scene::demo().await;
    let other = scene.another_server().await;
    let (e1, e3) = (
        scene.product("STANDARDPACK").await,
        scene.product("ENTERPRISEPACK").await,
    );
    for product in [e1, e3] {
        scene.order(&Order::buy_seats(product, 10)).await.unwrap();
    }
    let bao = scene.users(&["bao"]).await;
    let assign = |product| Order::assign(product, Services::none(), bao.clone());
    for _ in 0..12 {
        let won = one_of(&scene, &other, &[assign(e1), assign(e3)], "conflict").await;
        let undone = Order::unassign([e1, e3][won], bao.clone());
        scene.order(&undone).await.unwrap();
    }
    scene.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_orders_never_take_the_last_global_admin_away_between_them() {
    let scene = Scene::demo().await;
    let other = scene.another_server().await;
    let admins = [scene.users(&["ida"]).await, scene.users(&["sabine"]).await];
    let gives = |role, number: usize| Order::set_roles(vec![role], admins[number].clone());
    scene.order(&gives(Role::Global, 1)).await.unwrap();
    for _ in 0..12 {
        let orders = [gives(Role::Reader, 0), gives(Role::Reader, 1)];
        let won = one_of(&scene, &other, &orders, "last-global-admin").await;
        scene.order(&gives(Role::Global, won)).await.unwrap();
    }
    scene.assert_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_at_once_bring_the_tables_up_once_and_make_one_organization() {
    let database = Database::create().await;
    let starting = (0..8).map(|_| {
        let url = database.url();
        tokio::spawn(async move {
            let store = Store::open(&url, Sources::system().patient(PATIENCE)).await?;
            let made = store.create_organization("Northlight Labs", "northlight.example", None);
            Ok::<_, Error>((made.await, store))
        })
    });
    let (mut made, mut organizations) = (0, Vec::new());
    for started in starting.collect::<Vec<_>>() {
        let (organization, store) = started.await.unwrap().unwrap();
        match organization {
            Ok(_) => made += 1,
            Err(Error::Input(why)) => assert!(why.to_string().contains("already")),
            Err(error) => panic!("{error:?}"),
        }
        organizations.push(store.organization().await.unwrap());
        store.close().await;
    }
    assert_eq!(made, 1);
    assert!(organizations.iter().all(Option::is_some));
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_at_once_on_a_new_database_serve_one_organization() {
    let database = Database::create().await;
    let starting = (0..8).map(|number| {
        let url = database.url();
        tokio::spawn(async move {
            let store = Store::open(&url, Sources::system().patient(PATIENCE)).await?;
            let name = format!("Northlight {number}");
            let first = store.first_organization(&name).await?;
            Ok::<_, Error>((first, store))
        })
    });
    for started in starting.collect::<Vec<_>>() {
        let (first, store) = started.await.unwrap().unwrap();
        assert_eq!(first, OrganizationId(1));
        assert_eq!(store.organizations().await.unwrap().len(), 1);
        store.close().await;
    }
}

#[tokio::test]
async fn a_server_that_starts_while_a_copy_arrives_makes_no_organization_beside_it() {
    if only_on_postgres("a copy has SQLite's file to itself") {
        return;
    }
    let database = Database::create().await;
    let sources = Sources::system().patient(PATIENCE);
    let store = Store::open(&database.url(), sources).await.unwrap();
    let (mut copy, mut raw) = (database.raw().await, database.raw().await);
    // As it claims the target.
    copy.run("begin; lock table organization in share row exclusive mode")
        .await;
    let server = store.clone();
    let starting = tokio::spawn(async move { server.first_organization("My organization").await });
    until(&mut raw, WAITING, 1).await;
    let arrived = "insert into organization (organization_id, name, domain, created_at)
                   values (7, 'Northlight Labs', '', 0);
                   commit";
    copy.run(arrived).await;
    let first = timeout(PATIENCE, starting).await.unwrap().unwrap();
    assert_eq!(first.unwrap(), OrganizationId(7));
    let all = store.organizations().await.unwrap();
    let names: Vec<_> = all.iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["Northlight Labs"]);
}

#[tokio::test]
async fn tables_that_were_filled_are_looked_at_and_none_of_postgresqls_own() {
    if only_on_postgres("SQLite looks at no table by itself") {
        return;
    }
    let scene = Scene::empty().await;
    let seeded = scene.store.seed(&scene.asker, 20, 2, 1).await;
    seeded.unwrap();
    let mut raw = scene.raw().await;
    // It is looked at last.
    let last = "select count(*) from pg_stat_user_tables
                where relname = 'invitation' and last_analyze is not null";
    until(&mut raw, last, 1).await;
    let others = "select count(*) from pg_stat_sys_tables join pg_class on pg_class.oid = relid
                  where not relisshared and last_analyze is not null";
    assert_eq!(raw.rows::<(i64,)>(others).await, [(0,)]);
}

#[tokio::test]
async fn a_database_that_was_restarted_is_used_again_at_once() {
    let (scene, product, users) = Scene::crowd(1, 1).await;
    if let mut raw @ Raw::Postgres(_) = scene.raw().await {
        // As a restart does: whoever is connected is not any more.
        let all = "select pg_terminate_backend(pid, 5000) from pg_stat_activity
                   where datname = current_database() and pid <> pg_backend_pid()";
        assert!(raw.run(all).await > 0);
    }
    let order = Order::assign(product, Services::none(), users);
    scene.order(&order).await.unwrap();
    scene.assert_sound().await;
}

#[tokio::test]
async fn a_server_goes_on_when_a_newer_version_has_added_to_the_tables_but_starts_no_more() {
    let (scene, product, users) = Scene::crowd(2, 2).await;
    let assign = |user: usize| Order::assign(product, Services::none(), [users[user]]);
    scene.order(&assign(0)).await.unwrap();
    assert_eq!(scene.seats(product).await.assigned, 1);
    let newer = "alter table person add column nickname text not null default '';
                 alter table license add column note text;
                 insert into _sqlx_migrations select 9999, 'later', current_timestamp, true, unhex('00'), 0";
    scene.raw().await.run(newer).await;
    scene.order(&assign(1)).await.unwrap();
    assert_eq!(scene.seats(product).await.assigned, 2);
    scene.assert_sound().await;
    match Store::open(&scene.url(), scene.sources()).await.map(drop) {
        Err(Error::Unavailable(why)) => assert!(why.contains("by a newer Usher"), "{why}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_database_that_takes_no_writes_is_found_out() {
    let scene = Scene::empty().await;
    scene.store.takes_writes().await.unwrap();
    if only_on_postgres("whether a file can be written is seen when it is opened") {
        return;
    }
    let read_only = "do $$ begin
        execute format('alter database %I set default_transaction_read_only = on', current_database());
    end $$";
    scene.raw().await.run(read_only).await;
    // As a standby is: it can be connected to, and read.
    let other = scene.another_server().await;
    other.organization().await.unwrap().unwrap();
    // One that is slow to say so is taken for busy.
    let found = async {
        loop {
            match other.takes_writes().await {
                Ok(()) => yield_now().await,
                Err(error) => return error,
            }
        }
    };
    let found = timeout(PATIENCE, found).await.unwrap();
    assert!(matches!(found, Error::Unavailable(_)), "{found:?}");
}

#[tokio::test]
async fn a_database_that_somebody_else_writes_to_takes_writes() {
    if only_on_sqlite("nobody waits for the whole database") {
        return;
    }
    let scene = Scene::empty().await;
    let mut hand = scene.raw().await;
    hand.run("begin immediate").await;
    // However many ask, one look waits, so that there is room for orders.
    for _ in 0..20 {
        scene.store.takes_writes().await.unwrap();
    }
    let waiting = scene.store.load().waiting;
    assert!(waiting <= 1, "{waiting} looks wait");
    hand.run("rollback").await;
}
