//! Guests, and what came of their invitations.

use crate::scene::{NOW, Scene};
use domain::{
    Action, GuestFilter, GuestQuery, GuestState, INVITATION_LIFE, Order, Profile, ProfileField,
    Role, UserId, UserKind,
};
use std::sync::atomic::Ordering;
use store::{Error, Terms};

async fn add(scene: &Scene, name: &str) -> UserId {
    let user = UserId(scene.store.fresh_id());
    let username = format!("{name}_hoshi.example#EXT#@northlight.example");
    let texts = [
        (ProfileField::Username, username.as_str()),
        (ProfileField::Name, name),
    ];
    let kind = UserKind::Guest;
    let profile = Profile::of(texts);
    let order = Order::new(Action::AddUser { profile, kind }, [user]);
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
