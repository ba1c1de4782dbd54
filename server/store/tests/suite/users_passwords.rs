//! Passwords of users who come and go.

use crate::scene::{
    Scene,
    steps::{add, fresh, order, step},
};
use domain::{Action, Role, UserQuery};
use store::{Error, NewPassword, Terms};

#[tokio::test]
async fn roles_and_views_come_back_but_not_the_password() {
    let scene = Scene::demo().await;
    let nina = scene.as_user("nina", &[Role::User]).await;
    let view = domain::SavedView {
        name: "Guests".into(),
        query: UserQuery::default(),
        columns: Vec::new(),
    };
    scene.store.save_view(&nina, &view).await.unwrap();
    let password = vec![("nina@northlight.example".into(), "a hash".into())];
    scene
        .store
        .set_passwords(scene.organization(), password)
        .await
        .unwrap();
    let id = nina.user.unwrap();
    scene.act(Action::DeleteUser, &[id]).await;
    assert!(
        scene
            .store
            .accounts("nina@northlight.example")
            .await
            .unwrap()
            .is_empty()
    );
    scene.act(Action::RestoreUser, &[id]).await;
    let list = scene
        .store
        .user_list(&nina, &UserQuery::default())
        .await
        .unwrap();
    assert_eq!(list.views, [view]);
    assert!(
        scene
            .store
            .accounts("nina@northlight.example")
            .await
            .unwrap()
            .is_empty()
    );
    let given = vec![NewPassword {
        user: id,
        hash: "another hash".into(),
        must_change: true,
    }];
    scene.act(Action::DeleteUser, &[id]).await;
    let restore = order(vec![step(Action::RestoreUser, &[id])]);
    let terms = Terms::default();
    let done = scene
        .store
        .carry_out_with_passwords(&scene.asker, &restore, terms, given);
    done.await.unwrap();
    let begun = scene
        .store
        .begin_session(scene.organization(), id, [9; 32], "");
    begun.await.unwrap();
    let signed_in = scene.store.session([9; 32]).await.unwrap().unwrap();
    assert!(signed_in.must_change);
    assert_eq!(signed_in.roles, [Role::User]);
    let changed = scene
        .store
        .change_password(scene.organization(), id, "my own".into());
    changed.await.unwrap();
    assert!(scene.store.session([9; 32]).await.unwrap().is_none());
}

#[tokio::test]
async fn an_order_gives_passwords_to_newcomers_only() {
    let scene = Scene::demo().await;
    let elif = scene.users(&["elif"]).await;
    let given = vec![NewPassword {
        user: elif[0],
        hash: "stolen".into(),
        must_change: false,
    }];
    let asked = order(vec![
        add(fresh(1), "Nora", "nora2@northlight.example"),
        step(Action::AllowSignIn, &elif),
    ]);
    let done = scene
        .store
        .carry_out_with_passwords(&scene.asker, &asked, Terms::default(), given);
    done.await.unwrap();
    assert!(
        scene
            .store
            .accounts("elif@northlight.example")
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn passwords_are_reset_by_whoever_may() {
    let scene = Scene::demo().await;
    let (elif, ida) = (
        scene.users(&["elif"]).await[0],
        scene.users(&["ida"]).await[0],
    );
    for role in Role::ALL {
        for (user, is_admin) in [(elif, false), (ida, true)] {
            let password = NewPassword {
                user,
                hash: "a hash".into(),
                must_change: true,
            };
            let asker = scene.asker_with(&[role]);
            let done = scene.store.reset_password(&asker, password).await;
            let may = match role {
                Role::Global => true,
                Role::User | Role::Helpdesk => !is_admin,
                _ => false,
            };
            assert_eq!(done.is_ok(), may, "{role:?} {is_admin}");
            assert!(may || matches!(done, Err(Error::NotAllowed(_))));
        }
    }
}

#[tokio::test]
async fn the_ledger_tells_whose_password_was_reset_and_nothing_of_it() {
    let scene = Scene::demo().await;
    let elif = scene.users(&["elif"]).await[0];
    let reset = async |user| {
        let password = NewPassword {
            user,
            hash: "a secret hash".into(),
            must_change: true,
        };
        let asker = scene.as_user("nina", &[Role::Helpdesk]).await;
        scene.store.reset_password(&asker, password).await
    };
    let last = scene.store.last_entry(scene.organization()).await.unwrap();
    reset(elif).await.unwrap();
    // Refused, and so not told.
    let ida = scene.users(&["ida"]).await[0];
    reset(ida).await.unwrap_err();
    reset(fresh(1)).await.unwrap_err();
    let news = scene.store.news(scene.organization(), last, 10).await;
    let news = news.unwrap();
    let [news] = &news[..] else {
        panic!("{news:?}")
    };
    assert_eq!(news.change.line, "The password of Elif Demir was reset.");
    assert_eq!(news.change.user.as_ref().unwrap().id, elif);
    assert_eq!(news.by, Some(scene.users(&["nina"]).await[0]));
    let mut raw = scene.raw().await;
    let told: Vec<(String, String, String)> = raw
        .rows("select order_asked, left_out, changes from ledger")
        .await;
    assert!(!format!("{told:?}").contains("hash"), "{told:?}");
    scene.assert_sound().await;
}

/// PostgreSQL's texts can't hold a NUL, SQLite's can.
#[tokio::test]
async fn a_username_that_no_text_can_hold_is_nobodys_on_both_engines() {
    let scene = Scene::demo().await;
    let password = vec![("elif@northlight.example".into(), "a hash".into())];
    let given = scene.store.set_passwords(scene.organization(), password);
    given.await.unwrap();
    for username in [
        "\0",
        "a\0b",
        "elif\0@northlight.example",
        "elif@northlight.example\0",
    ] {
        let found = scene.store.accounts(username).await.unwrap();
        assert!(found.is_empty(), "{username:?}");
        let password = vec![(username.into(), "a hash".into())];
        let given = scene.store.set_passwords(scene.organization(), password);
        let given = given.await;
        assert!(
            matches!(given, Err(Error::Missing(_))),
            "{username:?}: {given:?}"
        );
        let names = [username.to_owned()];
        let named = scene.store.resolve_users(&scene.asker, &names, None).await;
        assert!(named.unwrap().found.is_empty(), "{username:?}");
    }
}
