//! The list of deleted users.

use crate::scene::Scene;
use domain::{Action, DeletedQuery, DeletedUser, UserId};
use std::{collections::BTreeSet, sync::atomic::Ordering};
use store::Error;

/// Everybody whom a search finds, page by page.
async fn all(scene: &Scene, search: &str) -> Vec<DeletedUser> {
    let mut query = DeletedQuery {
        search: search.into(),
        after: None,
    };
    let mut found = Vec::new();
    loop {
        let page = scene.store.deleted_users(&scene.asker, &query).await;
        let page = page.unwrap();
        assert!(page.rows.len() <= 50);
        found.extend(page.rows);
        query.after = page.next;
        if query.after.is_none() {
            return found;
        }
    }
}

#[tokio::test]
async fn deleted_users_are_listed_page_by_page_the_last_first() {
    let (scene, _, users) = Scene::crowd(120, 1).await;
    scene.act(Action::DeleteUser, &users[..60]).await;
    scene.now.fetch_add(60, Ordering::Relaxed);
    scene.act(Action::DeleteUser, &users[60..]).await;
    let found = all(&scene, "").await;
    let ids = |users: &[DeletedUser]| users.iter().map(|user| user.id).collect::<BTreeSet<_>>();
    let known = |users: &[UserId]| users.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(found.len(), 120);
    assert_eq!(ids(&found[..60]), known(&users[60..]));
    assert_eq!(ids(&found[60..]), known(&users[..60]));
}

#[tokio::test]
async fn a_search_of_deleted_users_looks_at_the_beginnings_of_all_words() {
    let (scene, _, users) = Scene::crowd(120, 1).await;
    scene.act(Action::DeleteUser, &users[..119]).await;
    for (search, number) in [
        ("somebody", 119),
        ("CALLED some", 119),
        ("user00010", 10),
        ("user000107@northlight", 1),
        ("alled", 0),
        ("user000119", 0),
        (" , ", 119),
    ] {
        assert_eq!(all(&scene, search).await.len(), number, "{search}");
    }
}

#[tokio::test]
async fn what_is_no_cursor_of_deleted_users_is_refused() {
    let (scene, _, _) = Scene::crowd(1, 1).await;
    for after in ["", "1", "x-y", "1-x"] {
        let query = DeletedQuery {
            search: String::new(),
            after: Some(after.into()),
        };
        let page = scene.store.deleted_users(&scene.asker, &query).await;
        assert!(matches!(page, Err(Error::Input(_))), "{after}: {page:?}");
    }
}
