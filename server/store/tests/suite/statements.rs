//! The number of SQL statements does not depend on the number of users.

use crate::scene::{Scene, on_postgres, only_on_sqlite, statements};
use domain::{
    Action, AddMany, Choice, Location, Order, Policy, ProductId, Profile, ProfileField, ServiceId,
    Services, Step, Switch, UserId, UserKind,
};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{List, NewPassword, Terms};

fn edit(users: &[UserId]) -> Order {
    let edits = [(ProfileField::City, "Vienna".into())].into();
    Order::new(Action::EditUser(edits), users.to_vec())
}

/// As many new users, each with a step of their own.
fn add(users: &[UserId]) -> Order {
    let step = |user: &UserId| {
        let id = UserId(uuid::Uuid::from_u128(user.0.as_u128() ^ 0xf << 120));
        let texts = [
            (ProfileField::Name, "Somebody new".to_owned()),
            (ProfileField::Username, format!("{id}@northlight.example")),
        ];
        Step {
            action: Action::AddUser {
                profile: Profile::of(texts),
                kind: UserKind::Member,
            },
            users: vec![id],
        }
    };
    Order {
        steps: users.iter().map(step).collect(),
        policy: Policy::AllOrNothing,
    }
}

/// Adds so many users from a list, with a license and a password. Answers the statements of preview and order.
async fn add_many(
    counted: &AtomicUsize,
    scene: &Scene,
    product: ProductId,
    rows: u32,
) -> (usize, usize) {
    let mut csv = String::from("Username,Display name,Usage location\n");
    for row in 0..rows {
        csv += &format!("listed{rows}.{row}@northlight.example,Listed,DE\n");
    }
    let off = Services::none();
    let asked = AddMany {
        first: UserId(uuid::Uuid::from_u128(u128::from(rows) << 64)),
        actions: vec![Action::Assign(vec![Choice { product, off }])],
        by_country: false,
    };
    let list = List::read(&csv, false).unwrap();
    let given = (1..=rows).map(|number| NewPassword {
        user: asked.id(number),
        hash: "a hash".into(),
        must_change: true,
    });
    counted.store(0, Ordering::SeqCst);
    let listed = scene.store.check_many(&scene.asker, &asked, &list).await;
    let (preview, listed) = (counted.swap(0, Ordering::SeqCst), listed.unwrap());
    let key = format!("list of {rows}");
    let terms = (Some(&*listed.summary.seal), &*key);
    let added = scene
        .store
        .add_many(&scene.asker, &asked, &list, terms, given.collect())
        .await;
    assert_eq!(Ok(added.unwrap().changed_users), usize::try_from(rows));
    (preview, counted.load(Ordering::SeqCst))
}

type Kind<'k> = (&'static str, Box<dyn Fn(&[UserId]) -> Order + 'k>);

/// An order of each kind: each goes on where the one before ended.
fn kinds<'k>(product: ProductId, service: Services) -> [Kind<'k>; 9] {
    let switch = Switch::Exactly(service);
    let act = |action: Action| move |users: &[UserId]| Order::new(action.clone(), users.to_vec());
    let location = Action::SetLocation(Location::new("AT").unwrap());
    [
        (
            "assign",
            Box::new(move |users| Order::assign(product, Services::none(), users.to_vec())),
        ),
        (
            "services",
            Box::new(move |users| Order::set_services(product, switch.clone(), users.to_vec())),
        ),
        ("location", Box::new(act(location))),
        (
            "unassign",
            Box::new(move |users| Order::unassign(product, users.to_vec())),
        ),
        ("block", Box::new(act(Action::BlockSignIn))),
        ("edit", Box::new(edit)),
        ("delete", Box::new(act(Action::DeleteUser))),
        ("restore", Box::new(act(Action::RestoreUser))),
        ("add", Box::new(add)),
    ]
}

/// So many users, a product for all of them, and its services.
async fn crowd(users: usize) -> (Scene, ProductId, Vec<UserId>, Services) {
    let seats = u32::try_from(users).unwrap();
    let (scene, product, users) = Scene::crowd(users, seats).await;
    let page = scene.store.product_page(&scene.asker, product).await;
    let services = page.unwrap().services.iter().map(|one| one.id).collect();
    assert_ne!(
        services,
        [ServiceId(uuid::Uuid::nil())].into_iter().collect()
    );
    (scene, product, users, services)
}

#[tokio::test]
async fn an_order_for_2000_users_takes_as_many_statements_as_one_for_1() {
    let counted = &*statements::counted();
    let (scene, product, users, services) = crowd(2_021).await;
    for (kind, order) in kinds(product, services) {
        let mut counts = Vec::new();
        for users in [&users[..1], &users[1..21], &users[21..]] {
            let order = order(users);
            counted.store(0, Ordering::SeqCst);
            scene.store.preview(&scene.asker, &order).await.unwrap();
            let preview = counted.swap(0, Ordering::SeqCst);
            let terms = Terms {
                key: Some(&format!("{kind} {}", users.len())),
                shown: None,
            };
            let receipt = scene
                .store
                .carry_out(&scene.asker, &order, terms)
                .await
                .unwrap();
            assert_eq!(receipt.changed_users, users.len());
            counts.push((preview, counted.load(Ordering::SeqCst)));
        }
        eprintln!("{kind}: statements of preview and order {counts:?}");
        assert!(
            counts[0].0 > 0 && counts[0].1 > counts[0].0,
            "statements are counted: {counts:?}"
        );
        assert!(
            counts.iter().all(|count| *count == counts[0]),
            "{kind}: {counts:?}"
        );
        if kind == "assign" {
            // The order's key, facts (2), seats, licenses, ledger, its chain's end, the seal. On PostgreSQL also locks (2)
            // and the commit, which is counted there only.
            let statements = if on_postgres() { 11 } else { 8 };
            assert_eq!(counts[0].1, statements, "an order's statements");
        }
    }
    let one = add_many(counted, &scene, product, 1).await;
    eprintln!("a list: statements of preview and order {one:?}");
    assert!(
        one.0 > 0 && one.1 > one.0,
        "statements are counted: {one:?}"
    );
    assert_eq!(add_many(counted, &scene, product, 20).await, one);
    assert_eq!(add_many(counted, &scene, product, 1_500).await, one);
}

/// A list of what is ordered is gone through once, and its rows are looked up. SQLite turns a statement round if it takes a
/// table for small, as it does without statistics: then an order for 12,000 users takes minutes.
#[tokio::test]
async fn no_list_is_gone_through_once_for_each_row_of_a_table() {
    if only_on_sqlite("its plans are read here") {
        return;
    }
    let counted = &*statements::counted();
    let (scene, product, users, services) = crowd(21).await;
    for (kind, order) in kinds(product, services) {
        let order = order(&users);
        scene.store.preview(&scene.asker, &order).await.unwrap();
        let given = scene
            .store
            .carry_out(&scene.asker, &order, Terms::default());
        assert!(given.await.is_ok(), "{kind}");
    }
    add_many(counted, &scene, product, 20).await;
    let mut raw = scene.raw().await;
    let mut looked_at = 0;
    for statement in statements::seen() {
        let lists = lists(&statement);
        if lists.is_empty() {
            continue;
        }
        let plan: Vec<(i64, i64, i64, String)> =
            raw.rows(&format!("explain query plan {statement}")).await;
        // Loops with the same parent stand in each other, the first outermost.
        let mut outer = BTreeMap::<i64, Vec<&str>>::new();
        for (_, parent, _, step) in &plan {
            let Some(table) = step
                .strip_prefix("SCAN ")
                .or(step.strip_prefix("SEARCH "))
                .and_then(|rest| rest.split(' ').next())
            else {
                continue;
            };
            let around = outer.entry(*parent).or_default();
            assert!(
                around.is_empty() || !lists.contains(&table),
                "{table} is gone through for each row of {around:?}:\n{statement}\n{plan:#?}"
            );
            around.push(table);
        }
        looked_at += 1;
    }
    assert!(
        looked_at > 15,
        "{looked_at} statements with lists were seen"
    );
}

/// The names that the lists of a statement's parameters have in it.
fn lists(statement: &str) -> Vec<&str> {
    let mut lists = Vec::new();
    for (at, found) in statement.match_indices("json_each(?") {
        let Some((_, rest)) = statement[at + found.len()..].split_once(')') else {
            continue;
        };
        let name = rest.strip_prefix(" as ").map_or("json_each", |rest| {
            let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            &rest[..end.unwrap_or(rest.len())]
        });
        lists.push(name);
    }
    lists
}
