//! Copies of whole installations, from one database to another of either engine.

mod refused;

use crate::scene::{Database, Raw, Scene, statements};
use domain::{Action, Order, Profile, ProfileField, Role, Services, Setting, Threshold, UserKind};
use std::{collections::BTreeSet, path::PathBuf, sync::atomic::Ordering, time::Instant};
use store::{Asker, Copied, CopiedTable, Error, Sources, Store, Tries, copy};

/// An organization with something in every table, and a second one.
async fn everything() -> Scene {
    let scene = Scene::demo().await;
    let store = &scene.store;
    let e3 = scene.product("ENTERPRISEPACK").await;
    let low = Setting::LowStockOf(e3, Some(Threshold::Percent(40)));
    scene.order(&Order::configure(low)).await.unwrap();
    scene.order(&Order::buy_seats(e3, 5)).await.unwrap();
    let ida = scene.as_user("ida", &[Role::Global]).await;
    let hash = vec![("ida@northlight.example".into(), "a hash".into())];
    let given = store.set_passwords(scene.organization(), hash);
    given.await.unwrap();
    let session = store.begin_session(scene.organization(), ida.user.unwrap(), [7; 32], "a test");
    session.await.unwrap();
    let view = domain::SavedView {
        name: "Élan, \"quoted\"\\".into(),
        query: domain::UserQuery::default(),
        columns: Vec::new(),
    };
    store.save_view(&ida, &view).await.unwrap();
    let guest = domain::UserId(store.fresh_id());
    let profile = Profile::of([
        (ProfileField::Username, "kenji@hoshi.example"),
        (ProfileField::Name, "Kenji"),
    ]);
    let kind = UserKind::Guest;
    scene.act(Action::AddUser { profile, kind }, &[guest]).await;
    store.invite(&ida, guest, [8; 32]).await.unwrap();
    let leaver = scene.users(&["bao"]).await;
    scene.act(Action::DeleteUser, &leaver).await;
    store.hold(&ida, store.fresh_id(), e3, 1).await.unwrap();
    let (whose, most) = ("ida".into(), 10);
    let tries = [Tries { whose, most }];
    let tried = store.begin_try(scene.organization(), &tries).await;
    assert!(tried.unwrap());
    let second = store.create_organization("Southlight", "south.example", None);
    let introduced = store.introduce(scene.organization(), second.await.unwrap());
    introduced.await.unwrap();
    scene
}

/// A file in the scene's folder, and its address.
fn file(scene: &Scene) -> (PathBuf, String) {
    let file = scene.folder().join("copy.db");
    let url = format!("sqlite:{}", file.display());
    (file, url)
}

async fn copied(from: &str, to: &str) -> Copied {
    copy(from, to, Sources::system()).await.unwrap()
}

async fn refused(from: &str, to: &str) -> String {
    match copy(from, to, Sources::system()).await {
        Err(error @ (Error::Input(_) | Error::Unavailable(_) | Error::Inconsistent(_))) => {
            error.to_string()
        }
        other => panic!("{other:?}"),
    }
}

/// Every row of these tables, as a text.
async fn rows(raw: &mut Raw, tables: &[CopiedTable]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for CopiedTable { name, .. } in tables {
        all.push(raw.texts(name, "true").await);
    }
    all
}

/// Says the first row that differs, not all that there are.
fn assert_same(found: &[Vec<String>], expected: &[Vec<String>]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!(found, expected);
        }
        assert_eq!(found.len(), expected.len());
    }
}

/// How many rows all of the tables have together.
async fn sum(raw: &mut Raw, tables: &[CopiedTable]) -> usize {
    let all = rows(raw, tables).await;
    all.iter().map(Vec::len).sum()
}

#[tokio::test]
async fn an_installation_goes_to_the_other_engine_and_back_as_it_stands() {
    let scene = everything().await;
    let (path, there) = file(&scene);
    let first = copied(&scene.url(), &there).await;
    for table in &first.tables {
        assert!(table.rows > 0, "{}: everything() lacks one", table.name);
    }
    let before = rows(&mut scene.raw().await, &first.tables).await;
    let mut raw = Raw::of_file(&path).await;
    assert_same(&rows(&mut raw, &first.tables).await, &before);
    let (back, again) = (Database::create().await, Database::create().await);
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(copied(&there, &back.url()).await, first);
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "it is only read");
    assert_eq!(copied(&back.url(), &again.url()).await, first);
    let after = rows(&mut again.raw().await, &first.tables).await;
    assert_same(&after, &before);

    // It goes on there, after the last entry.
    let store = Store::open(&again.url(), scene.sources()).await.unwrap();
    let verified = store.verify(&scene.asker).await.unwrap();
    assert_eq!(verified, first.organizations[0].verified);
    assert_eq!(verified, scene.store.verify(&scene.asker).await.unwrap());
    let product = scene.product("ENTERPRISEPACK").await;
    let order = Order::buy_seats(product, 1);
    let done = store.carry_out(&scene.asker, &order, store::Terms::default());
    let entry = done.await.unwrap().entry;
    assert_eq!(entry.cast_unsigned(), verified.entries + 1);
    let session = store.session([7; 32]).await.unwrap();
    assert!(session.is_some(), "who was signed in stays so");
    store.close().await;
}

#[tokio::test]
async fn every_table_is_copied_or_known_to_stay_behind() {
    let scene = Scene::empty().await;
    let copied = copied(&scene.url(), &file(&scene).1).await;
    let mut raw = scene.raw().await;
    let all = match raw {
        Raw::Sqlite(_) => "select name from sqlite_schema where type = 'table'",
        Raw::Postgres(_) => {
            "select cast(table_name as text) from information_schema.tables
             where table_schema = current_schema() and table_type = 'BASE TABLE'"
        }
    };
    let all: Vec<(String,)> = raw.rows(all).await;
    // Those of the migrations themselves.
    let own = ["_sqlx_migrations", "migrating"];
    let all: BTreeSet<_> = all.iter().map(|(name,)| &**name).collect();
    let all: BTreeSet<_> = all.into_iter().filter(|name| !own.contains(name)).collect();
    let known = copied.tables.iter().map(|table| table.name);
    let known: BTreeSet<_> = known.chain(copied.left).collect();
    assert_eq!(known, all, "copy.rs names the tables");
}

#[tokio::test]
async fn who_is_signed_in_stays_so_but_what_is_over_in_minutes_stays_behind() {
    let scene = everything().await;
    let (path, there) = file(&scene);
    let copied = copied(&scene.url(), &there).await;
    let store = scene.open(&path).await;
    assert!(store.session([7; 32]).await.unwrap().is_some());
    let mut raw = Raw::of_file(&path).await;
    for table in copied.left {
        let count = format!("select count(*) from {table}");
        assert_eq!(raw.rows::<(i64,)>(&count).await, [(0,)], "{table}");
    }
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_taken_while_others_write_is_one_moment_of_it_all() {
    let (scene, product, users) = Scene::crowd(300, 300).await;
    let (store, asker) = (scene.store.clone(), scene.asker.clone());
    let writing = tokio::spawn(async move {
        for user in users {
            let order = Order::assign(product, Services::none(), [user]);
            let done = store.carry_out(&asker, &order, store::Terms::default());
            done.await.unwrap();
        }
    });
    let mut entries = Vec::new();
    for number in 0..4 {
        let to = scene.folder().join(format!("copy-{number}.db"));
        // What it answers was found to be sound.
        let copied = copied(&scene.url(), &format!("sqlite:{}", to.display())).await;
        entries.push(copied.organizations[0].verified.entries);
    }
    assert!(entries.is_sorted(), "{entries:?}");
    writing.await.unwrap();
}

#[tokio::test]
async fn entries_that_wait_for_their_seal_arrive_so_and_get_it_there() {
    let (scene, product, users) = Scene::crowd(3, 10).await;
    for user in users {
        let order = Order::assign(product, Services::none(), [user]);
        scene.order(&order).await.unwrap();
    }
    let sealed = scene.store.verify(&scene.asker).await.unwrap();
    let left =
        "update chain set entry = 4, hash = (select previous_hash from ledger where entry = 5);
                update ledger set entry = null, previous_hash = null, hash = null where entry > 4";
    scene.raw().await.run(left).await;
    let target = Database::create().await;
    let copied = copied(&scene.url(), &target.url()).await;
    let there = &copied.organizations[0].verified;
    assert_eq!((there.entries, there.unsealed), (4, 2));
    let store = Store::open(&target.url(), scene.sources()).await.unwrap();
    let asker = Asker::clock(scene.organization());
    store.tick(asker.organization).await.unwrap();
    let after = store.verify(&scene.asker).await.unwrap();
    assert_eq!(
        after, sealed,
        "the numbers and hashes that they would have had"
    );
    store.close().await;
}

#[tokio::test]
async fn statements_are_as_many_as_full_batches_of_rows() {
    let counted = statements::counted();
    let mut costs = Vec::new();
    for users in [1, 3_000] {
        let (scene, _, _) = Scene::crowd(users, 1).await;
        let before = counted.load(Ordering::SeqCst);
        let copied = copied(&scene.url(), &file(&scene).1).await;
        let rows: i64 = copied.tables.iter().map(|table| table.rows).sum();
        costs.push((
            counted.load(Ordering::SeqCst) - before,
            rows.cast_unsigned(),
        ));
    }
    eprintln!("statements and rows: {costs:?}");
    let [(few, _), (many, rows)] = costs[..] else {
        panic!()
    };
    assert!(few > 0 && many > few);
    assert!((many - few) as u64 <= rows / 250, "{costs:?}");
}

/// `USERS=200000 .ci/postgres cargo test --release -p store --test suite -- --ignored --nocapture copy::a_million`
#[tokio::test]
#[ignore = "a measurement: minutes, and gigabytes of disk"]
#[expect(clippy::disallowed_methods, reason = "a measurement")]
async fn a_million_users_are_copied_in_about_the_time_that_it_takes_to_seed_them() {
    let users = std::env::var("USERS").map_or(1_000_000, |users| users.parse().unwrap());
    let scene = Scene::empty().await;
    let begun = Instant::now();
    let seeded = scene.store.seed(&scene.asker, users, 25, 1).await;
    eprintln!("seeded {:?} in {:?}", seeded.unwrap(), begun.elapsed());
    let (_, there) = file(&scene);
    let begun = Instant::now();
    copied(&scene.url(), &there).await;
    eprintln!("copied into a file in {:?}", begun.elapsed());
    let back = Database::create().await;
    let begun = Instant::now();
    copied(&there, &back.url()).await;
    eprintln!("copied back in {:?}", begun.elapsed());
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let memory = status.lines().find(|line| line.starts_with("VmHWM"));
        eprintln!(
            "the most memory at any time: {}",
            memory.unwrap_or_default()
        );
    }
}
