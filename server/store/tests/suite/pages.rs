//! What the pages list.

use crate::scene::Scene;
use domain::{Actor, Holder, HolderQuery, HolderSort, ProductId, SourceFilter, UserId};
use std::collections::BTreeSet;
use store::{Asker, Error};
use uuid::Uuid;

async fn product(scene: &Scene, part: &str) -> ProductId {
    scene.store.find_product(&scene.asker, part).await.unwrap()
}

/// Every page of a list of holders.
async fn all(scene: &Scene, product: ProductId, mut query: HolderQuery) -> Vec<Holder> {
    let mut rows = Vec::new();
    loop {
        let page = scene
            .store
            .holders(&scene.asker, product, &query)
            .await
            .unwrap();
        assert!(page.rows.len() <= 50);
        rows.extend(page.rows);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return rows,
        }
    }
}

fn ids(holders: &[Holder]) -> Vec<UserId> {
    holders.iter().map(|holder| holder.id).collect()
}

#[tokio::test]
async fn holders_are_listed_page_by_page_each_once_in_both_directions() {
    let scene = Scene::demo().await;
    let e3 = product(&scene, "SPE_E3").await;
    let up = all(&scene, e3, HolderQuery::default()).await;
    assert_eq!(up.len(), 65);
    assert_eq!(
        up.iter()
            .map(|holder| holder.id)
            .collect::<BTreeSet<_>>()
            .len(),
        65
    );
    let sort = HolderSort::NameDescending;
    let down = all(
        &scene,
        e3,
        HolderQuery {
            sort,
            ..HolderQuery::default()
        },
    )
    .await;
    assert_eq!(ids(&up), ids(&down).into_iter().rev().collect::<Vec<_>>());
    let twice: Vec<_> = up
        .iter()
        .filter(|holder| holder.sources.len() > 1)
        .collect();
    assert!(!twice.is_empty(), "somebody has it directly and by a group");
    assert!(
        twice
            .iter()
            .all(|holder| holder.sources[0].via == domain::Via::Direct)
    );
}

#[tokio::test]
async fn holders_are_filtered_by_source_and_by_words() {
    let scene = Scene::demo().await;
    let e3 = product(&scene, "SPE_E3").await;
    let every = all(&scene, e3, HolderQuery::default()).await;
    for (source, is_so) in [
        (
            SourceFilter::Direct,
            (|holder| {
                holder
                    .sources
                    .iter()
                    .any(|one| one.via == domain::Via::Direct)
            }) as fn(&Holder) -> bool,
        ),
        (SourceFilter::Group, |holder| {
            holder.sources.iter().any(|one| one.group.is_some())
        }),
        (SourceFilter::SelfService, |_| false),
    ] {
        let filtered = all(
            &scene,
            e3,
            HolderQuery {
                source,
                ..HolderQuery::default()
            },
        )
        .await;
        let expected: Vec<_> = every
            .iter()
            .filter(|holder| is_so(holder))
            .cloned()
            .collect();
        assert_eq!(filtered, expected, "{source:?}, with all their sources");
    }
    let target = &every[7];
    let word = target.name.split(' ').next_back().unwrap().to_uppercase();
    let found = all(
        &scene,
        e3,
        HolderQuery {
            search: word,
            ..HolderQuery::default()
        },
    )
    .await;
    assert!(ids(&found).contains(&target.id) && found.len() < 10);
    let none = all(
        &scene,
        e3,
        HolderQuery {
            search: "a zzzz".into(),
            ..HolderQuery::default()
        },
    )
    .await;
    assert!(none.is_empty());
}

#[tokio::test]
async fn a_cursor_that_is_none_is_refused() {
    let scene = Scene::demo().await;
    let e3 = product(&scene, "SPE_E3").await;
    for bad in [
        "",
        "x",
        "' or 1=1 --",
        &"9".repeat(9_999),
        &format!("{}ff", "0".repeat(32)),
    ] {
        let query = HolderQuery {
            after: Some(bad.to_owned()),
            ..HolderQuery::default()
        };
        assert!(
            matches!(
                scene.store.holders(&scene.asker, e3, &query).await,
                Err(Error::Input(_))
            ),
            "{bad}"
        );
        assert!(
            matches!(
                scene.store.users(&scene.asker, "", Some(bad)).await,
                Err(Error::Input(_))
            ),
            "{bad}"
        );
    }
}

#[tokio::test]
async fn the_list_of_users_is_complete_and_searched() {
    let scene = Scene::demo().await;
    let (mut rows, mut after) = (Vec::new(), None::<String>);
    loop {
        let page = scene
            .store
            .users(&scene.asker, "", after.as_deref())
            .await
            .unwrap();
        rows.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(rows.len(), 200);
    assert_eq!(
        rows.iter()
            .map(|user| user.id)
            .collect::<BTreeSet<_>>()
            .len(),
        200
    );
    let found = scene
        .store
        .users(&scene.asker, "dabrowska", None)
        .await
        .unwrap();
    assert_eq!(&*found.rows[0].name, "Agnieszka Dąbrowska");
}

/// Everybody whom the list of users finds.
async fn searched(scene: &Scene, search: &str) -> BTreeSet<UserId> {
    let (mut found, mut after) = (BTreeSet::new(), None::<String>);
    loop {
        let page = scene
            .store
            .users(&scene.asker, search, after.as_deref())
            .await
            .unwrap();
        found.extend(page.rows.iter().map(|user| user.id));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

#[tokio::test]
async fn several_words_find_whom_each_of_them_finds_by_whatever_way() {
    let scene = Scene::empty().await;
    let mut csv = String::from("Username,Display Name\n");
    for index in 0..8_000 {
        let word = |every: i32, word: &'static str| if index % 4 == every { "" } else { word };
        let (beta, carl) = (word(0, "Beta"), word(1, "Carl"));
        let rare = if index % 500 == 2 { "Rare" } else { "" };
        csv += &format!("u{index}@x.example,Alpha{index} {beta} {carl} {rare}\n");
    }
    scene
        .store
        .import_users(&scene.asker, csv.as_bytes())
        .await
        .unwrap();
    for (search, count) in [
        ("alpha", 8_000),
        ("a b", 6_000),
        ("a b c", 4_000),
        ("carl BETA", 4_000),
        ("a b c rar", 16),
        ("alpha7 beta", 834),
        ("a b c zz", 0),
    ] {
        let mut each = search.split(' ');
        let mut expected = searched(&scene, each.next().unwrap()).await;
        for word in each {
            let found = searched(&scene, word).await;
            expected.retain(|user| found.contains(user));
        }
        assert_eq!(expected.len(), count, "{search}");
        assert_eq!(searched(&scene, search).await, expected, "{search}");
    }
}

#[tokio::test]
async fn one_holder_is_found_and_one_who_holds_nothing_is_missing() {
    let scene = Scene::demo().await;
    let (e3, visio) = (
        product(&scene, "SPE_E3").await,
        product(&scene, "VISIOCLIENT").await,
    );
    let every = all(&scene, e3, HolderQuery::default()).await;
    let one = scene
        .store
        .holder(&scene.asker, e3, every[3].id)
        .await
        .unwrap();
    assert_eq!(one, every[3]);
    let visio_holders = all(&scene, visio, HolderQuery::default()).await;
    let other = every
        .iter()
        .find(|holder| visio_holders.iter().all(|other| other.id != holder.id))
        .unwrap();
    let missing = scene.store.holder(&scene.asker, visio, other.id).await;
    assert!(matches!(missing, Err(Error::Missing(_))));
}

#[tokio::test]
async fn services_are_found_by_code_or_id_and_an_unknown_one_is_named() {
    let scene = Scene::demo().await;
    let e3 = product(&scene, "ENTERPRISEPACK").await;
    let find = |codes: &[&str]| {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        let scene = &scene;
        async move { scene.store.find_services(&scene.asker, e3, &codes).await }
    };
    let found = find(&["sway", "a23b959c-7ce8-4e57-9140-b90eb88a9e97", " TEAMS1 "])
        .await
        .unwrap();
    assert_eq!(found.len(), 2);
    let Err(Error::Missing(why)) = find(&["SWAY", "NOPE"]).await else {
        panic!()
    };
    assert!(
        why.to_string()
            .starts_with("Office 365 E3 has no service \"NOPE\". Its services are "),
        "{why}"
    );
}

#[tokio::test]
async fn what_does_not_exist_is_missing() {
    let scene = Scene::demo().await;
    let nothing = ProductId(Uuid::from_u128(9));
    assert!(matches!(
        scene.store.product_page(&scene.asker, nothing).await,
        Err(Error::Missing(_))
    ));
    assert!(matches!(
        scene.store.find_product(&scene.asker, "NOPE").await,
        Err(Error::Missing(_))
    ));
    assert!(
        scene
            .store
            .product_groups(&scene.asker, nothing)
            .await
            .unwrap()
            .is_empty()
    );
    let holders = scene
        .store
        .holders(&scene.asker, nothing, &HolderQuery::default())
        .await
        .unwrap();
    assert!(holders.rows.is_empty() && holders.next.is_none());
}

#[tokio::test]
async fn nobody_without_an_admin_role_reads() {
    let scene = Scene::demo().await;
    let e3 = product(&scene, "SPE_E3").await;
    let user = UserId(Uuid::from_u128(1));
    let actor = Actor {
        name: "Nobody".into(),
        roles: vec![],
    };
    let asker = Asker {
        actor,
        ..scene.asker.clone()
    };
    let store = &scene.store;
    let query = HolderQuery::default();
    let answers = [
        store.products(&asker).await.err(),
        store.find_product(&asker, "SPE_E3").await.err(),
        store.find_services(&asker, e3, &[]).await.err(),
        store.product_page(&asker, e3).await.err(),
        store.holders(&asker, e3, &query).await.err(),
        store.holder(&asker, e3, user).await.err(),
        store.product_groups(&asker, e3).await.err(),
        store.find_users(&asker, "a", None).await.err(),
        store.resolve_users(&asker, &[], None).await.err(),
        store.users_by_id(&asker, &[], None).await.err(),
        store.users(&asker, "", None).await.err(),
    ];
    for (index, answer) in answers.into_iter().enumerate() {
        assert!(matches!(answer, Some(Error::NotAllowed(_))), "{index}");
    }
}
