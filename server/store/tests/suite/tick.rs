//! What the clock does, as it moves on.

use crate::scene::{NOW, Scene};
use domain::{
    Action, Attention, Order, Services, Subscription, SubscriptionQuery, SubscriptionState,
    calendar::DAY,
};
use std::sync::atomic::Ordering;
use store::Error;

impl Scene {
    fn days_later(&self, days: i64) {
        self.now.store(NOW + days * DAY, Ordering::Relaxed);
    }

    /// How many subscriptions the clock acts on.
    async fn tick(&self) -> usize {
        let done = self.store.tick(self.organization()).await.unwrap();
        done.subscriptions
    }

    async fn subscriptions_of(&self, part: &str) -> Vec<Subscription> {
        let product = self.product(part).await;
        let query = SubscriptionQuery::default();
        let list = self.store.subscriptions(&self.asker, &query).await.unwrap();
        let rows = list.rows.into_iter();
        let own = rows.filter(|row| row.product.id == product);
        own.map(|row| row.subscription).collect()
    }

    async fn states(&self, part: &str) -> Vec<SubscriptionState> {
        let all = self.subscriptions_of(part).await;
        all.iter().map(|one| one.state).collect()
    }
}

#[tokio::test]
async fn a_lapsed_subscription_is_disabled_then_deleted_and_its_assignments_end() {
    let scene = Scene::demo().await;
    let product = scene.product("O365_BUSINESS_PREMIUM").await;
    let before = scene.seats(product).await;
    assert_eq!((before.assignable, before.assigned), (5, 3));
    // Its term ended nine days before the demo's day.
    scene.days_later(22);
    scene.tick().await;
    assert_eq!(
        scene.states("O365_BUSINESS_PREMIUM").await,
        [SubscriptionState::Disabled]
    );
    let seats = scene.seats(product).await;
    assert_eq!((seats.assignable, seats.assigned), (0, 3));
    scene.assert_sound().await;
    scene.days_later(112);
    scene.tick().await;
    assert_eq!(
        scene.states("O365_BUSINESS_PREMIUM").await,
        [SubscriptionState::Deleted]
    );
    let seats = scene.seats(product).await;
    assert_eq!((seats.assignable, seats.assigned), (0, 0));
    scene.assert_sound().await;
}

#[tokio::test]
async fn an_expired_one_is_still_assigned_a_disabled_one_not() {
    let scene = Scene::demo().await;
    let product = scene.product("O365_BUSINESS_PREMIUM").await;
    let user = scene.users(&["dario"]).await;
    let order = Order::assign(product, Services::none(), user);
    let needs = order.needs();
    let facts = scene.store.facts(&scene.asker, &needs).await.unwrap();
    let refused = domain::decide(&scene.asker.actor, &order, &facts);
    let codes = |refused: Result<domain::Plan, domain::Refusal>| {
        let problems = refused.map_or_else(|refusal| refusal.problems, |_| Vec::new());
        let codes: Vec<_> = problems.iter().map(|one| one.cause.code()).collect();
        codes
    };
    assert!(!codes(refused).contains(&"no-seats"), "in grace");
    scene.days_later(22);
    scene.tick().await;
    let facts = scene.store.facts(&scene.asker, &needs).await.unwrap();
    let refused = domain::decide(&scene.asker.actor, &order, &facts);
    assert!(codes(refused).contains(&"no-seats"));
}

#[tokio::test]
async fn what_is_renewed_goes_on_and_a_trial_lapses() {
    let scene = Scene::demo().await;
    scene.days_later(60);
    assert!(scene.tick().await >= 2);
    let intune = &scene.subscriptions_of("INTUNE_A").await[0];
    assert_eq!(intune.state, SubscriptionState::Active);
    assert!(intune.term.ends > Some(NOW + 60 * DAY));
    let trial = &scene.subscriptions_of("AAD_PREMIUM").await[0];
    assert_eq!(trial.state, SubscriptionState::Expired);
    let product = scene.product("AAD_PREMIUM").await;
    let page = scene
        .store
        .product_page(&scene.asker, product)
        .await
        .unwrap();
    assert_eq!(page.row.attention, [Attention::Expired]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn whoever_can_not_be_purged_keeps_no_subscription_from_its_time() {
    let scene = Scene::demo().await;
    let elif = scene.users(&["elif"]).await;
    scene.act(Action::DeleteUser, &elif).await;
    let mut raw = scene.raw().await;
    raw.run("update deleted_person set licenses = '[1]'").await;
    scene.days_later(60);
    let failed = scene.store.tick(scene.organization()).await;
    assert!(matches!(failed, Err(Error::Inconsistent(_))), "{failed:?}");
    let trial = &scene.subscriptions_of("AAD_PREMIUM").await[0];
    assert_eq!(trial.state, SubscriptionState::Expired);
}

#[tokio::test]
async fn it_does_nothing_twice() {
    let scene = Scene::demo().await;
    scene.days_later(300);
    assert!(scene.tick().await > 5);
    let entries = scene.store.verify(&scene.asker).await.unwrap().entries;
    assert_eq!(scene.tick().await, 0);
    assert_eq!(
        scene.store.verify(&scene.asker).await.unwrap().entries,
        entries
    );
}

#[tokio::test]
async fn several_processes_tick_at_once_and_each_thing_is_done_once() {
    let scene = Scene::demo().await;
    scene.days_later(2_000);
    let mut ticks = Vec::new();
    for _ in 0..4 {
        let store = scene.another_server().await;
        let organization = scene.organization();
        ticks.push(tokio::spawn(async move {
            store.tick(organization).await.unwrap().subscriptions
        }));
    }
    let mut done = 0;
    for tick in ticks {
        done += tick.await.unwrap();
    }
    let found = scene.store.verify(&scene.asker).await.unwrap();
    assert_eq!(found.wrong, Vec::<String>::new());
    assert_eq!(done as u64, found.entries);
    assert_eq!(scene.tick().await, 0);
}
