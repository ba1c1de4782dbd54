//! Subscriptions: what is done with them is written whole or not at all, and the counters move with them.

use crate::scene::{NOW, Scene};
use domain::{
    Action, Attention, Change, Deed, Order, Purchase, Role, Shown, Subscription, SubscriptionId,
    SubscriptionItem, SubscriptionQuery, SubscriptionState, Takeover, TermLength, calendar::DAY,
};
use std::sync::atomic::Ordering;
use store::Error;

impl Scene {
    async fn rows(&self, shown: Shown) -> Vec<SubscriptionItem> {
        let query = SubscriptionQuery {
            shown,
            ..SubscriptionQuery::default()
        };
        let list = self.store.subscriptions(&self.asker, &query).await.unwrap();
        list.rows
    }

    /// The first subscription of a product that is listed under a filter.
    async fn one(&self, part: &str, shown: Shown) -> SubscriptionItem {
        let product = self.product(part).await;
        let rows = self.rows(shown).await;
        rows.into_iter()
            .find(|row| row.product.id == product)
            .unwrap()
    }

    async fn again(&self, id: SubscriptionId) -> Subscription {
        let page = self.store.subscription_page(&self.asker, id).await.unwrap();
        page.item.subscription
    }
}

fn manage(item: &SubscriptionItem, deed: Deed) -> Order {
    Order::manage(item.product.id, item.subscription.id, deed)
}

#[tokio::test]
async fn licenses_shows_the_sum_and_your_products_the_rows_of_the_same_data() {
    let scene = Scene::demo().await;
    let products = scene.store.products(&scene.asker).await.unwrap();
    let rows = scene.rows(Shown::All).await;
    for product in &products {
        let there = rows.iter().filter(|row| row.subscription.exists());
        let own: Vec<_> = there.filter(|row| row.product.id == product.id).collect();
        let seats: u32 = own.iter().map(|row| row.subscription.assignable()).sum();
        assert_eq!(seats, product.seats.assignable, "{}", product.name);
        assert_eq!(own.len(), product.subscriptions as usize);
        assert!(own.iter().all(|row| row.seats == product.seats));
    }
    let e1 = rows.iter().filter(|row| &*row.slug == "STANDARDPACK");
    let seats: Vec<u32> = e1.map(|row| row.subscription.seats).collect();
    assert_eq!(seats, [5, 8], "which the Licenses page shows as 13");
}

#[tokio::test]
async fn a_deleted_subscription_is_listed_after_all_others() {
    let scene = Scene::demo().await;
    let rows = scene.rows(Shown::All).await;
    let at = rows.iter().position(|row| !row.subscription.exists());
    let (there, deleted) = rows.split_at(at.unwrap());
    assert!(there.iter().all(|row| row.subscription.exists()));
    let deleted: Vec<_> = deleted.iter().map(|row| &*row.slug).collect();
    assert_eq!(deleted, ["PROJECT_P1"]);
}

#[tokio::test]
async fn every_case_is_in_the_demo_and_found_by_its_filter() {
    let scene = Scene::demo().await;
    for shown in Shown::ALL {
        let rows = scene.rows(shown).await;
        assert!(!rows.is_empty(), "{shown:?}");
        assert!(rows.iter().all(|row| shown.shows(&row.subscription)));
    }
    let query = SubscriptionQuery {
        search: "VISIO".into(),
        ..SubscriptionQuery::default()
    };
    let list = scene.store.subscriptions(&scene.asker, &query).await;
    let list = list.unwrap();
    assert_eq!(list.rows.len(), 2);
    assert!(list.all > 30, "{}", list.all);
    let own = scene.one("VISIO_PLAN1_DEPT", Shown::SelfService).await;
    assert_eq!(own.purchaser.as_deref(), Some("Dario Conti"));
    assert_eq!(own.users, 3);
    let perpetual = scene.one("ACCESS2024", Shown::Partner).await;
    assert!(perpetual.assigned_from_licenses_only());
    let done = scene.store.tick(scene.organization()).await.unwrap();
    assert_eq!(done.subscriptions, 0, "nothing of it is due yet");
}

#[tokio::test]
async fn only_a_global_admin_sees_what_a_partner_bought() {
    let scene = Scene::demo().await;
    let partners = scene.one("ENTERPRISEPACK", Shown::Partner).await;
    let e3 = scene.product("SPE_E3").await;
    let all = scene.store.product_page(&scene.asker, e3).await.unwrap();
    assert_eq!(all.subscriptions.len(), 2);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Global) {
        let asker = scene.asker_with(&[role]);
        let query = SubscriptionQuery::default();
        let seen = scene.store.subscriptions(&asker, &query).await.unwrap();
        let is_partner = |row: &SubscriptionItem| Shown::Partner.shows(&row.subscription);
        assert!(!seen.rows.iter().any(is_partner), "{role:?}");
        let id = partners.subscription.id;
        let page = scene.store.subscription_page(&asker, id).await;
        assert!(matches!(page, Err(Error::Missing(_))));
        let page = scene.store.product_page(&asker, e3).await.unwrap();
        assert_eq!(page.subscriptions.len(), 1);
        assert_eq!(page.row.seats, all.row.seats, "the sum is no secret");
        let needs = Order::manage(e3, id, Deed::Cancel).needs();
        let facts = scene.store.facts(&asker, &needs).await.unwrap();
        let hidden = facts.products[&e3].subscriptions.iter();
        let mut hidden = hidden.filter(|one| Shown::Partner.shows(one));
        assert!(hidden.all(|one| one.seats == 0 && one.term.ends.is_none()));
    }
}

#[tokio::test]
async fn a_new_subscription_is_bought_with_its_term() {
    let scene = Scene::demo().await;
    let product = scene.product("VISIOCLIENT").await;
    let before = scene.seats(product).await;
    let purchase = Purchase {
        length: TermLength::Monthly,
        recurring: false,
        ..Purchase::usual(product, 4)
    };
    let order = Order::new(Action::Subscribe(purchase), []);
    let receipt = scene.order(&order).await.unwrap();
    assert_eq!(
        receipt.line,
        "4 seats of Visio Plan 2 bought; 9 of 14 seats left."
    );
    assert_eq!(scene.seats(product).await.assignable, before.assignable + 4);
    let rows = scene.rows(Shown::Active).await;
    let new = rows
        .iter()
        .find(|row| row.subscription.seats == 4 && row.product.id == product);
    let term = new.unwrap().subscription.term;
    assert_eq!((term.since, term.ends), (NOW, TermLength::Monthly.end(NOW)));
    assert!(!term.recurring);
    scene.assert_sound().await;
}

#[tokio::test]
async fn a_term_in_the_past_is_refused_and_nothing_half_done() {
    let scene = Scene::demo().await;
    let product = scene.product("VISIOCLIENT").await;
    let purchase = Purchase {
        ends: Some(NOW - DAY),
        ..Purchase::usual(product, 4)
    };
    let order = Order::new(Action::Subscribe(purchase), []);
    assert_eq!(scene.reasons(&order).await, ["bad-term"]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn seats_are_removed_but_not_those_assigned() {
    let scene = Scene::demo().await;
    let visio = scene.one("VISIOCLIENT", Shown::Active).await;
    let order = manage(&visio, Deed::Remove(6));
    assert_eq!(scene.reasons(&order).await, ["below-assigned"]);
    scene.order(&manage(&visio, Deed::Remove(5))).await.unwrap();
    assert_eq!(scene.again(visio.subscription.id).await.seats, 5);
    let seats = scene.seats(visio.product.id).await;
    assert_eq!((seats.assignable, seats.assigned), (5, 5));
    scene.assert_sound().await;
    let late = scene.one("EMS", Shown::Active).await;
    assert_eq!(
        scene.reasons(&manage(&late, Deed::Remove(1))).await,
        ["remove-window"]
    );
}

#[tokio::test]
async fn recurring_billing_cancel_and_reactivate_are_written() {
    let scene = Scene::demo().await;
    let visio = scene.one("VISIOCLIENT", Shown::Active).await;
    let off = manage(&visio, Deed::SetRecurring(false));
    scene.order(&off).await.unwrap();
    assert!(!scene.again(visio.subscription.id).await.term.recurring);
    scene.order(&manage(&visio, Deed::Cancel)).await.unwrap();
    let canceled = scene.again(visio.subscription.id).await;
    assert_eq!(canceled.state, SubscriptionState::Disabled);
    let seats = scene.seats(visio.product.id).await;
    assert_eq!((seats.assignable, seats.assigned), (0, 5));
    let page = scene
        .store
        .product_page(&scene.asker, visio.product.id)
        .await;
    assert_eq!(
        page.unwrap().row.attention,
        [Attention::Overdrawn(5), Attention::Disabled]
    );
    scene.assert_sound().await;
    scene
        .order(&manage(&visio, Deed::Reactivate))
        .await
        .unwrap();
    let back = scene.again(visio.subscription.id).await;
    assert_eq!(back.state, SubscriptionState::Active);
    assert_eq!(scene.seats(visio.product.id).await.assignable, 10);
    scene.assert_sound().await;
}

#[tokio::test]
async fn later_it_is_only_turned_off() {
    let scene = Scene::demo().await;
    let ems = scene.one("EMS", Shown::Active).await;
    let order = manage(&ems, Deed::Cancel);
    let refusal = scene.refusal(&order).await;
    let fixed = order.fixed(&refusal.problems[0].fixes[0], &[]);
    scene.order(&fixed).await.unwrap();
    let off = scene.again(ems.subscription.id).await;
    assert!(!off.term.recurring);
    assert_eq!(off.state, SubscriptionState::Active);
}

#[tokio::test]
async fn control_is_taken_by_moving_the_users() {
    let scene = Scene::demo().await;
    let own = scene.one("VISIO_PLAN1_DEPT", Shown::SelfService).await;
    let order = manage(&own, Deed::TakeControl(Takeover::MoveUsers));
    let refusal = scene.refusal(&order).await;
    assert_eq!(refusal.problems[0].cause.code(), "no-room");
    let fixed = order.fixed(&refusal.problems[0].fixes[0], &[]);
    let receipt = scene.order(&fixed).await.unwrap();
    assert_eq!(receipt.changed_users, 3);
    assert_eq!(
        receipt.line,
        "3 users keep Visio Plan 1; 3 seats bought; a subscription of Visio Plan 1 is deleted; 0 of 3 seats left."
    );
    let seats = scene.seats(own.product.id).await;
    assert_eq!((seats.assignable, seats.assigned), (3, 3));
    let page = scene
        .store
        .subscription_page(&scene.asker, own.subscription.id)
        .await
        .unwrap();
    assert_eq!(page.item.subscription.state, SubscriptionState::Deleted);
    assert_eq!((page.item.users, page.users.len()), (0, 0));
    let dario = scene.users(&["dario"]).await[0];
    let holder = scene.holder(own.product.id, dario).await.unwrap();
    assert_eq!(holder.sources.len(), 1);
    assert_eq!(holder.sources[0].via, domain::Via::Direct);
    scene.assert_sound().await;
}

#[tokio::test]
async fn control_is_taken_by_canceling() {
    let scene = Scene::demo().await;
    let own = scene.one("VISIO_PLAN1_DEPT", Shown::SelfService).await;
    let order = manage(&own, Deed::TakeControl(Takeover::Cancel));
    let receipt = scene.order(&order).await.unwrap();
    assert_eq!(receipt.changed_users, 3);
    let dario = scene.users(&["dario"]).await[0];
    assert!(scene.holder(own.product.id, dario).await.is_none());
    assert_eq!(scene.reasons(&order).await, ["deleted-subscription"]);
    scene.assert_sound().await;
}

#[tokio::test]
async fn what_the_rule_applies_the_store_writes() {
    let scene = Scene::demo().await;
    let own = scene.one("VISIO_PLAN1_DEPT", Shown::SelfService).await;
    let order = manage(&own, Deed::TakeControl(Takeover::Cancel));
    let (mut facts, _) = scene.state(&order).await;
    let plan = domain::decide(&scene.asker.actor, &order, &facts).unwrap();
    assert!(
        plan.changes()
            .iter()
            .any(|one| matches!(one, Change::SourceEnded { .. }))
    );
    facts.apply(plan.changes(), NOW, &"somebody".into());
    let people: Vec<_> = facts.people.keys().copied().collect();
    scene.order(&order).await.unwrap();
    let needs = domain::Needs {
        users: people,
        products: vec![own.product.id],
        ..domain::Needs::default()
    };
    let after = scene.store.facts(&scene.asker, &needs).await.unwrap();
    assert_eq!(after.people, facts.people);
    assert_eq!(
        after.products[&own.product.id],
        facts.products[&own.product.id]
    );
}

#[tokio::test]
async fn products_of_the_catalog_are_found_by_what_is_typed() {
    let scene = Scene::demo().await;
    let found = scene
        .store
        .find_products(&scene.asker, " visio ")
        .await
        .unwrap();
    let names: Vec<_> = found.iter().map(|one| &*one.product.name).collect();
    assert_eq!(names, ["Visio Plan 1", "Visio Plan 2"]);
    let by_part = scene
        .store
        .find_products(&scene.asker, "spe_e")
        .await
        .unwrap();
    assert_eq!(by_part.len(), 2);
}

#[tokio::test]
async fn the_list_is_exported_as_it_is_shown() {
    let scene = Scene::demo().await;
    let query = SubscriptionQuery {
        shown: Shown::SelfService,
        ..SubscriptionQuery::default()
    };
    let csv = scene
        .store
        .export_subscriptions(&scene.asker, &query)
        .await
        .unwrap();
    let lines: Vec<_> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].starts_with("Visio Plan 1,Active,4,Self-service,Dario Conti,1 year,"),
        "{csv}"
    );
    scene.now.store(NOW + DAY, Ordering::Relaxed);
}
