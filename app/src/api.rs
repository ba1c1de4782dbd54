//! The server functions: what the pages ask and order. The bodies are dropped from the browser
//! build, so they name the store by its path. Reading ones whose arguments fit an address are GET;
//! nothing that writes is.

#![allow(
    missing_docs,
    reason = "#[server] makes a struct of each function's arguments, which can't be documented"
)]

use crate::{
    error::Error,
    guests::{Invited, Inviting, NewGuest},
    here::Here,
    share::Beginning,
    wire::Json,
};
use domain::{
    AdminRow, CatalogMatch, Customer, Facts, GroupRow, GuestQuery, GuestRow, Holder, HolderQuery,
    Home, Match, Matches, Matching, Order, Outcome, Page, Preview, ProductId, ProductPage,
    ProductRow, Range, Receipt, Resolved, RuleProfile, SavedView, SessionId, SessionRow, Settings,
    SubscriptionId, SubscriptionList, SubscriptionPage, SubscriptionQuery, Summary, Troubled,
    UserId, UserList, UserQuery, UserRow,
};
use leptos::prelude::*;
use server_fn::codec::GetUrl;
use uuid::Uuid;

/// The products owned, by name.
#[server(prefix = "/api", endpoint = "products", input = GetUrl, output = Json, client = Here)]
pub async fn products() -> Result<Vec<ProductRow>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.products(&asker).await)
}

/// A product's header, subscriptions and services, by part number or id.
#[server(prefix = "/api", endpoint = "product", input = GetUrl, output = Json, client = Here)]
pub async fn product(slug: String) -> Result<ProductPage, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let product = crate::ssr::answer(store.find_product(&asker, &slug).await)?;
    crate::ssr::answer(store.product_page(&asker, product).await)
}

/// Who holds a product.
#[server(prefix = "/api", endpoint = "holders", input = GetUrl, output = Json, client = Here)]
pub async fn holders(slug: String, query: HolderQuery) -> Result<Page<Holder>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let product = crate::ssr::answer(store.find_product(&asker, &slug).await)?;
    crate::ssr::answer(store.holders(&asker, product, &query).await)
}

/// Which groups assign a product.
#[server(prefix = "/api", endpoint = "groups", input = GetUrl, output = Json, client = Here)]
pub async fn product_groups(slug: String) -> Result<Vec<GroupRow>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let product = crate::ssr::answer(store.find_product(&asker, &slug).await)?;
    crate::ssr::answer(store.product_groups(&asker, product).await)
}

/// One holder of a product, with every source.
#[server(prefix = "/api", endpoint = "holder", input = GetUrl, output = Json, client = Here)]
pub async fn one_holder(product: ProductId, user: UserId) -> Result<Holder, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.holder(&asker, product, user).await)
}

/// Type-ahead: at most ten users, the best first.
#[server(prefix = "/api", endpoint = "find-users", input = GetUrl, output = Json, client = Here)]
pub async fn find_users(typed: String, product: ProductId) -> Result<Vec<Match>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.find_users(&asker, &typed, Some(product)).await)
}

/// Type-ahead over everybody, whatever they hold: at most ten users, the best first.
#[server(prefix = "/api", endpoint = "find-anybody", input = GetUrl, output = Json, client = Here)]
pub async fn find_anybody(typed: String) -> Result<Vec<Match>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.find_users(&asker, &typed, None).await)
}

/// Whom a pasted list names.
#[server(prefix = "/api", endpoint = "resolve-users", input = Json, output = Json, client = Here)]
pub async fn resolve_users(names: Vec<String>, product: ProductId) -> Result<Resolved, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.resolve_users(&asker, &names, Some(product)).await)
}

/// The users that an address names.
#[server(prefix = "/api", endpoint = "users", input = Json, output = Json, client = Here)]
pub async fn users_by_id(users: Vec<UserId>, product: ProductId) -> Result<Vec<Match>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.users_by_id(&asker, &users, Some(product)).await)
}

/// What the rule needs to know, to decide in the browser.
#[server(prefix = "/api", endpoint = "facts", input = Json, output = Json, client = Here)]
pub async fn facts_about(
    users: Vec<UserId>,
    products: Vec<ProductId>,
    #[server(default)] accounts: Vec<UserId>,
    #[server(default)] usernames: Vec<std::sync::Arc<str>>,
) -> Result<Facts, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let needs = domain::Needs {
        products,
        users,
        accounts,
        usernames,
        ..domain::Needs::default()
    };
    crate::ssr::answer(store.facts(&asker, &needs).await)
}

/// What an order would do: for more users than the browser should know the facts of.
#[server(prefix = "/api", endpoint = "preview", input = Json, output = Json, client = Here)]
pub async fn preview_order(order: Order) -> Result<Preview, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.preview(&asker, &order).await)
}

/// Carries out an order: once for each `key`, and only if it does what was `shown`.
#[server(prefix = "/api", endpoint = "submit", input = Json, output = Json, client = Here)]
pub async fn submit(order: Order, shown: Option<Outcome>, key: String) -> Result<Receipt, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let terms = store::Terms {
        key: Some(&key),
        shown: shown.as_ref(),
    };
    crate::ssr::answer(store.carry_out(&asker, &order, terms).await)
}

/// Says that an assign pane is open, and how many seats it needs; again every now and then: see `Store::hold`.
#[server(prefix = "/api", endpoint = "hold", input = Json, output = Json, client = Here)]
pub async fn hold(pane: Uuid, product: ProductId, wanted: u32) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.hold(&asker, pane, product, wanted).await)
}

/// Says that it was closed.
#[server(prefix = "/api", endpoint = "release", input = Json, output = Json, client = Here)]
pub async fn release(pane: Uuid) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.release(&asker, pane).await)
}

/// May this page still show what it shows? The stream of changes ends without saying why: the reason is this one's error.
#[server(prefix = "/api", endpoint = "still-here", input = GetUrl, output = Json, client = Here)]
pub async fn still_here() -> Result<(), Error> {
    let (_, asker) = crate::ssr::asking()?;
    let may = asker.actor.may(domain::Verb::Read);
    crate::ssr::answer(may.map_err(store::Error::NotAllowed))
}

/// What an order for everybody whom a question of the list finds would do, in numbers.
#[server(prefix = "/api", endpoint = "preview-matching", input = Json, output = Json, client = Here)]
pub async fn preview_matching(matching: Matching) -> Result<Summary, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.summary(&asker, &matching).await)
}

/// Carries out such an order: once for each `key`, and only if it does what the `seal` was given for.
#[server(prefix = "/api", endpoint = "submit-matching", input = Json, output = Json, client = Here)]
pub async fn submit_matching(
    matching: Matching,
    seal: String,
    key: String,
) -> Result<Receipt, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let done = store.carry_out_matching(&asker, &matching, &seal, Some(&key));
    crate::ssr::answer(done.await)
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
#[server(prefix = "/api", endpoint = "active-users", input = GetUrl, output = Json, client = Here)]
pub async fn active_users(query: UserQuery) -> Result<UserList, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.user_list(&asker, &query).await)
}

/// How many users a question of the list finds.
#[server(prefix = "/api", endpoint = "count-users", input = GetUrl, output = Json, client = Here)]
pub async fn count_users(query: UserQuery) -> Result<Matches, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.count_users(&asker, &query).await)
}

/// One active user, with the facts about their licenses.
#[server(prefix = "/api", endpoint = "one-user", input = GetUrl, output = Json, client = Here)]
pub async fn one_user(user: UserId) -> Result<(UserRow, Facts), Error> {
    let (store, asker) = crate::ssr::asking()?;
    let row = crate::ssr::answer(store.one_user(&asker, user).await)?;
    let needs = domain::Needs {
        users: vec![user],
        accounts: vec![user],
        ..domain::Needs::default()
    };
    Ok((row, crate::ssr::answer(store.facts(&asker, &needs).await)?))
}

/// What to tell those who got licenses by an entry of the ledger.
#[server(prefix = "/api", endpoint = "quick-start", input = GetUrl, output = Json, client = Here)]
pub async fn quick_start(entry: i64) -> Result<Beginning, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::quick_start(store, asker, entry).await
}

/// The guests.
#[server(prefix = "/api", endpoint = "guests", input = GetUrl, output = Json, client = Here)]
pub async fn guests(query: GuestQuery) -> Result<Page<GuestRow>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.guests(&asker, &query).await)
}

/// One guest.
#[server(prefix = "/api", endpoint = "guest", input = GetUrl, output = Json, client = Here)]
pub async fn guest(guest: UserId) -> Result<GuestRow, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.guest(&asker, guest).await)
}

/// Adds a guest and invites them, or says who is here already.
#[server(prefix = "/api", endpoint = "invite-guest", input = Json, output = Json, client = Here)]
pub async fn invite_guest(guest: NewGuest) -> Result<Inviting, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::invite(store, asker, guest).await
}

/// Invites a guest again; an earlier link doesn't work any more.
#[server(prefix = "/api", endpoint = "renew-invitation", input = Json, output = Json, client = Here)]
pub async fn renew_invitation(guest: UserId) -> Result<Invited, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::send(store, asker, guest, "").await
}

/// Takes a guest's invitation back.
#[server(prefix = "/api", endpoint = "revoke-invitation", input = Json, output = Json, client = Here)]
pub async fn revoke_invitation(guest: UserId) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.revoke_invitation(&asker, guest).await)
}

/// Saves a view of the list of users, for whoever asks.
#[server(prefix = "/api", endpoint = "save-view", input = Json, output = Json, client = Here)]
pub async fn save_view(view: SavedView) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.save_view(&asker, &view).await)
}

/// Deletes a view of whoever asks.
#[server(prefix = "/api", endpoint = "delete-view", input = Json, output = Json, client = Here)]
pub async fn delete_view(name: String) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.delete_view(&asker, &name).await)
}

/// How things stand; seats over time of the product with this slug, or of all.
#[server(prefix = "/api", endpoint = "home", input = GetUrl, output = Json, client = Here)]
pub async fn home_now(product: String, range: Range) -> Result<Home, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let product = match product.as_str() {
        "" => None,
        slug => Some(crate::ssr::answer(store.find_product(&asker, slug).await)?),
    };
    crate::ssr::answer(store.home(&asker, product, range).await)
}

/// The organization's settings.
#[server(prefix = "/api", endpoint = "settings", input = GetUrl, output = Json, client = Here)]
pub async fn settings_now() -> Result<Settings, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.settings(&asker).await)
}

/// What is amiss with what users hold under a rule profile; none if they are too many to look.
#[server(prefix = "/api", endpoint = "standing", input = GetUrl, output = Json, client = Here)]
pub async fn standing_under(profile: RuleProfile) -> Result<Option<Vec<Troubled>>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.standing_under(&asker, profile).await)
}

/// Everybody with an admin role.
#[server(prefix = "/api", endpoint = "admins", input = GetUrl, output = Json, client = Here)]
pub async fn admins() -> Result<Vec<AdminRow>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.admins(&asker).await)
}

/// One user with their admin roles, if any.
#[server(prefix = "/api", endpoint = "admin", input = GetUrl, output = Json, client = Here)]
pub async fn admin(user: UserId) -> Result<AdminRow, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.admin(&asker, user).await)
}

/// Where a user is signed in; whoever asks, if left open.
#[server(prefix = "/api", endpoint = "sessions", input = GetUrl, output = Json, client = Here)]
pub async fn sessions(user: Option<UserId>) -> Result<Vec<SessionRow>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let (asker, user) = crate::ssr::own(asker, user)?;
    let this = crate::ssr::this_session();
    crate::ssr::answer(store.sessions_of(&asker, user, this.as_ref()).await)
}

/// Ends one session of a user.
#[server(prefix = "/api", endpoint = "revoke-session", input = Json, output = Json, client = Here)]
pub async fn revoke_session(user: Option<UserId>, session: SessionId) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    let (asker, user) = crate::ssr::own(asker, user)?;
    crate::ssr::answer(store.revoke_session(&asker, user, &session).await)
}

/// Ends all sessions of a user but the one that asks.
#[server(prefix = "/api", endpoint = "revoke-sessions", input = Json, output = Json, client = Here)]
pub async fn revoke_sessions(user: Option<UserId>) -> Result<(), Error> {
    let (store, asker) = crate::ssr::asking()?;
    let (asker, user) = crate::ssr::own(asker, user)?;
    let this = crate::ssr::this_session();
    crate::ssr::answer(store.revoke_sessions(&asker, user, this.as_ref()).await)
}

/// The organizations in which whoever asks may act: their own first.
#[server(prefix = "/api", endpoint = "customers", input = GetUrl, output = Json, client = Here)]
pub async fn customers() -> Result<Vec<Customer>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    let home = crate::ssr::home()?;
    crate::ssr::answer(store.customers(&asker, &home).await)
}

/// Your products: the subscriptions that a question finds.
#[server(prefix = "/api", endpoint = "subscriptions", input = GetUrl, output = Json, client = Here)]
pub async fn subscriptions(query: SubscriptionQuery) -> Result<SubscriptionList, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.subscriptions(&asker, &query).await)
}

/// One subscription, with who uses it if a user bought it.
#[server(prefix = "/api", endpoint = "subscription", input = GetUrl, output = Json, client = Here)]
pub async fn subscription(id: SubscriptionId) -> Result<SubscriptionPage, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.subscription_page(&asker, id).await)
}

/// Products of the catalog that have in their name what is typed.
#[server(prefix = "/api", endpoint = "find-products", input = GetUrl, output = Json, client = Here)]
pub async fn find_products(typed: String) -> Result<Vec<CatalogMatch>, Error> {
    let (store, asker) = crate::ssr::asking()?;
    crate::ssr::answer(store.find_products(&asker, &typed).await)
}
