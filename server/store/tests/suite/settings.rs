//! Settings and roles change by orders: they are in the ledger, and count at once.

use crate::scene::Scene;
use domain::*;
use store::{Asker, Error, Terms};

async fn configure(scene: &Scene, setting: Setting) -> Receipt {
    scene.order(&Order::configure(setting)).await.unwrap()
}

#[tokio::test]
async fn every_setting_is_kept() {
    let scene = Scene::demo().await;
    let e3 = scene.product("SPE_E3").await;
    for setting in [
        Setting::Name("Northlight 2".into()),
        Setting::DefaultLocation(None),
        Setting::Cloud(Cloud::TwentyOneVianet),
        Setting::Rules(RuleProfile::Concurrent),
        Setting::LowStock(Threshold::Seats(7)),
        Setting::LowStockOf(e3, Some(Threshold::Percent(40))),
    ] {
        configure(&scene, setting).await;
    }
    let settings = scene.store.settings(&scene.asker).await.unwrap();
    let kept = Settings {
        name: "Northlight 2".into(),
        default_location: None,
        cloud: Cloud::TwentyOneVianet,
        rules: RuleProfile::Concurrent,
        low_stock: Threshold::Seats(7),
        low_stock_of: [(e3, Threshold::Percent(40))].into(),
        partners: [].into(),
    };
    assert_eq!(settings, kept);
    configure(&scene, Setting::LowStockOf(e3, None)).await;
    let settings = scene.store.settings(&scene.asker).await.unwrap();
    assert_eq!(settings.threshold(e3), Threshold::Seats(7));
    scene.assert_sound().await;
}

#[tokio::test]
async fn the_rule_profile_decides_the_next_order() {
    let scene = Scene::demo().await;
    let e3 = scene.product("ENTERPRISEPACK").await;
    // Greta has Office 365 E1.
    let order = Order::assign(e3, Services::none(), scene.users(&["greta"]).await);
    assert_eq!(scene.reasons(&order).await, ["conflict"]);
    configure(&scene, Setting::Rules(RuleProfile::Concurrent)).await;
    assert!(!scene.reasons_or_none(&order).await.contains(&"conflict"));
}

#[tokio::test]
async fn low_stock_is_said_by_the_threshold() {
    let scene = Scene::demo().await;
    let e3 = scene.product("SPE_E3").await;
    let low = async || {
        let page = scene.store.product_page(&scene.asker, e3).await.unwrap();
        page.row.attention.contains(&Attention::LowStock(19))
    };
    assert!(!low().await, "19 of 84 are left");
    configure(&scene, Setting::LowStock(Threshold::Seats(19))).await;
    assert!(low().await);
    configure(&scene, Setting::LowStockOf(e3, Some(Threshold::Seats(0)))).await;
    assert!(!low().await);
}

#[tokio::test]
async fn a_role_counts_from_the_next_request_on_and_the_ledger_tells() {
    let scene = Scene::demo().await;
    let users = scene.users(&["greta", "sabine"]).await;
    scene
        .store
        .begin_session(scene.organization(), users[0], [7; 32], "a test")
        .await
        .unwrap();
    let roles = async || scene.store.session([7; 32]).await.unwrap().unwrap().roles;
    let follows = async || {
        let goes_on = scene.store.session_goes_on([7; 32], scene.organization());
        goes_on.await.unwrap()
    };
    assert_eq!(roles().await, []);
    assert!(!follows().await, "they may not read");
    let order = Order::set_roles(vec![Role::Billing, Role::Reader], users.clone());
    let receipt = scene.order(&order).await.unwrap();
    assert_eq!(receipt.line, "Roles change for 2 users.");
    assert_eq!(roles().await, [Role::Billing, Role::Reader]);
    assert!(follows().await);
    // Sabine was a License admin.
    let admins = scene.store.admins(&scene.asker).await.unwrap();
    let sabine = admins.iter().find(|admin| admin.id == users[1]).unwrap();
    assert_eq!(sabine.roles, [Role::Billing, Role::Reader]);
    let none = Order::set_roles(vec![], users.clone());
    scene.order(&none).await.unwrap();
    assert_eq!(roles().await, []);
    assert!(!follows().await);
    let greta = scene.store.admin(&scene.asker, users[0]).await.unwrap();
    assert_eq!((greta.roles.len(), greta.sessions), (0, 1));
    scene.assert_sound().await;
}

#[tokio::test]
async fn the_organization_is_never_without_a_global_admin() {
    let scene = Scene::demo().await;
    let ida = scene.users(&["ida"]).await;
    let order = Order::set_roles(vec![Role::Reader], ida.clone());
    assert_eq!(scene.reasons(&order).await, ["last-global-admin"]);
    let sabine = Order::set_roles(vec![Role::Global], scene.users(&["sabine"]).await);
    scene.order(&sabine).await.unwrap();
    let asker = Asker {
        user: Some(ida[0]),
        ..scene.asker.clone()
    };
    let own = scene
        .store
        .carry_out(&asker, &order, Terms::default())
        .await;
    assert!(
        matches!(own, Err(Error::Refused(refusal)) if refusal.message().contains("from yourself"))
    );
    scene.order(&order).await.unwrap();
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_and_by_a_global_admin() {
    let scene = Scene::demo().await;
    let greta = scene.users(&["greta"]).await[0];
    for token in [[1; 32], [2; 32], [3; 32]] {
        let begun = scene
            .store
            .begin_session(scene.organization(), greta, token, "Firefox/145.0");
        begun.await.unwrap();
    }
    let own = Asker {
        user: Some(greta),
        ..scene.asker_with(&[Role::Reader])
    };
    let this = SessionId("0101010101010101".into());
    let listed = async |asker: &Asker| {
        scene
            .store
            .sessions_of(asker, greta, Some(&this))
            .await
            .map(|rows| rows.len())
    };
    let rows = scene.store.sessions_of(&own, greta, Some(&this)).await;
    assert_eq!(rows.unwrap().iter().filter(|row| row.current).count(), 1);
    let second = SessionId("0202020202020202".into());
    scene
        .store
        .revoke_session(&own, greta, &second)
        .await
        .unwrap();
    assert_eq!(listed(&own).await.unwrap(), 2);
    scene
        .store
        .revoke_sessions(&own, greta, Some(&this))
        .await
        .unwrap();
    assert_eq!(listed(&own).await.unwrap(), 1);
    let other = Asker {
        user: Some(scene.users(&["sabine"]).await[0]),
        ..scene.asker_with(&[Role::License])
    };
    assert!(matches!(listed(&other).await, Err(Error::NotAllowed(_))));
    let refused = scene.store.revoke_sessions(&other, greta, None).await;
    assert!(matches!(refused, Err(Error::NotAllowed(_))));
    scene
        .store
        .revoke_sessions(&scene.asker, greta, None)
        .await
        .unwrap();
    assert_eq!(listed(&scene.asker).await.unwrap(), 0);
    assert!(scene.store.session([1; 32]).await.unwrap().is_none());
}

#[tokio::test]
async fn conflicts_of_old_are_counted_under_each_profile() {
    let scene = Scene::demo().await;
    let store = &scene.store;
    let before = store
        .standing_under(&scene.asker, RuleProfile::Documented)
        .await;
    let before = before.unwrap().unwrap();
    configure(&scene, Setting::Rules(RuleProfile::Concurrent)).await;
    let e3 = scene.product("ENTERPRISEPACK").await;
    let order = Order::assign(e3, Services::none(), scene.users(&["greta"]).await);
    scene.order(&order).await.unwrap();
    let after = store
        .standing_under(&scene.asker, RuleProfile::Documented)
        .await;
    let count = |found: &[Troubled]| -> u32 {
        let conflicts = found.iter().filter(|one| one.cause.code() == "conflict");
        conflicts.map(|one| one.users).sum()
    };
    assert_eq!(count(&after.unwrap().unwrap()), count(&before) + 1);
    let home = store.home(&scene.asker, None, Range::Month).await.unwrap();
    assert_eq!(count(&home.standing.unwrap()), 0, "they are allowed now");
}
