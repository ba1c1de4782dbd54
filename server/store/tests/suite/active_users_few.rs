//! Filters of the list of active users that find few: admins, and those whose licenses have a trouble.

use crate::{
    active_users::{Ids, all, filtered},
    scene::Scene,
};
use domain::{
    Action, AdminRow, Matching, Order, Policy, ProductId, Range, RuleProfile, Services, Setting,
    UserFilter, UserId, UserQuery, UserSort,
};
use std::collections::BTreeSet;
use store::Error;

#[tokio::test]
async fn admins_are_found_by_role_in_every_order() {
    let scene = Scene::demo().await;
    let admins = scene.store.admins(&scene.asker).await.unwrap();
    let filters = UserFilter::ALL.iter().copied();
    for filter in filters.filter(|filter| !filter.roles().is_empty()) {
        let is = |admin: &&AdminRow| admin.roles.iter().any(|one| filter.roles().contains(one));
        let wanted: BTreeSet<_> = admins.iter().filter(is).map(|admin| admin.id).collect();
        assert!(!wanted.is_empty(), "{filter:?}");
        for sort in UserSort::ALL {
            let query = UserQuery {
                sort: *sort,
                ..filtered(filter)
            };
            let found = all(&scene, &query).await;
            assert_eq!(found.len(), wanted.len(), "each once: {query:?}");
            assert_eq!(found.iter().collect_ids(), wanted, "{query:?}");
        }
    }
    let ida = UserQuery {
        search: "ida".into(),
        ..filtered(UserFilter::GlobalAdmins)
    };
    let found = all(&scene, &ida).await;
    let names: Vec<_> = found.iter().map(|user| &*user.name).collect();
    assert_eq!(names, ["Ida Marsh"]);
}

/// Gives Greta E3 beside what excludes it, while that is allowed.
async fn bring_a_conflict(scene: &Scene) -> (ProductId, UserId) {
    let rules = |rules| Order::configure(Setting::Rules(rules));
    let (e3, greta) = (
        scene.product("ENTERPRISEPACK").await,
        scene.users(&["greta"]).await,
    );
    scene.order(&rules(RuleProfile::Concurrent)).await.unwrap();
    let order = Order::assign(e3, Services::none(), greta.clone());
    scene.order(&order).await.unwrap();
    scene.order(&rules(RuleProfile::Documented)).await.unwrap();
    (e3, greta[0])
}

#[tokio::test]
async fn users_with_errors_are_those_whom_home_counts() {
    let scene = Scene::demo().await;
    let query = filtered(UserFilter::WithErrors);
    let mut wanted = all(&scene, &query).await.iter().collect_ids();
    let (e3, greta) = bring_a_conflict(&scene).await;
    assert!(wanted.insert(greta), "she had none before");
    let home = scene.store.home(&scene.asker, None, Range::Month).await;
    let standing = home.unwrap().standing.unwrap();
    let named = standing.iter().flat_map(|trouble| &trouble.some);
    assert!(named.map(|one| one.id).all(|one| wanted.contains(&one)));
    for sort in UserSort::ALL {
        let sorted = UserQuery {
            sort: *sort,
            ..query.clone()
        };
        let found = all(&scene, &sorted).await;
        assert_eq!(found.len(), wanted.len(), "each once: {sorted:?}");
        assert_eq!(found.iter().collect_ids(), wanted, "{sorted:?}");
    }
    let narrowed = UserQuery {
        search: "greta".into(),
        product: Some(e3),
        ..query.clone()
    };
    let found = all(&scene, &narrowed).await.iter().collect_ids();
    assert_eq!(found, BTreeSet::from([greta]));
    let resolve = Matching {
        query: narrowed,
        actions: vec![Action::Unassign(vec![e3])],
        policy: Policy::AllOrNothing,
    };
    let shown = scene.store.summary(&scene.asker, &resolve).await.unwrap();
    let given = scene
        .store
        .carry_out_matching(&scene.asker, &resolve, &shown.seal, None);
    given.await.unwrap();
    wanted.remove(&greta);
    assert_eq!(all(&scene, &query).await.iter().collect_ids(), wanted);
}

#[tokio::test]
async fn among_very_many_licenses_users_with_errors_are_not_looked_for() {
    let (scene, _, _) = Scene::crowd(1, 1).await;
    let query = UserQuery::default();
    let list = scene.store.user_list(&scene.asker, &query).await.unwrap();
    assert!(list.finds_errors);
    let counter = "update seats set assignable = 100001, assigned = 100001";
    assert_eq!(scene.raw().await.run(counter).await, 1);
    let list = scene.store.user_list(&scene.asker, &query).await.unwrap();
    assert!(!list.finds_errors);
    let query = filtered(UserFilter::WithErrors);
    let found = scene.store.active_users(&scene.asker, &query).await;
    // A file of them isn't even begun.
    let file = scene.store.export_users(&scene.asker, &query).await;
    for error in [found.map(drop).unwrap_err(), file.map(drop).unwrap_err()] {
        assert!(
            matches!(&error, Error::Input(why) if why.to_string().contains("more than 100,000 licenses")),
            "{error:?}"
        );
    }
}
