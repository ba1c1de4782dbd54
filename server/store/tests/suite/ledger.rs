//! The ledger: what it tells, and that nobody changes it, or the seats, unnoticed.

use crate::scene::{Scene, only_on_sqlite};
use domain::{Change, Order, Services};
use store::{Error, Terms};

/// Past the one door, as somebody who can open the file.
async fn tamper(scene: &Scene, statement: &str) {
    assert!(scene.raw().await.run(statement).await > 0, "{statement}");
}

/// Three users have a seat, by three orders after the two imports and the purchase.
async fn scene_with_entries() -> Scene {
    let (scene, product, users) = Scene::crowd(3, 10).await;
    for user in users {
        let order = Order::assign(product, Services::none(), [user]);
        scene.order(&order).await.unwrap();
    }
    scene.assert_sound().await;
    scene
}

async fn wrong_after(statement: &str) -> Vec<String> {
    let scene = scene_with_entries().await;
    tamper(&scene, statement).await;
    scene.store.verify(&scene.asker).await.unwrap().wrong
}

#[tokio::test]
async fn an_entry_tells_who_asked_what_and_what_changed() {
    let scene = Scene::demo().await;
    let e1 = scene.product("STANDARDPACK").await;
    let users = scene.users(&["bao", "juma"]).await;
    let order = Order::assign(e1, Services::none(), users.clone())
        .with_policy(domain::Policy::EveryoneWhoCan);
    let asker = store::Asker {
        user: Some(users[0]),
        origin: "web",
        ..scene.asker.clone()
    };
    let terms = Terms {
        key: Some("k"),
        shown: None,
    };
    let receipt = scene.store.carry_out(&asker, &order, terms).await.unwrap();
    type Row = (i64, i64, String, Vec<u8>, String, String, i64);
    let mut raw = scene.raw().await;
    let rows: Vec<Row> = raw
        .rows("select entry, at, actor, actor_id, origin, summary, changed_users from ledger")
        .await;
    let row = &rows[0];
    let said = (
        receipt.entry,
        receipt.at,
        receipt.line.to_string(),
        receipt.changed_users as i64,
    );
    assert_eq!((row.0, row.1, row.5.clone(), row.6), said);
    assert_eq!(
        (&*row.2, &*row.3, &*row.4),
        ("Operator (command line)", &users[0].0.as_bytes()[..], "web")
    );
    let rows: Vec<(String, String)> = raw.rows("select order_asked, changes from ledger").await;
    let (asked, changes) = &rows[0];
    assert_eq!(
        serde_json::from_str::<Order>(asked).unwrap(),
        order.canonical()
    );
    let changes: Vec<Change> = serde_json::from_str(changes).unwrap();
    assert_eq!(changes[0], Change::SeatsMoved { product: e1, by: 1 });
    assert_eq!(changes[1].users(), &users[..1]);
}

#[tokio::test]
async fn a_changed_entry_is_found_whatever_was_changed() {
    let nothing = format!("unhex('{}')", "0".repeat(64));
    for column in [
        "at = at + 1",
        "actor = 'Somebody else'",
        "actor_id = unhex('00112233445566778899aabbccddeeff')",
        "origin = 'web'",
        "idempotency_key = ''",
        "order_digest = NOTHING",
        "digest = NOTHING",
        "previous_hash = NOTHING",
        "hash = NOTHING",
        "changed_users = 0",
        "summary = 'Nothing changes.'",
        "left_out = '[1]'",
        "order_asked = '{}'",
        "changes = '[]'",
    ] {
        let column = column.replace("NOTHING", &nothing);
        let wrong = wrong_after(&format!("update ledger set {column} where entry = 5")).await;
        assert!(
            wrong.iter().any(|what| what.starts_with("Entry 5 ")),
            "{column}: {wrong:?}"
        );
    }
}

#[tokio::test]
async fn a_dropped_or_exchanged_entry_is_found() {
    let wrong = wrong_after("delete from ledger where entry = 4").await;
    assert_eq!(
        wrong,
        ["Entry 5 of the ledger follows entry 3: entries between them are missing."]
    );
    let wrong = wrong_after(
        "update ledger set entry = 9 where entry = 4;
         update ledger set entry = 4 where entry = 5;
         update ledger set entry = 5 where entry = 9",
    )
    .await;
    assert!(
        wrong.iter().any(|what| what.contains("is not chained")),
        "{wrong:?}"
    );
}

#[tokio::test]
async fn the_last_hash_proves_later_that_no_entry_was_dropped_from_the_end() {
    let scene = scene_with_entries().await;
    let before = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((before.entries, before.last_hash.len()), (6, 64));
    tamper(&scene, "delete from ledger where entry = 6").await;
    let after = scene.store.verify(&scene.asker).await.unwrap();
    assert_ne!(after.last_hash, before.last_hash);
}

/// The last entry of a process that ended before it was sealed.
const LEFT: &str = "update chain set entry = 5, hash = (select previous_hash from ledger where entry = 6);
                    update ledger set entry = null, previous_hash = null, hash = null where entry = 6";

#[tokio::test]
async fn an_entry_that_was_left_unsealed_is_sealed_by_the_next_order() {
    let scene = scene_with_entries().await;
    let before = scene.store.verify(&scene.asker).await.unwrap();
    tamper(&scene, LEFT).await;
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((found.entries, found.unsealed), (5, 1));
    assert_eq!(found.wrong, Vec::<String>::new());
    let organization = scene.organization();
    assert_eq!(scene.store.last_entry(organization).await.unwrap(), 5);
    assert_ne!(found.last_hash, before.last_hash);

    let product = scene.product("WHITEBOARD").await;
    let receipt = scene.order(&Order::buy_seats(product, 1)).await.unwrap();
    assert_eq!(receipt.entry, 7, "after the one that was left");
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((found.entries, found.unsealed), (7, 0));
    assert_eq!(found.wrong, Vec::<String>::new());
}

#[tokio::test]
async fn an_entry_that_was_left_unsealed_is_sealed_by_the_next_tick() {
    let scene = scene_with_entries().await;
    let before = scene.store.verify(&scene.asker).await.unwrap();
    tamper(&scene, LEFT).await;
    scene.store.tick(scene.organization()).await.unwrap();
    let after = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!(after, before, "the same number and hash");
}

#[tokio::test]
async fn whoever_asks_again_under_the_key_of_an_entry_that_was_left_unsealed_is_told_its_number() {
    let (scene, product, _) = Scene::crowd(1, 1).await;
    let order = Order::buy_seats(product, 1);
    let terms = Terms {
        key: Some("k"),
        shown: None,
    };
    let give = || scene.store.carry_out(&scene.asker, &order, terms);
    let first = give().await.unwrap();
    let left =
        "update chain set entry = 3, hash = (select previous_hash from ledger where entry = 4);
                update ledger set entry = null, previous_hash = null, hash = null where entry = 4";
    tamper(&scene, left).await;
    assert_eq!(give().await.unwrap(), first);
    scene.assert_sound().await;
}

#[tokio::test]
async fn a_changed_entry_is_found_before_it_is_sealed_and_after() {
    let scene = scene_with_entries().await;
    tamper(&scene, LEFT).await;
    tamper(
        &scene,
        "update ledger set actor = 'Somebody else' where entry is null",
    )
    .await;
    let found = scene.store.verify(&scene.asker).await.unwrap();
    let changed = "Entry 1 of those that wait for their seal was changed after it was written.";
    assert_eq!(found.wrong, [changed]);
    scene.store.tick(scene.organization()).await.unwrap();
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!(
        found.wrong,
        ["Entry 6 of the ledger was changed after it was written."]
    );
}

#[tokio::test]
async fn a_broken_end_of_the_chain_is_found() {
    let dropped = "Entry 5 is the last of the ledger, but not the end of its chain: entries after it are missing, or \
                   it was changed.";
    let wrong = wrong_after("delete from ledger where entry = 6").await;
    assert_eq!(wrong, [dropped]);
    let wrong = wrong_after("update chain set entry = 9").await;
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    let nothing = format!("update chain set hash = unhex('{}')", "0".repeat(64));
    let wrong = wrong_after(&nothing).await;
    assert_eq!(wrong.len(), 1, "{wrong:?}");
}

#[tokio::test]
async fn what_can_not_be_read_is_named_and_the_rest_is_checked() {
    let scene = scene_with_entries().await;
    for statement in [
        "update ledger set actor_id = unhex('00') where entry = 4",
        "update ledger set summary = 'Nothing changes.' where entry = 6",
        "update subscription set subscription_id = unhex('00')",
    ] {
        tamper(&scene, statement).await;
    }
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!((found.entries, found.products), (6, 1));
    for start in [
        "The subscription without an id can't be read: ",
        "Whiteboard: the counter says ",
        "Entry 4 of the ledger was changed after it was written: its actor_id can't be read.",
        "Entry 6 of the ledger was changed after it was written.",
    ] {
        let wrong = &found.wrong;
        let named = wrong.iter().any(|what| what.starts_with(start));
        assert!(named, "{start}: {wrong:?}");
    }
}

#[tokio::test]
async fn an_order_on_a_chain_that_can_not_go_on_is_told_the_remedy() {
    for (statement, what) in [
        (
            "update chain set hash = unhex('00')",
            "The end of the ledger's chain doesn't fit entry 6, the last: one of the two was changed.",
        ),
        (
            "update chain set entry = 3",
            "Entry 6 is the last of the ledger, but not the end of its chain: entries after it are missing, or it was \
             changed.",
        ),
    ] {
        let scene = scene_with_entries().await;
        tamper(&scene, statement).await;
        let before = scene.store.verify(&scene.asker).await.unwrap();
        assert_eq!(before.wrong, [what]);
        let product = scene.product("WHITEBOARD").await;
        let broken = scene.order(&Order::buy_seats(product, 1)).await;
        let Err(Error::Damaged(why)) = broken else {
            panic!("{broken:?}")
        };
        assert!(why.contains("restore the last backup"), "{why}");
        assert!(
            !why.contains("verify"),
            "whoever reads it has run that: {why}"
        );
        let after = scene.store.verify(&scene.asker).await.unwrap();
        assert_eq!(after, before, "nothing was changed");
    }
}

#[tokio::test]
async fn damaged_pages_are_found_with_the_remedy_and_the_rest_is_checked() {
    if only_on_sqlite("PostgreSQL looks after its own files") {
        return;
    }
    let scene = scene_with_entries().await;
    scene.store.close().await;
    let mut raw = scene.raw().await;
    let root = "select rootpage, (select page_size from pragma_page_size) from sqlite_schema where name = 'ledger'";
    let pages: Vec<(i64, i64)> = raw.rows(root).await;
    drop(raw);
    let (page, size) = pages[0];
    let (page, size) = (
        usize::try_from(page).unwrap(),
        usize::try_from(size).unwrap(),
    );
    let file = scene.folder().join("usher.db");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[(page - 1) * size..page * size].fill(0xff);
    std::fs::write(&file, bytes).unwrap();
    let store = scene.another_server().await;
    let found = store.verify(&scene.asker).await.unwrap();
    assert_eq!(found.products, 1, "the seats were recounted");
    let damaged = "The ledger can't be walked to its end: The database file is damaged. ";
    let wrong = &found.wrong;
    assert!(
        wrong.iter().any(|what| what.starts_with(damaged)),
        "{wrong:?}"
    );
    assert!(wrong[0].contains("restore the last backup"), "{wrong:?}");
}

#[tokio::test]
async fn all_organizations_are_checked_and_what_is_wrong_says_in_which() {
    let scene = scene_with_entries().await;
    let made = scene.store.found_organization("Southlight", "", None, None);
    made.await.unwrap();
    let sound = scene.store.verify_all().await.unwrap();
    assert_eq!(sound.wrong, Vec::<String>::new());
    let organizations = sound.organizations.iter();
    let figures: Vec<_> = organizations
        .map(|one| (&*one.name, one.verified.entries, one.verified.products))
        .collect();
    assert_eq!(figures, [("Northlight Labs", 6, 1), ("Southlight", 1, 0)]);
    let statement = "update ledger set summary = 'Nothing changes.' where organization_id = 2";
    tamper(&scene, statement).await;
    let found = scene.store.verify_all().await.unwrap();
    let what = "Entry 1 of the ledger was changed after it was written.";
    assert_eq!(found.wrong, [format!("Southlight (2): {what}")]);
    let [north, south] = &found.organizations[..] else {
        panic!("{found:?}")
    };
    assert_eq!(north, &sound.organizations[0]);
    assert_eq!(south.verified.wrong, [what]);
}

#[tokio::test]
async fn a_counter_that_does_not_fit_the_licenses_is_found() {
    for statement in [
        "update seats set assigned = assigned - 1",
        "update seats set assignable = assignable + 1",
        "update seats set excess = 5",
        "update subscription set state = 'disabled'",
        "delete from license where user_id = (select user_id from license order by user_id limit 1)",
    ] {
        let wrong = wrong_after(statement).await;
        assert_eq!(wrong.len(), 1, "{statement}: {wrong:?}");
        assert!(
            wrong[0].starts_with("Whiteboard: the counter says "),
            "{wrong:?}"
        );
    }
}

#[tokio::test]
async fn a_reference_to_nothing_is_found() {
    if only_on_sqlite("PostgreSQL checks references by itself") {
        return;
    }
    let wrong = wrong_after("delete from person_word; delete from person").await;
    assert_eq!(
        wrong,
        ["3 rows of license refer to a person that doesn't exist."]
    );
}

#[tokio::test]
async fn the_chain_goes_on_after_the_store_was_opened_again() {
    let scene = scene_with_entries().await;
    scene.store.close().await;
    let store = scene.another_server().await;
    let product = store
        .find_product(&scene.asker, "WHITEBOARD")
        .await
        .unwrap();
    let order = Order::buy_seats(product, 1);
    let receipt = store
        .carry_out(&scene.asker, &order, Terms::default())
        .await
        .unwrap();
    assert_eq!(receipt.entry, 7);
    assert_eq!(
        store.verify(&scene.asker).await.unwrap().wrong,
        Vec::<String>::new()
    );
}
