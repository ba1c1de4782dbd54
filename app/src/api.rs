//! The server functions: what the pages ask and order. The bodies are dropped from the browser
//! build, so they name the store by its path. Reading ones whose arguments fit an address are GET;
//! nothing that writes is.

#![allow(
    missing_docs,
    reason = "#[server] makes a struct of each function's arguments, which can't be documented"
)]

use crate::error::Error;
use domain::{
    Facts, GroupRow, Holder, HolderQuery, Match, Matching, Order, Outcome, Page, Preview,
    ProductId, ProductPage, ProductRow, Receipt, Resolved, SavedView, Summary, UserId, UserList,
    UserQuery, UserRow,
};
use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

/// The products owned, by name.
#[server(prefix = "/api", endpoint = "products", input = GetUrl)]
pub async fn products() -> Result<Vec<ProductRow>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.products(&asker).await)
}

/// A product's header, subscriptions and services, by part number or id.
#[server(prefix = "/api", endpoint = "product", input = GetUrl)]
pub async fn product(slug: String) -> Result<ProductPage, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let product = crate::ssr::answer(store.find_product(&asker, &slug).await)?;
    crate::ssr::answer(store.product_page(&asker, product).await)
}

/// Who holds a product.
#[server(prefix = "/api", endpoint = "holders", input = GetUrl)]
pub async fn holders(slug: String, query: HolderQuery) -> Result<Page<Holder>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let product = crate::ssr::answer(store.find_product(&asker, &slug).await)?;
    crate::ssr::answer(store.holders(&asker, product, &query).await)
}

/// Which groups assign a product.
#[server(prefix = "/api", endpoint = "groups", input = GetUrl)]
pub async fn product_groups(slug: String) -> Result<Vec<GroupRow>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let product = crate::ssr::answer(store.find_product(&asker, &slug).await)?;
    crate::ssr::answer(store.product_groups(&asker, product).await)
}

/// One holder of a product, with every source.
#[server(prefix = "/api", endpoint = "holder", input = GetUrl)]
pub async fn one_holder(product: ProductId, user: UserId) -> Result<Holder, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.holder(&asker, product, user).await)
}

/// Type-ahead: at most ten users, the best first.
#[server(prefix = "/api", endpoint = "find-users", input = GetUrl)]
pub async fn find_users(typed: String, product: ProductId) -> Result<Vec<Match>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.find_users(&asker, &typed, Some(product)).await)
}

/// Whom a pasted list names.
#[server(prefix = "/api", endpoint = "resolve-users", input = Json)]
pub async fn resolve_users(names: Vec<String>, product: ProductId) -> Result<Resolved, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.resolve_users(&asker, &names, Some(product)).await)
}

/// The users that an address names.
#[server(prefix = "/api", endpoint = "users", input = Json)]
pub async fn users_by_id(users: Vec<UserId>, product: ProductId) -> Result<Vec<Match>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.users_by_id(&asker, &users, Some(product)).await)
}

/// What the rule needs to know, to decide in the browser.
#[server(prefix = "/api", endpoint = "facts", input = Json)]
pub async fn facts_about(users: Vec<UserId>, products: Vec<ProductId>) -> Result<Facts, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(
        store
            .facts(&asker, &domain::Needs { products, users })
            .await,
    )
}

/// What an order would do: for more users than the browser should know the facts of.
#[server(prefix = "/api", endpoint = "preview", input = Json)]
pub async fn preview_order(order: Order) -> Result<Preview, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.preview(&asker, &order).await)
}

/// Carries out an order: once for each `key`, and only if it does what was `shown`.
#[server(prefix = "/api", endpoint = "submit", input = Json)]
pub async fn submit(order: Order, shown: Option<Outcome>, key: String) -> Result<Receipt, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let terms = store::Terms {
        key: Some(&key),
        shown: shown.as_ref(),
    };
    crate::ssr::answer(store.carry_out(&asker, &order, terms).await)
}

/// What an order for everybody whom a question of the list finds would do, in numbers.
#[server(prefix = "/api", endpoint = "preview-matching", input = Json)]
pub async fn preview_matching(matching: Matching) -> Result<Summary, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.summary(&asker, &matching).await)
}

/// Carries out such an order: once for each `key`, and only if it does what the `seal` was given for.
#[server(prefix = "/api", endpoint = "submit-matching", input = Json)]
pub async fn submit_matching(
    matching: Matching,
    seal: String,
    key: String,
) -> Result<Receipt, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let done = store.carry_out_matching(&asker, &matching, &seal, Some(&key));
    // Whom it would concern now stays here: the page asks for the numbers again.
    crate::ssr::answer(done.await).map_err(|error| match error {
        Error::Changed(_) => Error::Changed(Box::default()),
        error => error,
    })
}

/// The assign pane's form as a browser without JavaScript posts it: addresses as text, and the
/// services that are on. Leads on to the product's page, or back to the pane, which says why not.
#[server(prefix = "/api", endpoint = "assign")]
pub async fn assign_simple(
    slug: String,
    users: String,
    #[server(default)] on: Vec<String>,
) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::assign(store, asker, &slug, &users, &on).await
}

/// Active users, with what to narrow them by and the views saved.
#[server(prefix = "/api", endpoint = "active-users", input = GetUrl)]
pub async fn active_users(query: UserQuery) -> Result<UserList, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.user_list(&asker, &query).await)
}

/// One active user, with the facts about their licenses.
#[server(prefix = "/api", endpoint = "one-user", input = GetUrl)]
pub async fn one_user(user: UserId) -> Result<(UserRow, Facts), Error> {
    let (store, asker) = crate::ssr::asking()?;
    let row = crate::ssr::answer(store.one_user(&asker, user).await)?;
    let needs = domain::Needs {
        users: vec![user],
        products: Vec::new(),
    };
    Ok((row, crate::ssr::answer(store.facts(&asker, &needs).await)?))
}

/// Saves a view of the list of users, for whoever asks.
#[server(prefix = "/api", endpoint = "save-view", input = Json)]
pub async fn save_view(view: SavedView) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.save_view(&asker, &view).await)
}

/// Deletes a view of whoever asks.
#[server(prefix = "/api", endpoint = "delete-view", input = Json)]
pub async fn delete_view(name: String) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.delete_view(&asker, &name).await)
}
