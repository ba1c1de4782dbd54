//! What is asked of the pages: the store's answer is the model's.

use super::{
    Model,
    carry_out::{may_read, told},
    pages,
};
use domain::*;
use std::collections::{BTreeMap, BTreeSet};
use store::{Asker, Error, Store};

/// A page, and what is asked of it.
#[derive(Clone, Debug)]
pub enum Question {
    ActiveUsers(UserQuery),
    UserList(UserQuery),
    CountUsers(UserQuery),
    OneUser(UserId),
    Users(String, Option<String>),
    FindUsers(String, Option<ProductId>),
    ResolveUsers(Vec<String>, Option<ProductId>),
    Whom(Vec<String>, Option<String>),
    UsersById(Vec<UserId>, Option<ProductId>),
    Holders(ProductId, HolderQuery),
    Holder(ProductId, UserId),
    Guests(GuestQuery),
    Guest(UserId),
    DeletedUsers(DeletedQuery),
    Admins,
    Admin(UserId),
    Sessions(UserId),
    Products,
    Product(ProductId),
    Groups(ProductId),
    Subscriptions(SubscriptionQuery),
    Subscription(SubscriptionId),
    FindProducts(String),
    Home(Option<ProductId>, Range),
    Standing(RuleProfile),
    Settings,
    Holds,
    QuickStart(i64),
    News(i64, i64),
}

/// Compares two answers, and says where they part.
pub fn same(what: &dyn std::fmt::Debug, store: &str, model: &str) {
    if store == model {
        return;
    }
    let parts = store
        .lines()
        .zip(model.lines())
        .position(|(one, other)| one != other);
    let from = parts.unwrap_or_default().saturating_sub(12);
    let shown = |text: &str| {
        text.lines()
            .skip(from)
            .take(40)
            .collect::<Vec<_>>()
            .join("\n")
    };
    panic!(
        "{what:?}\n--- the store says, from line {from}\n{}\n--- the model says\n{}",
        shown(store),
        shown(model)
    );
}

impl Question {
    /// Asks both.
    pub async fn ask(&self, store: &Store, model: &Model, asker: &Asker) {
        let (s, m, by) = (store, model, asker);
        let (store, model) = match self {
            Self::ActiveUsers(query) => (
                told(&s.active_users(by, query).await),
                told(&m.active_users(by, query)),
            ),
            Self::UserList(query) => (
                told(&s.user_list(by, query).await),
                told(&m.user_list(by, query)),
            ),
            Self::CountUsers(query) => (
                told(&s.count_users(by, query).await),
                told(&m.count_users(by, query)),
            ),
            Self::OneUser(id) => (told(&s.one_user(by, *id).await), told(&m.one_user(by, *id))),
            Self::Users(search, after) => {
                let after = after.as_deref();
                (
                    told(&s.users(by, search, after).await),
                    told(&m.users(by, search, after)),
                )
            }
            Self::FindUsers(typed, product) => return found(s, m, by, typed, *product).await,
            Self::ResolveUsers(names, product) => (
                told(&s.resolve_users(by, names, *product).await),
                told(&m.resolve_users(by, names, *product)),
            ),
            Self::Whom(names, key) => (
                told(&s.whom(by, names, key.as_deref()).await),
                told(&m.who_is_named(by, names, key.as_deref())),
            ),
            Self::UsersById(ids, product) => (
                told(&s.users_by_id(by, ids, *product).await),
                told(&m.users_by_id(by, ids, *product)),
            ),
            Self::Holders(product, query) => (
                told(&s.holders(by, *product, query).await),
                told(&m.holders(by, *product, query)),
            ),
            Self::Holder(product, id) => (
                told(&s.holder(by, *product, *id).await),
                told(&m.holder(by, *product, *id)),
            ),
            Self::Guests(query) => (told(&s.guests(by, query).await), told(&m.guests(by, query))),
            Self::Guest(id) => (told(&s.guest(by, *id).await), told(&m.guest(by, *id))),
            Self::DeletedUsers(query) => (
                told(&s.deleted_users(by, query).await),
                told(&m.deleted_users(by, query)),
            ),
            Self::Admins => (told(&s.admins(by).await), told(&m.admins(by))),
            Self::Admin(id) => (told(&s.admin(by, *id).await), told(&m.admin(by, *id))),
            Self::Sessions(id) => (
                told(&s.sessions_of(by, *id, None).await),
                told(&m.sessions(by, *id)),
            ),
            Self::Products => (told(&s.products(by).await), told(&m.products(by))),
            Self::Product(id) => (
                told(&s.product_page(by, *id).await),
                told(&m.product_page(by, *id)),
            ),
            Self::Groups(id) => (
                told(&s.product_groups(by, *id).await),
                told(&m.product_groups(by, *id)),
            ),
            Self::Subscriptions(query) => (
                told(&s.subscriptions(by, query).await),
                told(&m.subscriptions(by, query)),
            ),
            Self::Subscription(id) => (
                told(&s.subscription_page(by, *id).await),
                told(&m.subscription_page(by, *id)),
            ),
            Self::FindProducts(typed) => (
                told(&s.find_products(by, typed).await),
                told(&m.find_products(by, typed)),
            ),
            Self::Home(product, range) => return home(s, m, by, *product, *range).await,
            Self::Standing(profile) => {
                let standing = s.standing_under(by, *profile).await;
                return match standing {
                    Ok(standing) => troubled(m, standing.unwrap(), *profile),
                    Err(_) => same(self, &told(&standing), &told(&may_read(by))),
                };
            }
            Self::Settings => {
                let settings = may_read(by).map(|()| m.settings.clone());
                (told(&s.settings(by).await), told(&settings))
            }
            Self::Holds => (told(&s.holds(by.organization).await), told(&Ok(m.holds()))),
            Self::QuickStart(entry) => (
                told(&s.quick_start(by, *entry).await),
                told(&m.quick_start(by, *entry)),
            ),
            Self::News(after, most) => return news(s, m, by, *after, *most).await,
        };
        same(self, &store, &model);
    }
}

/// Who is found first is certain. Of the others there may be too many, and any of them will do.
async fn found(
    store: &Store,
    model: &Model,
    asker: &Asker,
    typed: &str,
    product: Option<ProductId>,
) {
    let found = store.find_users(asker, typed, product).await;
    if may_read(asker).is_err() {
        return same(&typed, &told(&found), &told(&may_read(asker)));
    }
    let found = found.unwrap();
    let (named, others) = model.find_users(typed, product);
    let first: Vec<Match> = named.into_iter().take(10).collect();
    let rest = &found[first.len().min(found.len())..];
    let which = |who: &Match| format!("{who:?}");
    let several: BTreeSet<String> = rest.iter().map(which).collect();
    let known: BTreeSet<String> = others.iter().map(which).collect();
    assert_eq!(
        found[..first.len().min(found.len())],
        first,
        "{typed:?} begins a name"
    );
    assert!(
        several.is_subset(&known),
        "{typed:?} finds {rest:?}, but not {others:?}"
    );
    let most = (10 - first.len()).min(others.len());
    assert_eq!(
        (several.len(), rest.len()),
        (most, most),
        "{typed:?} finds {rest:?} of {others:?}"
    );
}

/// Whoever has the trouble may be named, and three of them are.
fn troubled(model: &Model, told: Vec<Troubled>, profile: RuleProfile) {
    let troubles: pages::Troubles = model.troubles(profile);
    assert!(
        told.is_sorted_by_key(|one| std::cmp::Reverse(one.users)),
        "those of most users first"
    );
    let mut counted: BTreeMap<Cause, u32> = BTreeMap::new();
    for one in told {
        let known = &troubles[&one.cause];
        assert_eq!(one.some.len(), known.len().min(3), "{one:?}");
        let is_so = |who: &Named<UserId>| {
            known.contains(&who.id) && model.users[&who.id].name() == who.name
        };
        assert!(one.some.iter().all(is_so), "{one:?}");
        assert!(
            counted.insert(one.cause, one.users).is_none(),
            "each trouble once"
        );
    }
    let known = troubles
        .into_iter()
        .map(|(cause, users)| (cause, users.len() as u32));
    assert_eq!(counted, known.collect());
}

async fn home(
    store: &Store,
    model: &Model,
    asker: &Asker,
    product: Option<ProductId>,
    range: Range,
) {
    let home = store.home(asker, product, range).await;
    let home = match home {
        Ok(home) => home,
        error => return same(&"home", &told(&error), &told(&may_read(asker))),
    };
    troubled(model, home.standing.unwrap(), model.settings.rules);
    same(
        &"products at home",
        &told(&Ok(home.products)),
        &told(&model.products(asker)),
    );
    same(
        &(product, range),
        &told(&Ok(home.trend)),
        &told(&Ok(model.trend(product, range))),
    );
    let recent = home.recent.into_iter().map(plainly);
    let known = model.recent(8).into_iter().map(plainly);
    same(
        &"recent changes",
        &told(&Ok(recent.collect::<Vec<_>>())),
        &told(&Ok(known.collect::<Vec<_>>())),
    );
}

/// An entry that left out very many is told as it was written: in English.
fn plainly(change: RecentChange) -> RecentChange {
    RecentChange {
        line: change.line.to_string().into(),
        ..change
    }
}

/// The ledger, read on.
async fn news(store: &Store, model: &Model, asker: &Asker, after: i64, most: i64) {
    let news = store.news(asker.organization, after, most).await.unwrap();
    let news = news.into_iter().map(|news| (plainly(news.change), news.by));
    let numbers = (0..model.ledger.len())
        .skip(after as usize)
        .take(most as usize);
    let known = numbers.map(|number| {
        (
            plainly(pages::recent(model, number)),
            model.ledger[number].by,
        )
    });
    let read = |news: Vec<(RecentChange, Option<UserId>)>| told(&Ok::<_, Error>(news));
    same(
        &(after, most),
        &read(news.collect()),
        &read(known.collect()),
    );
    let last = store.last_entry(asker.organization).await.unwrap();
    assert_eq!(last, model.ledger.len() as i64);
}
