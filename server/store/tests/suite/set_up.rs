//! How organizations and their first Global admins come to be, and what the ledger tells of it.

use crate::scene::Scene;
use store::{Asker, Error, FirstAdmin};

fn admin(organization: &str, name: &str, username: &str) -> FirstAdmin {
    FirstAdmin {
        organization_name: organization.into(),
        name: name.into(),
        username: username.into(),
        password_hash: "a hash".into(),
    }
}

#[tokio::test]
async fn the_ledger_tells_who_became_the_first_global_admin_as_their_own_deed() {
    let scene = Scene::empty().await;
    let (store, organization) = (&scene.store, scene.organization());
    let ann = admin("Acme", "Ann Ek", "ann@acme.example");
    let user = store.set_up(organization, ann).await.unwrap();
    assert!(user.is_some());
    let told = "Ann Ek became the first Global admin of Acme.".to_owned();
    assert_eq!(scene.told().await, [(told, user)]);
    let news = store.news(organization, 0, 10).await.unwrap();
    assert_eq!((news.len(), news[0].by), (1, user));
    assert_eq!(&*news[0].change.actor, "Ann Ek");
    // Once only.
    let eve = admin("Other", "Eve", "eve@acme.example");
    assert_eq!(store.set_up(organization, eve).await.unwrap(), None);
    assert_eq!(scene.told().await.len(), 1);
    scene.assert_sound().await;
}

#[tokio::test]
async fn whoever_was_a_user_before_becomes_the_first_admin_under_their_own_name() {
    let (scene, _, users) = Scene::crowd(1, 1).await;
    let somebody = admin("Acme", "Another name", "user000000@northlight.example");
    let user = scene.store.set_up(scene.organization(), somebody).await;
    assert_eq!(user.unwrap(), Some(users[0]));
    let told =
        "Somebody called user000000@northlight.example became the first Global admin of Acme.";
    assert_eq!(scene.told().await[0], (told.into(), Some(users[0])));
}

#[tokio::test]
async fn the_ledger_of_an_organization_that_the_operator_creates_begins_with_that() {
    let scene = Scene::empty().await;
    let store = &scene.store;
    let ada = admin("Southlight", "Ada Lund", "ada@south.example");
    for (name, admin, line, users) in [
        (
            "Southlight",
            Some(ada),
            "The organization Southlight was created, with Ada Lund as its first Global admin.",
            1,
        ),
        (
            "Eastlight",
            None,
            "The organization Eastlight was created.",
            0,
        ),
    ] {
        let made = store.found_organization(name, "", None, admin).await;
        let made = made.unwrap();
        let news = store.news(made, 0, 10).await.unwrap();
        assert_eq!(news.len(), 1);
        let change = &news[0].change;
        assert_eq!((change.entry, change.line.to_string()), (1, line.into()));
        assert_eq!(&*change.actor, "Operator (command line)");
        assert_eq!(change.user.iter().count(), users);
        let found = store.verify(&Asker::operator(made)).await.unwrap();
        assert_eq!((found.entries, found.wrong), (1, Vec::new()));
        assert_eq!(store.needs_setup(made).await.unwrap(), users == 0);
    }
    // Whoever can't be created leaves nothing.
    let ada = admin("SOUTHLIGHT", "Ada", "ada@south.example");
    let taken = store.found_organization("SOUTHLIGHT", "", None, Some(ada));
    assert!(matches!(taken.await, Err(Error::Input(_))));
    assert_eq!(store.organizations().await.unwrap().len(), 3);
}
