//! A seeded organization.

use crate::scene::Scene;
use domain::{
    Attention, Cause, HolderQuery, HolderSort, Order, Preview, ProductRow, Services, SourceFilter,
    UserKind,
};
use std::{collections::BTreeSet, path::Path, time::Instant};
use store::{Error, SeedReport};

async fn seeded(users: u32, products: u32, seed: u64) -> (Scene, SeedReport) {
    let scene = Scene::empty().await;
    let report = scene
        .store
        .seed(&scene.asker, users, products, seed)
        .await
        .unwrap();
    (scene, report)
}

async fn products(scene: &Scene) -> Vec<ProductRow> {
    scene.store.products(&scene.asker).await.unwrap()
}

/// All that can be seen of it.
async fn everything(scene: &Scene) -> String {
    let mut seen = String::new();
    for product in products(scene).await {
        let mut export = scene
            .store
            .export_holders(&scene.asker, product.id, &HolderQuery::default())
            .await
            .unwrap();
        seen += &format!("{product:?}\n");
        while let Some(part) = export.next().await.unwrap() {
            seen += &part;
        }
    }
    seen
}

#[tokio::test]
async fn the_same_seed_makes_the_same_organization_and_another_another() {
    let (first, second) = (seeded(600, 25, 7).await, seeded(600, 25, 7).await);
    assert_eq!(first.1, second.1);
    assert_eq!(everything(&first.0).await, everything(&second.0).await);
    let other = seeded(600, 25, 8).await;
    assert_ne!(everything(&first.0).await, everything(&other.0).await);
}

#[tokio::test]
async fn it_is_a_plausible_organization() {
    let (scene, report) = seeded(4_000, 25, 1).await;
    assert_eq!((report.users, report.products), (4_000, 25));
    assert!((4_000..10_000).contains(&report.licenses), "{report:?}");
    let products = products(&scene).await;
    assert_eq!(products.len(), 25);
    assert!(
        products
            .iter()
            .all(|product| product.seats.assigned <= product.seats.assignable)
    );
    assert!(
        products
            .iter()
            .any(|product| product.seats.available() > 0 && product.seats.assigned > 100)
    );
    assert!(
        products
            .iter()
            .any(|product| product.attention.contains(&Attention::SelfService))
    );
    assert!(products.iter().any(|product| product.subscriptions > 1));

    let (mut users, mut after) = (Vec::new(), None::<String>);
    loop {
        let page = scene
            .store
            .users(&scene.asker, "", after.as_deref())
            .await
            .unwrap();
        users.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let usernames: BTreeSet<_> = users.iter().map(|user| user.username.clone()).collect();
    assert_eq!(usernames.len(), 4_000, "each their own");
    let guests = users
        .iter()
        .filter(|user| user.kind == UserKind::Guest)
        .count();
    let nowhere = users.iter().filter(|user| user.location.is_none()).count();
    let places: BTreeSet<_> = users.iter().filter_map(|user| user.location).collect();
    let departments: BTreeSet<_> = users.iter().map(|user| user.department.clone()).collect();
    assert!(
        (80..300).contains(&guests) && (80..400).contains(&nowhere),
        "{guests} {nowhere}"
    );
    assert!(places.len() > 20 && departments.len() > 8);
    assert!(
        users.iter().filter(|user| !user.name.is_ascii()).count() > 1_000,
        "many languages"
    );
}

#[tokio::test]
async fn licenses_come_from_groups_too_and_some_have_services_off() {
    let (scene, _) = seeded(4_000, 25, 1).await;
    let e3 = scene
        .store
        .find_product(&scene.asker, "SPE_E3")
        .await
        .unwrap();
    let groups = scene.store.product_groups(&scene.asker, e3).await.unwrap();
    let query = HolderQuery {
        source: SourceFilter::Group,
        ..HolderQuery::default()
    };
    let inherited = scene.store.holders(&scene.asker, e3, &query).await.unwrap();
    assert!(!groups.is_empty() && !inherited.rows.is_empty());
    let query = HolderQuery {
        source: SourceFilter::Direct,
        ..HolderQuery::default()
    };
    let direct = scene.store.holders(&scene.asker, e3, &query).await.unwrap();
    let off = |holder: &domain::Holder| holder.sources.iter().any(|source| !source.off.is_empty());
    assert!(direct.rows.iter().any(off) && !direct.rows.iter().all(off));
    let e1 = scene
        .store
        .find_product(&scene.asker, "STANDARDPACK")
        .await
        .unwrap();
    let holders = scene
        .store
        .holders(&scene.asker, e1, &HolderQuery::default())
        .await
        .unwrap();
    assert_eq!(
        holders.rows.len(),
        50,
        "many for whom E3 will be a conflict"
    );
}

#[tokio::test]
async fn every_count_is_right_and_the_rule_agrees_with_what_is_held() {
    let (scene, _) = seeded(2_000, 25, 2).await;
    let (store, asker) = (&scene.store, &scene.asker);
    assert_eq!(
        store.verify(asker).await.unwrap().wrong,
        Vec::<String>::new()
    );
    let query = HolderQuery {
        source: SourceFilter::Direct,
        ..HolderQuery::default()
    };
    for product in products(&scene).await {
        let page = store.holders(asker, product.id, &query).await.unwrap();
        for holder in page.rows.iter().take(5) {
            let off = holder.sources[0].off.clone();
            let order = Order::assign(product.id, off, [holder.id]);
            let again = store.preview(asker, &order).await.unwrap();
            assert!(
                matches!(again, Preview::Accepted(_)),
                "{} {}: {again:?}",
                product.name,
                holder.name
            );
        }
    }
}

#[tokio::test]
async fn many_will_have_a_conflict_when_they_are_assigned_e3() {
    let (scene, _) = seeded(2_000, 25, 2).await;
    let (store, asker) = (&scene.store, &scene.asker);
    let (e1, e3) = (
        store.find_product(asker, "STANDARDPACK").await.unwrap(),
        store.find_product(asker, "ENTERPRISEPACK").await.unwrap(),
    );
    let holders = store
        .holders(asker, e1, &HolderQuery::default())
        .await
        .unwrap();
    let users: Vec<_> = holders
        .rows
        .iter()
        .map(|holder| holder.id)
        .take(20)
        .collect();
    let order = Order::assign(e3, Services::none(), users.iter().copied());
    let Preview::Refused(refusal) = store.preview(asker, &order).await.unwrap() else {
        panic!()
    };
    let conflicts = refusal
        .problems
        .iter()
        .filter(|problem| matches!(problem.cause, Cause::Conflict(_)));
    let concerned: BTreeSet<_> = conflicts
        .flat_map(|problem| problem.users.iter().map(|user| user.id))
        .collect();
    assert_eq!(concerned, users.into_iter().collect());
}

#[tokio::test]
async fn an_organization_with_users_is_not_seeded() {
    let scene = Scene::demo().await;
    let refused = scene.store.seed(&scene.asker, 10, 1, 1).await;
    assert!(matches!(refused, Err(Error::Input(_))));
    let asker = scene.asker_with(&[domain::Role::Billing]);
    let refused = scene.store.seed(&asker, 10, 1, 1).await;
    assert!(matches!(refused, Err(Error::NotAllowed(_))));
}

#[tokio::test]
async fn the_smallest_sizes_work() {
    for (users, products) in [(0, 0), (1, 0), (0, 3), (1, 1), (7, 2)] {
        let (scene, report) = seeded(users, products, 3).await;
        assert_eq!((report.users, report.products), (users, products));
        assert_eq!(
            scene
                .store
                .users(&scene.asker, "", None)
                .await
                .unwrap()
                .rows
                .len(),
            users as usize
        );
    }
}

#[tokio::test]
async fn beyond_the_demo_products_come_those_of_the_catalog() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/products-and-service-plans.csv");
    let Ok(csv) = std::fs::read(&file) else {
        eprintln!("SKIPPED: {} is not there", file.display());
        return;
    };
    let scene = Scene::empty().await;
    scene
        .store
        .import_catalog(&scene.asker, &csv)
        .await
        .unwrap();
    let report = scene.store.seed(&scene.asker, 3_000, 120, 5).await.unwrap();
    assert_eq!((report.products, products(&scene).await.len()), (120, 120));
    let again = scene
        .store
        .import_catalog(&scene.asker, &csv)
        .await
        .unwrap();
    assert_eq!(again.products.changed, 0, "the catalog stayed as it was");
}

/// `cargo test --release -p store --test seed -- --ignored --nocapture`
#[tokio::test]
#[ignore = "a measurement: minutes, and a gigabyte of disk"]
#[expect(clippy::disallowed_methods, reason = "a measurement")]
async fn a_million_users_are_made_in_two_minutes_and_found_in_milliseconds() {
    let begun = Instant::now();
    let users = std::env::var("USERS").map_or(1_000_000, |users| users.parse().unwrap());
    let (scene, report) = seeded(users, 25, 1).await;
    eprintln!("seeded {report:?} in {:?}", begun.elapsed());
    let size = std::fs::read_dir(scene.folder())
        .unwrap()
        .map(|file| file.unwrap().metadata().unwrap().len());
    eprintln!("{} MB", size.sum::<u64>() / 1_000_000);
    let store = &scene.store;
    let e3 = store.find_product(&scene.asker, "SPE_E3").await.unwrap();
    for typed in [
        "a",
        "an",
        "anna",
        "anna s",
        "s anna",
        "schmidt anna",
        "nguyen",
        "a b c",
        "q z",
        "xyz",
        "李",
        "e e",
        "anna qx",
        "z",
    ] {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..21 {
            let begun = Instant::now();
            found = store
                .find_users(&scene.asker, typed, Some(e3))
                .await
                .unwrap()
                .len();
            times.push(begun.elapsed());
        }
        times.sort_unstable();
        eprintln!(
            "type-ahead {typed:?}: {found} in {:?}, {:?} at most",
            times[10], times[20]
        );
    }
    for search in ["", "a", "anna", "schmidt anna", "e e", "xyz", "a b c"] {
        for (sort, source) in [
            (HolderSort::Name, SourceFilter::Any),
            (HolderSort::NameDescending, SourceFilter::Group),
        ] {
            let query = HolderQuery {
                search: search.into(),
                sort,
                source,
                after: None,
            };
            let begun = Instant::now();
            let page = store.holders(&scene.asker, e3, &query).await.unwrap();
            let first = begun.elapsed();
            let begun = Instant::now();
            if page.next.is_some() {
                store
                    .holders(
                        &scene.asker,
                        e3,
                        &HolderQuery {
                            after: page.next,
                            ..query
                        },
                    )
                    .await
                    .unwrap();
            }
            eprintln!(
                "holders {search:?} {sort:?} {source:?}: {} in {first:?}, the next in {:?}",
                page.rows.len(),
                begun.elapsed()
            );
        }
        let begun = Instant::now();
        let page = store.users(&scene.asker, search, None).await.unwrap();
        eprintln!(
            "users {search:?}: {} in {:?}",
            page.rows.len(),
            begun.elapsed()
        );
    }
    let begun = Instant::now();
    products(&scene).await;
    eprintln!("products in {:?}", begun.elapsed());
}
