//! The list of active users, the views saved of it, and orders for all whom it finds.

use crate::scene::Scene;
use domain::{
    Action, Choice, Location, Matches, Matching, Named, Policy, ProductId, SavedView, Services,
    UserColumn, UserFilter, UserKind, UserQuery, UserRow, UserSort,
};
use std::collections::BTreeSet;
use store::{Asker, Error};

/// Every page of the list.
pub(crate) async fn all(scene: &Scene, query: &UserQuery) -> Vec<UserRow> {
    let (mut query, mut rows) = (query.clone(), Vec::new());
    loop {
        let page = scene.store.active_users(&scene.asker, &query).await;
        let page = page.unwrap();
        assert!(page.rows.len() <= 50);
        rows.extend(page.rows);
        query.after = page.next;
        if query.after.is_none() {
            return rows;
        }
    }
}

pub(crate) fn filtered(filter: UserFilter) -> UserQuery {
    UserQuery {
        filter,
        ..UserQuery::default()
    }
}

#[tokio::test]
async fn everybody_is_listed_once_in_each_order() {
    let scene = Scene::demo().await;
    let by_name = all(&scene, &UserQuery::default()).await;
    let ids: BTreeSet<_> = by_name.iter().map(|user| user.id).collect();
    assert_eq!(ids.len(), by_name.len());
    assert!(by_name.len() > 150);
    for (up, down) in [
        (UserSort::Name, UserSort::NameDescending),
        (UserSort::Username, UserSort::UsernameDescending),
    ] {
        let sorted = async |sort| {
            let query = UserQuery {
                sort,
                ..UserQuery::default()
            };
            let rows = all(&scene, &query).await;
            rows.iter().map(|user| user.id).collect::<Vec<_>>()
        };
        let (up, mut down) = (sorted(up).await, sorted(down).await);
        down.reverse();
        assert_eq!(up, down);
        assert_eq!(up.iter().copied().collect::<BTreeSet<_>>(), ids);
    }
}

#[tokio::test]
async fn every_filter_finds_whom_it_says_in_every_order() {
    let scene = Scene::demo().await;
    let everybody = all(&scene, &UserQuery::default()).await;
    type Is = fn(&UserRow) -> bool;
    let filters: [(UserFilter, Is); 5] = [
        (UserFilter::Licensed, |user| !user.licenses.is_empty()),
        (UserFilter::Unlicensed, |user| user.licenses.is_empty()),
        (UserFilter::Guests, |user| user.kind == UserKind::Guest),
        (UserFilter::Allowed, |user| user.enabled),
        (UserFilter::Blocked, |user| !user.enabled),
    ];
    let place = Location::new("DE");
    let e3 = scene.product("SPE_E3").await;
    let name = "Microsoft 365 E3";
    for (filter, is) in filters {
        let wanted: BTreeSet<_> = everybody.iter().filter(|user| is(user)).collect_ids();
        assert!(!wanted.is_empty(), "{filter:?}");
        for sort in UserSort::ALL {
            for (location, product) in [(None, None), (place, None), (None, Some(e3))] {
                let query = UserQuery {
                    filter,
                    sort: *sort,
                    location,
                    product,
                    ..UserQuery::default()
                };
                let found = all(&scene, &query).await.iter().collect_ids();
                let also = everybody.iter().filter(|user| {
                    let here = location.is_none() || user.location == location;
                    let holds = product.is_none() || user.licenses.iter().any(|one| **one == *name);
                    is(user) && here && holds
                });
                assert_eq!(found, also.collect_ids(), "{query:?}");
            }
        }
    }
}

pub(crate) trait Ids {
    fn collect_ids(self) -> BTreeSet<domain::UserId>;
}

impl<'u, I: Iterator<Item = &'u UserRow>> Ids for I {
    fn collect_ids(self) -> BTreeSet<domain::UserId> {
        self.map(|user| user.id).collect()
    }
}

#[tokio::test]
async fn all_who_match_are_counted_from_whatever_page() {
    let (scene, _, users) = Scene::crowd(70, 1).await;
    let count = async |query: &UserQuery| scene.store.count_users(&scene.asker, query).await;
    let mut query = filtered(UserFilter::Unlicensed);
    let page = scene.store.active_users(&scene.asker, &query).await;
    query.after = page.unwrap().next;
    assert!(query.after.is_some());
    let counted = count(&query).await.unwrap();
    assert_eq!(counted, Matches::Exactly(users.len()));
    query.search = "user000007".into();
    assert_eq!(count(&query).await.unwrap(), Matches::Exactly(1));
    let nobody = filtered(UserFilter::Admins);
    assert_eq!(count(&nobody).await.unwrap(), Matches::Exactly(0));
    let stranger = scene.asker_with(&[]);
    let refused = scene.store.count_users(&stranger, &query).await;
    assert!(matches!(refused, Err(Error::NotAllowed(_))), "{refused:?}");
}

#[tokio::test]
async fn words_narrow_any_filter() {
    let scene = Scene::demo().await;
    for sort in UserSort::ALL {
        let query = UserQuery {
            search: "ida".into(),
            sort: *sort,
            filter: UserFilter::Licensed,
            ..UserQuery::default()
        };
        let found = all(&scene, &query).await;
        assert!(
            found.iter().any(|user| &*user.name == "Ida Marsh"),
            "{found:?}"
        );
        assert!(found.len() < 20, "{}", found.len());
    }
}

#[tokio::test]
async fn the_page_names_products_and_the_places_in_use() {
    let scene = Scene::demo().await;
    let everybody = all(&scene, &UserQuery::default()).await;
    let query = UserQuery::default();
    let list = scene.store.user_list(&scene.asker, &query).await.unwrap();
    let places: BTreeSet<_> = everybody.iter().filter_map(|user| user.location).collect();
    assert_eq!(list.locations, places.into_iter().collect::<Vec<_>>());
    let owned = scene.store.products(&scene.asker).await.unwrap();
    let ids = |products: &[Named<ProductId>]| products.iter().map(|one| one.id).collect::<Vec<_>>();
    let owned: Vec<_> = owned.iter().map(|one| one.id).collect();
    assert_eq!(
        ids(&list.products),
        owned,
        "those of the Licenses page, in its order"
    );
}

#[tokio::test]
async fn everybody_saves_views_of_their_own_and_fifty_at_most() {
    let scene = Scene::demo().await;
    let users = scene.users(&["ida", "nina"]).await;
    let as_user = |user| Asker {
        user: Some(user),
        ..scene.asker.clone()
    };
    let (ida, nina) = (as_user(users[0]), as_user(users[1]));
    let view = |name: &str| SavedView {
        name: name.into(),
        query: filtered(UserFilter::Guests),
        columns: vec![UserColumn::City],
    };
    let views = async |asker: &Asker| {
        let list = scene.store.user_list(asker, &UserQuery::default()).await;
        list.unwrap().views
    };
    scene
        .store
        .save_view(&ida, &view(" Guests "))
        .await
        .unwrap();
    assert_eq!(views(&ida).await, [view("Guests")]);
    assert_eq!(views(&nina).await, []);
    for number in 1..50 {
        let name = format!("View {number}");
        scene.store.save_view(&ida, &view(&name)).await.unwrap();
    }
    let one_more = scene.store.save_view(&ida, &view("One more")).await;
    assert!(matches!(one_more, Err(Error::Input(_))), "{one_more:?}");
    scene.store.save_view(&ida, &view("Guests")).await.unwrap();
    scene.store.delete_view(&ida, "Guests").await.unwrap();
    scene
        .store
        .save_view(&ida, &view("One more"))
        .await
        .unwrap();
    assert_eq!(views(&ida).await.len(), 50);
    for bad in ["", "  ", "a\nb", &"x".repeat(61)] {
        let saved = scene.store.save_view(&nina, &view(bad)).await;
        assert!(matches!(saved, Err(Error::Input(_))), "{bad:?}");
    }
}

fn assigning(product: ProductId, filter: UserFilter) -> Matching {
    Matching {
        query: filtered(filter),
        actions: vec![Action::Assign(vec![Choice {
            product,
            off: Services::none(),
        }])],
        policy: Policy::AllOrNothing,
    }
}

#[tokio::test]
async fn an_order_for_all_who_match_does_what_was_shown_once() {
    let (scene, product, users) = Scene::crowd(300, 400).await;
    let mut unlicensed = assigning(product, UserFilter::Unlicensed);
    let shown = scene
        .store
        .summary(&scene.asker, &unlicensed)
        .await
        .unwrap();
    assert!(shown.accepted);
    assert_eq!((shown.users, shown.changed_users), (users.len(), 300));
    assert_eq!(shown.effects.len(), 1, "numbers, not people");
    let give = async |matching: &Matching, key: &str| {
        let given = scene
            .store
            .carry_out_matching(&scene.asker, matching, &shown.seal, Some(key));
        given.await
    };
    let receipt = give(&unlicensed, "key").await.unwrap();
    assert_eq!(receipt.changed_users, 300);
    // Nobody is unlicensed any more; the key says that it is the same order.
    assert_eq!(give(&unlicensed, "key").await.unwrap(), receipt);
    unlicensed.query.filter = UserFilter::All;
    let other = give(&unlicensed, "key").await;
    assert!(matches!(other, Err(Error::KeyReused(_))), "{other:?}");
}

#[tokio::test]
async fn if_somebody_else_matches_by_then_nothing_is_done() {
    let (scene, product, users) = Scene::crowd(30, 40).await;
    let unlicensed = assigning(product, UserFilter::Unlicensed);
    let shown = scene
        .store
        .summary(&scene.asker, &unlicensed)
        .await
        .unwrap();
    let one = domain::Order::assign(product, Services::none(), [users[3]]);
    scene.order(&one).await.unwrap();
    let given = scene
        .store
        .carry_out_matching(&scene.asker, &unlicensed, &shown.seal, None);
    let given = given.await;
    assert!(matches!(given, Err(Error::Changed(_))), "{given:?}");
    assert_eq!(scene.seats(product).await.assigned, 1);
}

#[tokio::test]
async fn too_few_seats_for_all_who_match_are_counted_and_can_be_bought_with_it() {
    let (scene, product, _) = Scene::crowd(30, 25).await;
    let mut matching = assigning(product, UserFilter::All);
    let short = scene.store.summary(&scene.asker, &matching).await.unwrap();
    assert!(!short.accepted);
    assert_eq!(short.who_can, 25);
    let missing: Vec<_> = short.missing_seats().map(|(_, seats)| seats).collect();
    assert_eq!(missing, [5]);
    let mut some = matching.clone();
    some.policy = Policy::EveryoneWhoCan;
    let some = scene.store.summary(&scene.asker, &some).await.unwrap();
    assert_eq!((some.accepted, some.changed_users), (true, 25));
    assert_eq!(some.problems[0].1, 5, "who is left out");
    matching
        .actions
        .insert(0, Action::BuySeats { product, seats: 5 });
    let enough = scene.store.summary(&scene.asker, &matching).await.unwrap();
    assert_eq!((enough.accepted, enough.changed_users), (true, 30));
}

#[tokio::test]
async fn of_all_who_match_those_without_a_location_get_one_in_the_same_order() {
    let (scene, product, _) = Scene::crowd(3, 10).await;
    let more = "User Name,Display Name,Usage Location\nnowhere@northlight.example,Somebody,\n";
    let imported = scene.store.import_users(&scene.asker, more.as_bytes());
    imported.await.unwrap();
    let mut matching = assigning(product, UserFilter::Unlicensed);
    let stuck = scene.store.summary(&scene.asker, &matching).await.unwrap();
    assert_eq!((stuck.accepted, stuck.who_can), (false, 3));
    let to = Location::new("AT").unwrap();
    let relocate = Action::Relocate { from: None, to };
    matching.actions.insert(0, relocate);
    let shown = scene.store.summary(&scene.asker, &matching).await.unwrap();
    assert_eq!((shown.accepted, shown.changed_users), (true, 4));
    let given = scene
        .store
        .carry_out_matching(&scene.asker, &matching, &shown.seal, None);
    assert_eq!(given.await.unwrap().changed_users, 4);
    let there = UserQuery {
        location: Some(to),
        ..UserQuery::default()
    };
    let there = all(&scene, &there).await;
    let there: Vec<&str> = there.iter().map(|user| &*user.username).collect();
    assert_eq!(there, ["nowhere@northlight.example"]);
}

#[tokio::test]
async fn the_export_has_everybody_whom_the_filter_finds() {
    let scene = Scene::demo().await;
    let query = filtered(UserFilter::Guests);
    let guests = all(&scene, &query).await.len();
    let export = scene.store.export_users(&scene.asker, &query).await;
    let mut export = export.unwrap();
    let mut csv = String::new();
    while let Some(part) = export.next().await.unwrap() {
        csv += &part;
    }
    assert_eq!(csv.lines().count(), 1 + guests);
    assert!(csv.starts_with("\u{feff}Display name,Username,Mail,"));
}
