//! Users come, change, go, come back, and are gone for good.

use crate::scene::{
    NOW, Scene,
    steps::{add, fresh, order, step},
};
use domain::{
    Action, Choice, Edits, HolderQuery, ProductId, ProfileField, RESTORABLE, Role, Services,
    UserFilter, UserId, UserQuery,
};
use std::sync::atomic::Ordering;
use store::{Error, Terms, Ticked};

fn assign(product: ProductId) -> Action {
    let off = Services::none();
    Action::Assign(vec![Choice { product, off }])
}

fn locate() -> Action {
    Action::SetLocation(domain::Location::new("DE").unwrap())
}

impl Scene {
    async fn found(&self, typed: &str) -> Vec<String> {
        let found = self.store.find_users(&self.asker, typed, None).await;
        let names = found.unwrap().into_iter();
        names.map(|user| user.username.to_string()).collect()
    }

    async fn known(&self, username: &str) -> Option<UserId> {
        let names = [username.to_owned()];
        let resolved = self.store.resolve_users(&self.asker, &names, None).await;
        resolved.unwrap().found.first().map(|user| user.id)
    }

    /// Lets time pass.
    fn wait(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn a_user_is_added_with_a_license_and_is_found_everywhere() {
    let scene = Scene::demo().await;
    let (visio, nora) = (scene.product("VISIOCLIENT").await, fresh(1));
    let before = scene.seats(visio).await;
    let asked = order(vec![
        add(nora, "Nora  Nyström", "nora.nystrom@northlight.example"),
        step(locate(), &[nora]),
        step(assign(visio), &[nora]),
    ]);
    let receipt = scene.order(&asked).await.unwrap();
    assert!(
        receipt
            .line
            .to_string()
            .starts_with("1 user added; 1 user gets Visio"),
        "{}",
        receipt.line
    );
    assert_eq!(scene.seats(visio).await.assigned, before.assigned + 1);
    for typed in ["nys", "nora nystrom", "NORA.NYS"] {
        assert_eq!(
            scene.found(typed).await,
            ["nora.nystrom@northlight.example"]
        );
        assert_eq!(
            scene.listed(typed).await,
            ["nora.nystrom@northlight.example"]
        );
    }
    let row = scene.store.one_user(&scene.asker, nora).await.unwrap();
    assert_eq!(
        (&*row.name, &*row.department, row.enabled),
        ("Nora Nyström", "Sales", true)
    );
    assert!(scene.holder(visio, nora).await.is_some());
    scene.assert_sound().await;
}

#[tokio::test]
async fn all_reasons_come_at_once_and_nothing_is_added() {
    let scene = Scene::demo().await;
    let nora = fresh(1);
    let asked = order(vec![
        add(nora, "Nora", "ELIF@northlight.example "),
        step(assign(scene.product("SPE_E3").await), &[nora]),
    ]);
    let mut reasons = scene.reasons(&asked).await;
    reasons.sort_unstable();
    assert_eq!(reasons, ["no-location", "username-taken"]);
    assert!(scene.store.one_user(&scene.asker, nora).await.is_err());
}

#[tokio::test]
async fn a_deleted_users_name_stays_theirs() {
    let scene = Scene::demo().await;
    let elif = scene.users(&["elif"]).await;
    scene.act(Action::DeleteUser, &elif).await;
    let asked = order(vec![add(fresh(1), "Elif Two", "Elif@Northlight.example")]);
    let refusal = scene.refusal(&asked).await;
    assert!(
        refusal.message().contains("who is deleted"),
        "{}",
        refusal.message()
    );
    let csv = "User Name,Display Name\nelif@northlight.example,Elif Again\n";
    let imported = scene.store.import_users(&scene.asker, csv.as_bytes()).await;
    let Err(why @ Error::Rows(_)) = imported else {
        panic!("{imported:?}");
    };
    assert_eq!(
        why.to_string(),
        "Line 2: elif@northlight.example is deleted. Restore them first, or delete them permanently."
    );
    scene.act(Action::PurgeUser, &elif).await;
    scene.order(&asked).await.unwrap();
}

#[tokio::test]
async fn an_edit_is_found_by_the_new_words_and_sorted_among_holders() {
    let scene = Scene::demo().await;
    let (e3, elif) = (scene.product("SPE_E3").await, scene.users(&["elif"]).await);
    if scene.holder(e3, elif[0]).await.is_none() {
        scene.act(assign(e3), &elif).await;
    }
    let edits: Edits = [
        (ProfileField::Name, "Aaa First".into()),
        (ProfileField::LastName, "First".into()),
        (ProfileField::Username, "first@northlight.example".into()),
        (ProfileField::Mail, "".into()),
    ]
    .into();
    assert_eq!(
        scene.act(Action::EditUser(edits), &elif).await,
        "1 user edited."
    );
    assert_eq!(scene.found("aaa").await, ["first@northlight.example"]);
    assert!(
        !scene
            .found("elif")
            .await
            .contains(&"elif@northlight.example".to_owned())
    );
    let query = HolderQuery::default();
    let holders = scene.store.holders(&scene.asker, e3, &query).await.unwrap();
    assert_eq!(&*holders.rows[0].name, "Aaa First");
    scene.assert_sound().await;
}

#[tokio::test]
async fn whoever_is_blocked_is_signed_out_at_once_and_keeps_licenses() {
    let scene = Scene::demo().await;
    let elif = scene.users(&["elif"]).await;
    let password = vec![("elif@northlight.example".into(), "a hash".into())];
    scene
        .store
        .set_passwords(scene.organization(), password)
        .await
        .unwrap();
    let begun = scene
        .store
        .begin_session(scene.organization(), elif[0], [7; 32], "");
    begun.await.unwrap();
    let line = scene.act(Action::BlockSignIn, &elif).await;
    assert_eq!(line, "1 user blocked from sign-in.");
    scene.act(Action::AllowSignIn, &elif).await;
    assert!(
        scene.store.session([7; 32]).await.unwrap().is_none(),
        "it ended"
    );
    scene.act(Action::BlockSignIn, &elif).await;
    let accounts = scene
        .store
        .accounts("elif@northlight.example")
        .await
        .unwrap();
    assert!(accounts[0].blocked);
    let query = UserQuery {
        filter: UserFilter::Blocked,
        search: "elif".into(),
        ..UserQuery::default()
    };
    let blocked = scene
        .store
        .active_users(&scene.asker, &query)
        .await
        .unwrap();
    assert_eq!(blocked.rows.len(), 1);
}

#[tokio::test]
async fn a_deleted_user_frees_all_seats_and_is_nowhere() {
    let scene = Scene::demo().await;
    let products = scene.store.products(&scene.asker).await.unwrap();
    // Somebody who holds by a group.
    let mut by_group = None;
    for product in &products {
        let query = HolderQuery {
            source: domain::SourceFilter::Group,
            ..HolderQuery::default()
        };
        let holders = scene.store.holders(&scene.asker, product.id, &query).await;
        by_group = by_group.or(holders
            .unwrap()
            .rows
            .first()
            .map(|one| (product.id, one.id)));
    }
    let (product, user) = by_group.expect("somebody holds by a group");
    let row = scene.store.one_user(&scene.asker, user).await.unwrap();
    let before = scene.seats(product).await;
    let groups = scene
        .store
        .product_groups(&scene.asker, product)
        .await
        .unwrap();
    scene.act(Action::DeleteUser, &[user]).await;
    assert_eq!(scene.seats(product).await.assigned, before.assigned - 1);
    assert!(scene.holder(product, user).await.is_none());
    assert!(scene.store.one_user(&scene.asker, user).await.is_err());
    assert_eq!(scene.listed(&row.username).await, Vec::<String>::new());
    assert_eq!(scene.found(&row.username).await, Vec::<String>::new());
    assert_eq!(scene.known(&row.username).await, None);
    let export = scene
        .store
        .export_users(&scene.asker, &UserQuery::default())
        .await;
    let mut export = export.unwrap();
    while let Some(part) = export.next().await.unwrap() {
        assert!(!part.contains(&*row.username));
    }
    let now = scene
        .store
        .product_groups(&scene.asker, product)
        .await
        .unwrap();
    let members = |groups: &[domain::GroupRow]| groups.iter().map(|one| one.members).sum::<u32>();
    assert_eq!(members(&now), members(&groups) - 1);
    scene.assert_sound().await;
    // And back, with what the group gives.
    let line = scene.act(Action::RestoreUser, &[user]).await;
    assert!(line.starts_with("1 user restored; 1 user gets "), "{line}");
    assert_eq!(scene.seats(product).await.assigned, before.assigned);
    let back = scene
        .store
        .product_groups(&scene.asker, product)
        .await
        .unwrap();
    assert_eq!(members(&back), members(&groups));
    assert_eq!(scene.found(&row.username).await, [row.username.to_string()]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn who_asks_is_known_to_the_rule() {
    let scene = Scene::demo().await;
    let ida = scene.as_user("ida", &[Role::Global]).await;
    let own = order(vec![step(Action::DeleteUser, &[ida.user.unwrap()])]);
    let refused = scene.store.carry_out(&ida, &own, Terms::default()).await;
    let Err(Error::Refused(refusal)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(refusal.problems[0].cause.code(), "yourself");
    let preview = scene.store.preview(&ida, &own).await.unwrap();
    assert!(matches!(preview, domain::Preview::Refused(_)));
    // The operator on the command line is nobody, but leaves one who can do everything.
    let last = scene.refusal(&own).await;
    assert_eq!(last.problems[0].cause.code(), "last-global-admin");
}

#[tokio::test]
async fn a_user_admin_deletes_no_admin() {
    let scene = Scene::demo().await;
    let nina = scene.as_user("nina", &[Role::User]).await;
    let (sabine, robin) = (
        scene.users(&["sabine"]).await,
        scene.users(&["robin"]).await,
    );
    let asked = order(vec![step(Action::DeleteUser, &sabine)]);
    let refused = scene.store.carry_out(&nina, &asked, Terms::default()).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    let low = order(vec![step(Action::DeleteUser, &robin)]);
    scene
        .store
        .carry_out(&nina, &low, Terms::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn of_two_restored_at_the_same_moment_one_gets_the_last_seat() {
    let (scene, product, users) = Scene::crowd(3, 2).await;
    scene.act(assign(product), &users[..2]).await;
    scene.act(Action::DeleteUser, &users[..2]).await;
    scene.act(assign(product), &users[2..]).await;
    let restore = |user: UserId| {
        order(vec![
            step(Action::RestoreUser, &[user]),
            step(assign(product), &[user]),
        ])
    };
    let (one, other) = (restore(users[0]), restore(users[1]));
    let (one, other) = tokio::join!(scene.order(&one), scene.order(&other));
    assert_ne!(one.is_ok(), other.is_ok());
    let refused = one.err().or(other.err());
    assert!(matches!(refused, Some(Error::Refused(_))));
    assert_eq!(scene.seats(product).await.available(), 0);
    scene.assert_sound().await;
}

#[tokio::test]
async fn time_purges_after_30_days_and_once() {
    let (scene, product, users) = Scene::crowd(3, 3).await;
    scene.act(assign(product), &users).await;
    scene.act(Action::DeleteUser, &users[..1]).await;
    scene.wait(86_400);
    scene.act(Action::DeleteUser, &users[1..2]).await;
    let tick = async || scene.store.tick(scene.organization()).await.unwrap();
    let purged = |purged_users| Ticked {
        purged_users,
        ..Ticked::default()
    };
    scene.now.store(NOW + RESTORABLE - 1, Ordering::Relaxed);
    assert_eq!(tick().await, purged(0));
    scene.wait(1);
    assert_eq!(tick().await, purged(1));
    assert_eq!(tick().await, purged(0));
    assert_eq!(
        scene
            .reasons(&order(vec![step(Action::RestoreUser, &users[..1])]))
            .await,
        ["unknown-user"]
    );
    scene.act(Action::RestoreUser, &users[1..2]).await;
    scene.wait(2 * RESTORABLE);
    assert_eq!(tick().await, purged(0));
    scene.assert_sound().await;
}
