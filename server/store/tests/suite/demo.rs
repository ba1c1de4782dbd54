//! The demo organization.

use crate::scene::{NOW, Scene};
use domain::{
    Action, Attention, HolderQuery, Order, Role, Setting, SourceFilter, SubscriptionQuery,
    SubscriptionState, Via,
};
use std::sync::atomic::Ordering;
use store::{Error, FirstAdmin};

#[tokio::test]
async fn the_demo_is_made_once_and_only_by_a_global_admin() {
    let scene = Scene::empty().await;
    let refused = scene
        .store
        .make_demo(&scene.asker_with(&[Role::License]))
        .await;
    assert!(matches!(refused, Err(Error::NotAllowed(_))));
    let (made, admins) = scene.store.make_demo(&scene.asker).await.unwrap();
    assert!(made);
    assert_eq!(
        admins[0],
        ("ida@northlight.example".to_owned(), vec![Role::Global])
    );
    let roles: Vec<Role> = admins.iter().flat_map(|(_, roles)| roles.clone()).collect();
    assert!(
        Role::ALL.iter().all(|role| roles.contains(role)),
        "one admin for each role"
    );
    let (again, same) = scene.store.make_demo(&scene.asker).await.unwrap();
    assert!(!again);
    assert_eq!(same, admins);
}

#[tokio::test]
async fn an_organization_of_somebodys_own_is_never_made_the_demo() {
    let own = Scene::empty().await;
    let ida = FirstAdmin {
        organization_name: "Northlight Labs".into(),
        name: "Ida Marsh".into(),
        username: "ida@northlight.example".into(),
        password_hash: "a hash".into(),
    };
    own.store.set_up(own.organization(), ida).await.unwrap();
    let (crowd, ..) = Scene::crowd(3, 3).await;
    for scene in [own, crowd] {
        let before = scene.told().await;
        let refused = scene.store.make_demo(&scene.asker).await;
        let Err(Error::Input(why)) = refused else {
            panic!("{refused:?}")
        };
        assert!(why.to_string().contains("--database"), "{why}");
        let products = scene.store.products(&scene.asker).await.unwrap();
        assert!(products.len() <= 1, "{products:?}");
        assert_eq!(scene.told().await, before);
    }
}

#[tokio::test]
async fn a_demo_stays_one_whatever_is_done_in_it_and_knows_who_can_sign_in() {
    let scene = Scene::demo().await;
    let (store, organization) = (&scene.store, scene.organization());
    assert_eq!(store.demo_admins(organization).await.unwrap(), []);
    let (_, admins) = store.make_demo(&scene.asker).await.unwrap();
    let passwords = admins.into_iter().map(|(name, _)| (name, "a hash".into()));
    let given = store.set_passwords(organization, passwords.collect());
    given.await.unwrap();
    let rename = Order::configure(Setting::Name("Ours".into()));
    scene.order(&rename).await.unwrap();
    let gone = scene.users(&["sabine", "bao", "juma"]).await;
    scene.act(Action::DeleteUser, &gone).await;
    let nina = scene.users(&["nina"]).await;
    scene.act(Action::SetRoles(vec![Role::Reader]), &nina).await;
    let tobias = scene.users(&["tobias"]).await;
    scene.act(Action::SetRoles(Vec::new()), &tobias).await;
    let (made, admins) = store.make_demo(&scene.asker).await.unwrap();
    assert!(!made);
    assert_eq!(admins.len(), 6, "{admins:?}");
    let able = store.demo_admins(organization).await.unwrap();
    let able: Vec<_> = able
        .iter()
        .map(|one| (one.username.split('@').next().unwrap(), &one.roles[..]))
        .collect();
    assert_eq!(
        able,
        [
            ("ida", &[Role::Global][..]),
            ("nina", &[Role::Reader][..]),
            ("harriet", &[Role::Reader][..]),
            ("robin", &[Role::Helpdesk][..]),
            ("mark", &[Role::ServiceSupport][..]),
        ]
    );
}

#[tokio::test]
async fn it_owns_26_products_of_which_each_seat_is_counted() {
    let scene = Scene::demo().await;
    let products = scene.store.products(&scene.asker).await.unwrap();
    assert_eq!(products.len(), 26);
    let of = |part: &str| {
        products
            .iter()
            .find(|product| &*product.part_number == part)
            .unwrap()
    };
    let e1 = of("STANDARDPACK");
    assert_eq!(
        (e1.subscriptions, e1.seats.assignable, e1.seats.assigned),
        (2, 13, 9),
        "5 + 8 = 13"
    );
    assert_eq!(of("SPB").attention, [Attention::NoSeats]);
    assert_eq!(of("O365_BUSINESS_PREMIUM").attention, [Attention::Expired]);
    assert_eq!(of("EXCHANGEENTERPRISE").attention, [Attention::Disabled]);
    assert_eq!(of("EMSPREMIUM").attention, [Attention::PartlyDisabled]);
    assert_eq!(of("VISIO_PLAN1_DEPT").attention, [Attention::SelfService]);
    assert_eq!(of("VISIO_PLAN1_DEPT").seats.assignable, 0);
    assert_eq!(
        of("PROJECT_P1").subscriptions,
        1,
        "a deleted one doesn't count"
    );
    let names: Vec<_> = products
        .iter()
        .map(|product| product.name.to_lowercase())
        .collect();
    assert!(names.is_sorted());
}

#[tokio::test]
async fn every_count_is_right() {
    let scene = Scene::demo().await;
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!(found.wrong, Vec::<String>::new());
    assert_eq!(found.products, 26);
}

#[tokio::test]
async fn its_dates_move_along_with_the_clock() {
    for days in [0, 400] {
        let scene = Scene::empty().await;
        scene.now.store(NOW + days * 86_400, Ordering::Relaxed);
        scene.store.make_demo(&scene.asker).await.unwrap();
        let products = scene.store.products(&scene.asker).await.unwrap();
        let trial = products
            .iter()
            .find(|product| &*product.part_number == "AAD_PREMIUM")
            .unwrap();
        assert_eq!(trial.attention, [Attention::Expires(38)]);
        scene.now.fetch_add(10 * 86_400, Ordering::Relaxed);
        let products = scene.store.products(&scene.asker).await.unwrap();
        let trial = products
            .iter()
            .find(|product| product.id == trial.id)
            .unwrap();
        assert_eq!(trial.attention, [Attention::Expires(28)]);
    }
}

#[tokio::test]
async fn every_term_has_begun() {
    let scene = Scene::demo().await;
    let query = SubscriptionQuery::default();
    let list = scene.store.subscriptions(&scene.asker, &query).await;
    for row in list.unwrap().rows {
        let since = row.subscription.term.since;
        assert!(since <= NOW, "{} begins at {since}", row.product.name);
    }
}

#[tokio::test]
async fn licenses_come_directly_by_group_and_by_self_service() {
    let scene = Scene::demo().await;
    let (store, asker) = (&scene.store, &scene.asker);
    let e3 = store.find_product(asker, "SPE_E3").await.unwrap();
    let groups = store.product_groups(asker, e3).await.unwrap();
    assert_eq!(
        (&*groups[0].name, groups[0].members, groups[0].off.len()),
        ("Sales", 28, 2)
    );
    let query = HolderQuery {
        source: SourceFilter::Group,
        ..HolderQuery::default()
    };
    let page = store.holders(asker, e3, &query).await.unwrap();
    assert_eq!(page.rows.len(), 28);
    let source = page.rows[0]
        .sources
        .iter()
        .find(|source| matches!(source.via, Via::Group(_)))
        .unwrap();
    assert_eq!(source.group.as_deref(), Some("Sales"));
    assert_eq!(&*source.by, "Ida Marsh");
    assert!(source.since < NOW && source.since > NOW - 366 * 86_400);

    let visio = store.find_product(asker, "VISIO_PLAN1_DEPT").await.unwrap();
    let page = store.product_page(asker, visio).await.unwrap();
    let purchase = &page.subscriptions[0];
    let holders = store
        .holders(asker, visio, &HolderQuery::default())
        .await
        .unwrap()
        .rows;
    assert_eq!(holders.len(), 3);
    let dario = holders
        .iter()
        .find(|holder| holder.username.starts_with("dario@"))
        .unwrap();
    assert_eq!(
        dario.sources[0].via,
        Via::SelfService(purchase.subscription.id)
    );
    assert_eq!(purchase.purchaser.as_ref(), Some(&dario.name));

    let project = store.find_product(asker, "project_p1").await.unwrap();
    let page = store.product_page(asker, project).await.unwrap();
    assert!(
        page.subscriptions
            .iter()
            .any(|one| one.subscription.state == SubscriptionState::Deleted)
    );
}
