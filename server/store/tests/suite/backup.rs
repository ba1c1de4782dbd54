//! Backups.

use crate::scene::{Scene, only_on_sqlite};
use domain::{Order, Services};
use store::{Error, Terms};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_taken_while_others_write_is_one_moment_of_it_all() {
    if only_on_sqlite("pg_dump makes the backups") {
        return;
    }
    let (scene, product, users) = Scene::crowd(300, 300).await;
    let (store, asker) = (scene.store.clone(), scene.asker.clone());
    let writing = tokio::spawn(async move {
        for user in users {
            let order = Order::assign(product, Services::none(), [user]);
            store
                .carry_out(&asker, &order, Terms::default())
                .await
                .unwrap();
        }
    });
    let mut entries = Vec::new();
    for number in 0..4 {
        let copy = scene.folder().join(format!("backup-{number}.db"));
        scene.store.backup(&copy).await.unwrap();
        let copied = scene.open(&copy).await;
        let found = copied.verify(&scene.asker).await.unwrap();
        assert_eq!(found.wrong, Vec::<String>::new());
        entries.push(found.entries);
    }
    assert!(entries.is_sorted(), "{entries:?}");
    writing.await.unwrap();
}

#[tokio::test]
async fn a_backup_is_for_its_owner_only_and_overwrites_nothing() {
    if only_on_sqlite("pg_dump makes the backups") {
        return;
    }
    let scene = Scene::demo().await;
    let copy = scene.folder().join("backup.db");
    scene.store.backup(&copy).await.unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let before = std::fs::read(&copy).unwrap();
    for existing in [
        copy.clone(),
        scene.folder().join("usher.db"),
        scene.folder(),
    ] {
        match scene.store.backup(&existing).await {
            Err(Error::Input(why)) => assert!(why.to_string().contains("exists already"), "{why}"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(std::fs::read(&copy).unwrap(), before);
    let copied = scene.open(&copy).await;
    let products = scene.store.products(&scene.asker).await.unwrap();
    assert_eq!(copied.products(&scene.asker).await.unwrap(), products);
}

#[tokio::test]
async fn a_backup_that_cannot_be_written_says_why_and_leaves_nothing_behind() {
    if only_on_sqlite("pg_dump makes the backups") {
        return;
    }
    let scene = Scene::empty().await;
    let nowhere = scene.folder().join("nowhere/backup.db");
    match scene.store.backup(&nowhere).await {
        Err(Error::Unavailable(why)) => assert!(why.contains("nowhere/backup.db"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert!(!nowhere.exists());
}

#[tokio::test]
async fn a_backup_of_a_server_of_its_own_is_made_by_that() {
    let scene = Scene::empty().await;
    let copied = scene.store.backup(&scene.folder().join("copy")).await;
    if scene.url().starts_with("postgres:") {
        assert!(matches!(copied, Err(Error::Input(why)) if why.to_string().contains("pg_dump")));
    }
}
