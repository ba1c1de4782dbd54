//! Home: recent changes, and the history of seats, which is what the ledger tells, day by day.

use crate::scene::{NOW, Scene};
use domain::*;
use std::sync::atomic::Ordering;
use store::Terms;

const DAY: i64 = 86_400;

fn counts(trend: &Trend) -> Vec<(i64, u64, u64)> {
    let point = |one: &TrendPoint| (one.day - NOW / DAY, one.assignable, one.assigned);
    trend.points.iter().map(point).collect()
}

async fn trend(scene: &Scene, product: Option<ProductId>, range: Range) -> Trend {
    let home = scene.store.home(&scene.asker, product, range).await;
    home.unwrap().trend
}

#[tokio::test]
async fn the_history_is_what_the_ledger_tells() {
    let (scene, product, users) = Scene::crowd(6, 4).await;
    for (day, whom) in [(1, &users[..2]), (1, &users[2..3]), (20, &users[3..4])] {
        scene.now.store(NOW + day * DAY, Ordering::Relaxed);
        let order = Order::assign(product, Services::none(), whom.to_vec());
        scene.order(&order).await.unwrap();
    }
    scene.now.store(NOW + 25 * DAY, Ordering::Relaxed);
    scene.order(&Order::buy_seats(product, 5)).await.unwrap();
    let order = Order::unassign(product, users[..3].to_vec());
    scene.order(&order).await.unwrap();
    scene.now.store(NOW + 29 * DAY, Ordering::Relaxed);
    let found = counts(&trend(&scene, Some(product), Range::Month).await);
    assert_eq!(
        (found.len(), found[0], found[1]),
        (31, (-1, 0, 0), (0, 4, 0))
    );
    assert_eq!(
        found[2..21],
        (1..20).map(|day| (day, 4, 3)).collect::<Vec<_>>()
    );
    assert_eq!(
        found[21..26],
        (20..25).map(|day| (day, 4, 4)).collect::<Vec<_>>()
    );
    assert_eq!(
        found[26..],
        (25..30).map(|day| (day, 9, 1)).collect::<Vec<_>>()
    );
    assert_eq!(counts(&trend(&scene, None, Range::Month).await), found);
    recounted(&scene, product, &found).await;
}

/// Each day of the history is the sum of what the ledger says was moved until then.
async fn recounted(scene: &Scene, product: ProductId, found: &[(i64, u64, u64)]) {
    let mut conn = scene.raw().await;
    let entries: Vec<(i64, String)> = conn
        .rows("select at, changes from ledger order by entry")
        .await;
    let assignable =
        |one: Option<Box<Subscription>>| i64::from(one.map_or(0, |one| one.assignable()));
    let moved = |change: Change| match change {
        Change::SeatsMoved { product: of, by } if of == product => (0, by),
        Change::SubscriptionSet {
            product: of,
            before,
            after,
        } if of == product => (assignable(after) - assignable(before), 0),
        _ => (0, 0),
    };
    let moves: Vec<(i64, (i64, i64))> = entries
        .iter()
        .flat_map(|(at, changes)| {
            let changes: Vec<Change> = serde_json::from_str(changes).unwrap();
            changes
                .into_iter()
                .map(move |change| (at / DAY - NOW / DAY, moved(change)))
        })
        .collect();
    for (day, assignable, assigned) in found {
        let until = moves.iter().filter(|(on, _)| on <= day);
        let sum = until.fold((0, 0), |sum, (_, by)| (sum.0 + by.0, sum.1 + by.1));
        assert_eq!((*assignable as i64, *assigned as i64), sum, "day {day}");
    }
}

#[tokio::test]
async fn the_demo_has_a_history_that_ends_with_its_counters() {
    let scene = Scene::demo().await;
    let products = scene.store.products(&scene.asker).await.unwrap();
    for product in &products {
        let trend = trend(&scene, Some(product.id), Range::Year).await;
        let last = trend.points.last().unwrap();
        let seats = (
            u64::from(product.seats.assignable),
            u64::from(product.seats.assigned),
        );
        assert_eq!(
            (last.day, last.assignable, last.assigned),
            (NOW / DAY, seats.0, seats.1)
        );
        let grown = trend
            .points
            .windows(2)
            .all(|two| two[0].assigned <= two[1].assigned);
        assert!(grown, "{}: nobody knows of those who lost it", product.name);
    }
    let all = trend(&scene, None, Range::Year).await;
    assert_eq!(all.points.len(), 53);
    assert!(all.points[0].assigned < all.points[52].assigned);
    let sum: u64 = products
        .iter()
        .map(|product| u64::from(product.seats.assigned))
        .sum();
    assert_eq!(all.points[52].assigned, sum);
}

#[tokio::test]
async fn an_organization_without_products_has_an_empty_home() {
    let scene = Scene::empty().await;
    let home = scene.store.home(&scene.asker, None, Range::Quarter).await;
    let home = home.unwrap();
    assert!(home.products.is_empty() && home.recent.is_empty());
    assert_eq!(home.standing, Some(Vec::new()));
    assert!(home.trend.points.is_empty());
}

#[tokio::test]
async fn the_last_changes_are_told_with_what_they_are_about() {
    let scene = Scene::demo().await;
    let (visio, greta) = (
        scene.product("VISIOCLIENT").await,
        scene.users(&["elif"]).await,
    );
    let both = scene.users(&["bao", "juma"]).await;
    scene
        .order(&Order::assign(visio, Services::none(), greta.clone()))
        .await
        .unwrap();
    scene
        .order(&Order::configure(Setting::LowStock(Threshold::Seats(3))))
        .await
        .unwrap();
    let many = Order::assign(visio, Services::none(), both).with_policy(Policy::EveryoneWhoCan);
    scene.order(&many).await.unwrap();
    let matching = Matching {
        query: UserQuery::default(),
        actions: vec![Action::BuySeats {
            product: visio,
            seats: 2,
        }],
        policy: Policy::AllOrNothing,
    };
    let seal = scene
        .store
        .summary(&scene.asker, &matching)
        .await
        .unwrap()
        .seal;
    let done = scene
        .store
        .carry_out_matching(&scene.asker, &matching, &seal, None);
    done.await.unwrap();
    let recent = scene
        .store
        .home(&scene.asker, None, Range::Month)
        .await
        .unwrap()
        .recent;
    let told: Vec<_> = recent
        .iter()
        .map(|change| {
            (
                change.entry,
                change.user.as_ref().map(|user| &*user.name),
                change.products.len(),
                change.settings,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (4, None, 1, false),
            (3, None, 1, false),
            (2, None, 0, true),
            (1, Some("Elif Demir"), 1, false),
        ]
    );
    assert_eq!(recent[2].line, "Stock is low at 3 seats left.");
    assert_eq!(&*recent[0].actor, "Operator (command line)");
}

#[tokio::test]
async fn no_more_than_the_last_eight_are_told() {
    let (scene, product, _) = Scene::crowd(1, 1).await;
    for key in 0..9 {
        let terms = Terms {
            key: Some(&key.to_string()),
            shown: None,
        };
        let order = Order::buy_seats(product, 1);
        scene
            .store
            .carry_out(&scene.asker, &order, terms)
            .await
            .unwrap();
    }
    let recent = scene
        .store
        .home(&scene.asker, None, Range::Month)
        .await
        .unwrap()
        .recent;
    let entries: Vec<_> = recent.iter().map(|change| change.entry).collect();
    assert_eq!(entries, [12, 11, 10, 9, 8, 7, 6, 5]);
}
