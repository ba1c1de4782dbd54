//! Whom the list of a command names, now and when it is sent again.

use crate::scene::Scene;
use domain::{Action, Order, Policy, RESTORABLE, Services, UserId};
use std::sync::atomic::Ordering;
use store::{Terms, Who};

/// Ann, and Bo and Li, who share a mail address.
async fn scene() -> Scene {
    let scene = Scene::empty().await;
    import(&scene, "ann@a.example,Ann,ann.ek@a.example\nbo@a.example,Bo,team@a.example\nli@a.example,Li,team@a.example\n").await;
    scene
}

async fn import(scene: &Scene, rows: &str) {
    let file = format!("Username,Display Name,Mail\n{rows}");
    let imported = scene.store.import_users(&scene.asker, file.as_bytes());
    imported.await.unwrap();
}

/// By which id each line names somebody, and who that is: a username, or how many there are.
async fn whom(scene: &Scene, lines: &[&str], key: Option<&str>) -> Vec<(UserId, String)> {
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let found = scene.store.whom(&scene.asker, &lines, key).await.unwrap();
    let told = found.into_iter().map(|one| match one.who {
        Who::User(username) => (one.user, username.to_string()),
        Who::Nobody => (one.user, "nobody".into()),
        Who::Several(them) => (one.user, format!("{} users", them.usernames.len())),
    });
    told.collect()
}

fn names(found: &[(UserId, String)]) -> Vec<&str> {
    found.iter().map(|(_, name)| &**name).collect()
}

/// Deletes them under a key.
async fn delete(scene: &Scene, found: &[(UserId, String)], key: &str) {
    let users = found.iter().map(|(user, _)| *user);
    let order = Order::new(Action::DeleteUser, users).with_policy(Policy::EveryoneWhoCan);
    let terms = Terms {
        key: Some(key),
        shown: None,
    };
    let done = scene.store.carry_out(&scene.asker, &order, terms).await;
    assert_eq!(done.unwrap().changed_users, 2);
}

#[tokio::test]
async fn each_line_names_a_user_or_somebody_whom_nobody_knows() {
    let scene = scene().await;
    let lines = [
        "Ann Ek <ANN.EK@a.example>",
        " ",
        "nobody@a.example",
        "team@a.example",
    ];
    let found = whom(&scene, &lines, None).await;
    assert_eq!(names(&found), ["ann@a.example", "nobody", "2 users"]);
    let stranger = |line| scene.asker.stranger(line);
    assert_eq!(found[1].0, stranger("NOBODY@a.example"));
    assert_eq!(found[2].0, stranger("team@a.example"));
    assert_eq!(whom(&scene, &lines, Some("unused")).await, found);
}

#[tokio::test]
async fn under_its_key_a_list_names_whom_it_named_whatever_became_of_them() {
    let scene = scene().await;
    let lines = [
        "ann@a.example",
        "bo@a.example",
        "nobody@a.example",
        "team@a.example",
    ];
    let found = whom(&scene, &lines, Some("monday")).await;
    delete(&scene, &found, "monday").await;
    import(&scene, "nobody@a.example,Somebody,\n").await;
    assert_eq!(
        names(&whom(&scene, &lines, None).await),
        ["nobody", "nobody", "nobody@a.example", "li@a.example"]
    );
    let again = whom(&scene, &lines, Some("monday")).await;
    assert_eq!(
        names(&again),
        ["ann@a.example", "bo@a.example", "nobody", "nobody"]
    );
    let ids = |found: &[(UserId, String)]| found.iter().map(|one| one.0).collect::<Vec<_>>();
    assert_eq!(ids(&again), ids(&found));
}

#[tokio::test]
async fn whom_the_order_of_the_key_does_not_name_is_looked_up() {
    let scene = scene().await;
    let found = whom(&scene, &["ann@a.example", "bo@a.example"], None).await;
    delete(&scene, &found, "monday").await;
    let lines = ["ann.ek@a.example", "li@a.example"];
    let again = whom(&scene, &lines, Some("monday")).await;
    assert_eq!(names(&again), ["ann@a.example", "li@a.example"]);
    let [ann, li] = &again[..] else {
        panic!("{again:?}")
    };
    assert!(ann.0 == found[0].0 && li.0 != found[1].0);
}

#[tokio::test]
async fn who_is_gone_for_good_is_named_by_nothing() {
    let scene = scene().await;
    let lines = ["ann@a.example", "bo@a.example"];
    let found = whom(&scene, &lines, None).await;
    delete(&scene, &found, "monday").await;
    scene.now.fetch_add(RESTORABLE, Ordering::Relaxed);
    scene.store.tick(scene.organization()).await.unwrap();
    let again = whom(&scene, &lines, Some("monday")).await;
    assert_eq!(names(&again), ["nobody", "nobody"]);
}

#[tokio::test]
async fn an_order_leaves_out_whom_nobody_knows() {
    let (scene, product, users) = Scene::crowd(1, 10).await;
    let stranger = scene.asker.stranger("nobody@a.example");
    let order = Order::assign(product, Services::none(), [users[0], stranger]);
    assert_eq!(scene.reasons(&order).await, ["unknown-user"]);
    let order = order.with_policy(Policy::EveryoneWhoCan);
    let receipt = scene.order(&order).await.unwrap();
    assert_eq!(receipt.left_out[0].users[0].id, stranger);
    assert_eq!(
        receipt.line,
        "1 user gets Whiteboard; 1 user left out; 9 of 10 seats left."
    );
}
