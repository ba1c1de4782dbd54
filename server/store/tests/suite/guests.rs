//! Guests, and what came of their invitations.

use crate::scene::{NOW, Scene};
use domain::{
    Action, GuestFilter, GuestQuery, GuestState, INVITATION_LIFE, Order, Profile, ProfileField,
    Role, UserId, UserKind,
};
use std::sync::atomic::Ordering;
use store::{Error, Terms};

/// Adds this guest.
fn adding(user: UserId, name: &str) -> Order {
    let username = format!("{name}_hoshi.example#EXT#@northlight.example");
    let texts = [
        (ProfileField::Username, username.as_str()),
        (ProfileField::Name, name),
    ];
    let kind = UserKind::Guest;
    let profile = Profile::of(texts);
    Order::new(Action::AddUser { profile, kind }, [user])
}

async fn add(scene: &Scene, name: &str) -> UserId {
    let user = UserId(scene.store.fresh_id());
    let order = adding(user, name);
    let done = scene
        .store
        .carry_out(&scene.asker, &order, Terms::default());
    done.await.unwrap();
    user
}

async fn state(scene: &Scene, guest: UserId) -> GuestState {
    scene.store.guest(&scene.asker, guest).await.unwrap().state
}

#[tokio::test]
async fn a_guest_is_added_and_invited_by_one_order_and_once_under_one_key() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let guest = UserId(store.fresh_id());
    let order = adding(guest, "kenji");
    let terms = Terms {
        key: Some("k"),
        shown: None,
    };
    let give = || store.carry_out_with_invitation(asker, &order, terms, [7; 32]);
    let first = give().await.unwrap();
    let until = first.at + INVITATION_LIFE;
    assert_eq!(state(&scene, guest).await, GuestState::Pending(until));
    // The answer was lost, and it is asked for again, later.
    scene.now.store(NOW + 60, Ordering::Relaxed);
    assert_eq!(give().await.unwrap(), first);
    assert_eq!(state(&scene, guest).await, GuestState::Pending(until));
    assert_eq!(
        scene.told().await,
        [("1 user added.".to_owned(), Some(guest))]
    );
    let accepted = store.accept_invitation(asker.organization, [7; 32]).await;
    assert!(accepted.unwrap());
    scene.assert_sound().await;
}

#[tokio::test]
async fn whoever_is_refused_is_neither_added_nor_invited() {
    let scene = Scene::empty().await;
    add(&scene, "kenji").await;
    let again = UserId(scene.store.fresh_id());
    let order = adding(again, "KENJI");
    let terms = Terms::default();
    let refused = scene
        .store
        .carry_out_with_invitation(&scene.asker, &order, terms, [7; 32])
        .await;
    match refused {
        Err(Error::Refused(refusal)) => {
            assert_eq!(refusal.problems[0].cause.code(), "username-taken");
        }
        other => panic!("{other:?}"),
    }
    let mut raw = scene.raw().await;
    let left: Vec<(i64,)> = raw.rows("select count(*) from invitation").await;
    assert_eq!(left, [(0,)]);
    assert_eq!(scene.told().await.len(), 1);
}

#[tokio::test]
async fn an_order_invites_guests_only_whom_it_adds() {
    let scene = Scene::empty().await;
    let guest = add(&scene, "kenji").await;
    let block = Order::new(Action::BlockSignIn, [guest]);
    let terms = Terms::default();
    scene
        .store
        .carry_out_with_invitation(&scene.asker, &block, terms, [7; 32])
        .await
        .unwrap();
    assert_eq!(state(&scene, guest).await, GuestState::None);
}

#[tokio::test]
async fn the_ledger_tells_who_was_invited_again_and_whose_invitation_was_taken_back() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let guest = add(&scene, "kenji").await;
    store.invite(asker, guest, [1; 32]).await.unwrap();
    store.invite(asker, guest, [2; 32]).await.unwrap();
    // What is taken back already isn't told again.
    for _ in 0..2 {
        store.revoke_invitation(asker, guest).await.unwrap();
    }
    assert_eq!(
        scene.told().await,
        [
            "The invitation of kenji was revoked.",
            "The invitation of kenji was renewed.",
            "kenji was invited as a guest.",
            "1 user added.",
        ]
        .map(|line| (line.to_owned(), Some(guest)))
    );
    store.invite(asker, guest, [3; 32]).await.unwrap();
    let accepted = store.accept_invitation(asker.organization, [3; 32]).await;
    assert!(accepted.unwrap());
    let before = scene.told().await;
    store.invite(asker, guest, [4; 32]).await.unwrap_err();
    store.revoke_invitation(asker, guest).await.unwrap_err();
    assert_eq!(scene.told().await, before, "nothing was done");
    let mut raw = scene.raw().await;
    let kept: Vec<(String, String)> = raw.rows("select order_asked, changes from ledger").await;
    let token = "02".repeat(32);
    assert!(!format!("{kept:?}").to_lowercase().contains(&token));
    scene.assert_sound().await;
}

#[tokio::test]
async fn an_invitation_is_revoked_of_a_guest_who_was_deleted() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let guest = add(&scene, "kenji").await;
    store.invite(asker, guest, [1; 32]).await.unwrap();
    scene.act(Action::DeleteUser, &[guest]).await;
    store.revoke_invitation(asker, guest).await.unwrap();
    let line = "The invitation of kenji was revoked.".to_owned();
    assert_eq!(scene.told().await[0], (line, None));
}

#[tokio::test]
async fn an_invitation_is_accepted_by_its_token_until_it_expires() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let guest = add(&scene, "kenji").await;
    assert_eq!(state(&scene, guest).await, GuestState::None);
    let until = store.invite(asker, guest, [7; 32]).await.unwrap();
    assert_eq!(until, NOW + INVITATION_LIFE);
    assert_eq!(state(&scene, guest).await, GuestState::Pending(until));
    let organization = asker.organization;
    assert!(
        !store
            .accept_invitation(organization, [8; 32])
            .await
            .unwrap()
    );
    scene.now.store(until, Ordering::Relaxed);
    assert!(
        !store
            .accept_invitation(organization, [7; 32])
            .await
            .unwrap()
    );
    assert_eq!(state(&scene, guest).await, GuestState::Expired(until));
    scene.now.store(until - 1, Ordering::Relaxed);
    assert!(
        store
            .accept_invitation(organization, [7; 32])
            .await
            .unwrap()
    );
    assert_eq!(state(&scene, guest).await, GuestState::Accepted(until - 1));
    let again = store.invite(asker, guest, [9; 32]).await;
    assert!(matches!(again, Err(Error::Input(_))), "{again:?}");
}

#[tokio::test]
async fn a_renewed_invitation_has_one_token_and_a_revoked_one_none() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let guest = add(&scene, "kenji").await;
    store.invite(asker, guest, [1; 32]).await.unwrap();
    store.invite(asker, guest, [2; 32]).await.unwrap();
    let organization = asker.organization;
    assert_eq!(store.invitation(organization, [1; 32]).await.unwrap(), None);
    store.revoke_invitation(asker, guest).await.unwrap();
    let known = store
        .invitation(organization, [2; 32])
        .await
        .unwrap()
        .unwrap();
    assert_eq!(known.state, GuestState::Revoked(NOW));
    assert!(
        !store
            .accept_invitation(organization, [2; 32])
            .await
            .unwrap()
    );
    store.invite(asker, guest, [3; 32]).await.unwrap();
    assert!(
        store
            .accept_invitation(organization, [3; 32])
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_guest_who_was_deleted_accepts_nothing() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let guest = add(&scene, "kenji").await;
    store.invite(asker, guest, [1; 32]).await.unwrap();
    let delete = Order::new(Action::DeleteUser, [guest]);
    store
        .carry_out(asker, &delete, Terms::default())
        .await
        .unwrap();
    let organization = asker.organization;
    assert_eq!(store.invitation(organization, [1; 32]).await.unwrap(), None);
    assert!(
        !store
            .accept_invitation(organization, [1; 32])
            .await
            .unwrap()
    );
    let restore = Order::new(Action::RestoreUser, [guest]);
    store
        .carry_out(asker, &restore, Terms::default())
        .await
        .unwrap();
    assert!(
        store
            .accept_invitation(organization, [1; 32])
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn members_are_not_invited_and_not_everybody_invites() {
    let scene = Scene::demo().await;
    let store = &scene.store;
    let found = store.find_users(&scene.asker, "elif", None).await.unwrap();
    let member = store.invite(&scene.asker, found[0].id, [1; 32]).await;
    assert!(matches!(member, Err(Error::Input(_))), "{member:?}");
    let guest = add(&scene, "kenji").await;
    for role in Role::ALL {
        let asker = scene.asker_with(&[role]);
        let may = [Role::Global, Role::User].contains(&role);
        let invited = store.invite(&asker, guest, [2; 32]).await;
        assert_eq!(invited.is_ok(), may, "{role:?} {invited:?}");
        let revoked = store.revoke_invitation(&asker, guest).await;
        assert_eq!(revoked.is_ok(), may, "{role:?} {revoked:?}");
        assert!(store.guests(&asker, &GuestQuery::default()).await.is_ok());
    }
    let nobody = scene.asker_with(&[]);
    let listed = store.guests(&nobody, &GuestQuery::default()).await;
    assert!(matches!(listed, Err(Error::NotAllowed(_))), "{listed:?}");
}

#[tokio::test]
async fn whoever_is_gone_for_good_leaves_no_invitation() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let guest = add(&scene, "kenji").await;
    store.invite(asker, guest, [7; 32]).await.unwrap();
    for action in [Action::DeleteUser, Action::PurgeUser] {
        scene.order(&Order::new(action, [guest])).await.unwrap();
    }
    let revoked = store.revoke_invitation(asker, guest).await;
    assert!(matches!(revoked, Err(Error::Input(_))), "{revoked:?}");
    let mut raw = scene.raw().await;
    let left: Vec<(i64,)> = raw.rows("select count(*) from invitation").await;
    assert_eq!(left, [(0,)]);
}

#[tokio::test]
async fn guests_are_listed_page_by_page_and_by_state() {
    let scene = Scene::empty().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let mut guests = Vec::new();
    for number in 0..120 {
        guests.push(add(&scene, &format!("guest{number:03}")).await);
    }
    for (number, guest) in guests.iter().enumerate().take(60) {
        let mut hash = [0; 32];
        hash[0] = u8::try_from(number).unwrap();
        store.invite(asker, *guest, hash).await.unwrap();
        if number % 2 == 0 {
            store
                .accept_invitation(asker.organization, hash)
                .await
                .unwrap();
        }
    }
    for (filter, expected) in [
        (GuestFilter::All, 120),
        (GuestFilter::Pending, 30),
        (GuestFilter::Accepted, 30),
    ] {
        let mut query = GuestQuery {
            filter,
            ..GuestQuery::default()
        };
        let mut seen = Vec::new();
        loop {
            let page = store.guests(asker, &query).await.unwrap();
            assert!(page.rows.len() <= 50);
            seen.extend(page.rows.into_iter().map(|row| row.id));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), expected);
        assert!(guests.iter().filter(|id| seen.contains(id)).eq(seen.iter()));
    }
    let query = GuestQuery {
        search: "guest007".into(),
        ..GuestQuery::default()
    };
    let found = store.guests(asker, &query).await.unwrap();
    assert_eq!(found.rows.len(), 1);
    assert_eq!(
        &*found.rows[0].mail,
        "guest007_hoshi.example#EXT#@northlight.example"
    );
}
