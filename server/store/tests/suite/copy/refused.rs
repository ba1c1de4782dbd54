//! Copies that are refused, or break off: nothing of them stays.

use super::{copied, file, refused, sum};
use crate::scene::{Database, Scene};
use domain::Order;
use store::{Error, Sources, Store, copy};

#[tokio::test]
async fn a_target_with_an_organization_is_left_alone() {
    let scene = Scene::demo().await;
    let taken = scene.folder().join("taken.db");
    let store = scene.open(&taken).await;
    let made = store.create_organization("Southlight", "", None).await;
    made.unwrap();
    let why = refused(&scene.url(), &format!("sqlite:{}", taken.display())).await;
    assert!(why.contains("already, Southlight"), "{why}");
    assert_eq!(store.organizations().await.unwrap().len(), 1);
    // Onto itself, too.
    let why = refused(&scene.url(), &scene.url()).await;
    assert!(why.contains("already, Northlight Labs"), "{why}");
    store.close().await;
}

/// Copies what can't be copied, which leaves nothing. Answers why.
async fn broken_off(scene: &Scene, target: &Database) -> String {
    let why = refused(&scene.url(), &target.url()).await;
    let store = Store::open(&target.url(), Sources::system()).await.unwrap();
    assert_eq!(store.organizations().await.unwrap(), []);
    store.close().await;
    why
}

#[tokio::test]
async fn a_copy_that_breaks_off_leaves_nothing_and_can_be_made_again() {
    let scene = Scene::demo().await;
    let target = Database::create().await;
    let mut raw = scene.raw().await;
    // In the middle: of a user who doesn't exist.
    let row = "insert into license select organization_id, unhex('00112233445566778899aabbccddeeff'), product_id,
                   source, source_id, services_off, since, assigned_by, name_key from license limit 1";
    assert_eq!(raw.run(row).await, 1);
    let why = broken_off(&scene, &target).await;
    assert!(why.contains("a row of license refers to one"), "{why}");
    let row = "delete from license where user_id = unhex('00112233445566778899aabbccddeeff')";
    assert_eq!(raw.run(row).await, 1);
    let (_, there) = file(&scene);
    let tables = copied(&scene.url(), &there).await.tables;
    assert_eq!(sum(&mut target.raw().await, &tables).await, 0);
    copied(&scene.url(), &target.url()).await;
    let all = sum(&mut raw, &tables).await;
    assert_eq!(sum(&mut target.raw().await, &tables).await, all);
}

#[tokio::test]
async fn a_copy_that_is_not_sound_is_not_kept() {
    for (statement, why) in [
        (
            "update seats set assigned = assigned + 1, excess = excess + 1",
            "the counter says",
        ),
        (
            "update ledger set summary = 'Nothing changes.'",
            "was changed after",
        ),
        ("delete from chain", "the end of its chain"),
    ] {
        let scene = Scene::demo().await;
        let product = scene.product("ENTERPRISEPACK").await;
        scene.order(&Order::buy_seats(product, 1)).await.unwrap();
        assert!(scene.raw().await.run(statement).await > 0);
        let said = broken_off(&scene, &Database::create().await).await;
        assert!(
            said.contains("was not kept") && said.contains(why),
            "{said}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_copies_made_at_once_into_one_database_one_is_kept() {
    let scene = Scene::demo().await;
    let target = Database::create().await;
    let copying = (0..3).map(|_| {
        let (from, to, sources) = (scene.url(), target.url(), scene.sources());
        tokio::spawn(async move { copy(&from, &to, sources).await })
    });
    let mut kept = 0;
    for copy in copying.collect::<Vec<_>>() {
        match copy.await.unwrap() {
            Ok(_) => kept += 1,
            Err(Error::Input(why)) => assert!(why.to_string().contains("already"), "{why}"),
            Err(error) => panic!("{error:?}"),
        }
    }
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn what_is_not_of_this_version_is_not_copied_and_no_target_is_made() {
    let scene = Scene::demo().await;
    let (path, there) = file(&scene);
    let mut raw = scene.raw().await;
    let newer = "insert into _sqlx_migrations select 9999, 'later', current_timestamp, true, unhex('00'), 0";
    raw.run(newer).await;
    let why = refused(&scene.url(), &there).await;
    assert!(why.contains("by a newer Usher"), "{why}");
    let older = "delete from _sqlx_migrations where version > 2";
    raw.run(older).await;
    let why = refused(&scene.url(), &there).await;
    assert!(why.contains("`usher verify` of this version"), "{why}");
    let nowhere = format!("sqlite:{}", scene.folder().join("nowhere.db").display());
    let why = refused(&nowhere, &there).await;
    assert!(why.contains("There is no database"), "{why}");
    let why = refused("postgress://usher:secret@host/usher", &there).await;
    assert!(why.contains("no database address"), "{why}");
    assert!(!why.contains("secret"), "{why}");
    assert!(!path.exists() && !scene.folder().join("nowhere.db").exists());
}

#[tokio::test]
async fn where_there_is_no_organization_there_is_nothing_to_copy() {
    let scene = Scene::empty().await;
    let empty = scene.folder().join("empty.db");
    scene.open(&empty).await.close().await;
    let why = refused(&format!("sqlite:{}", empty.display()), &file(&scene).1).await;
    assert!(why.contains("no organization in the database"), "{why}");
}
