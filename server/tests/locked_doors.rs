//! Walks every server function, every page and every other address, as nobody, as somebody without a role, and as every
//! role. One that isn't listed here fails the test: say first who may use it.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

#[path = "locked_doors/guests.rs"]
mod guests;
#[path = "locked_doors/open_pages.rs"]
mod open_pages;
#[path = "locked_doors/organizations.rs"]
mod organizations;
#[path = "locked_doors/doors.rs"]
mod others;
#[path = "locked_doors/people.rs"]
mod people;
#[path = "locked_doors/products.rs"]
mod products;
#[path = "locked_doors/settings.rs"]
mod settings;
mod web;

use app::error::Error;
use axum::http::{Method, StatusCode};
use domain::{Matching, Role, Verb};
use leptos::server_fn::axum::server_fn_paths;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use web::{Answer, PASSWORD, Site, hash};

/// Office 365 E3.
const E3: &str = "6fd2c87f-b296-42f0-b197-1e91e994b900";
/// A pane that somebody has open.
const PANE: &str = "0f5c1d52-6f0c-4c57-8a6c-55bd6de5a001";
/// A user without any admin role.
const GRETA: &str = "greta@northlight.example";
/// The demo's admins, by role.
const ADMINS: [(&str, Role); 7] = [
    ("ida@northlight.example", Role::Global),
    ("sabine@northlight.example", Role::License),
    ("nina@northlight.example", Role::User),
    ("tobias@northlight.example", Role::Billing),
    ("robin@northlight.example", Role::Helpdesk),
    ("mark@northlight.example", Role::ServiceSupport),
    ("harriet@northlight.example", Role::Reader),
];

/// What a server function needs, and a good request for it.
struct Function {
    path: &'static str,
    needs: Verb,
    request: fn(&Facts) -> Request,
}

enum Request {
    Get(String),
    Json(Value),
    Form(Vec<(&'static str, String)>),
    /// What befalls whoever matches, as it was seen.
    Seen(Matching),
}

/// Ids that requests name.
struct Facts {
    elif: String,
    guest: String,
    holder: String,
    admin: String,
    entry: i64,
    products: products::Facts,
}

const fn reads(path: &'static str, request: fn(&Facts) -> Request) -> Function {
    Function {
        path,
        needs: Verb::Read,
        request,
    }
}

const fn orders(path: &'static str, needs: Verb, request: fn(&Facts) -> Request) -> Function {
    Function {
        path,
        needs,
        request,
    }
}

/// Every server function, with what it needs; those that carry out orders once for each verb.
const FUNCTIONS: &[Function] = &[
    reads("/api/products", |_| Request::Get(String::new())),
    reads("/api/still-here", |_| Request::Get(String::new())),
    reads("/api/product", |_| Request::Get("slug=SPE_E3".into())),
    reads("/api/holders", |_| {
        Request::Get("slug=SPE_E3&query[search]=".into())
    }),
    reads("/api/groups", |_| Request::Get("slug=SPE_E3".into())),
    reads("/api/holder", |facts| {
        Request::Get(format!("product={E3}&user={}", facts.holder))
    }),
    reads("/api/find-users", |_| {
        Request::Get(format!("typed=a&product={E3}"))
    }),
    reads("/api/find-anybody", |_| Request::Get("typed=a".into())),
    reads("/api/resolve-users", |_| {
        Request::Json(json!({"names": ["elif"], "product": E3}))
    }),
    reads("/api/users", |facts| {
        Request::Json(json!({"users": [facts.elif], "product": E3}))
    }),
    reads("/api/facts", |facts| {
        Request::Json(json!({"users": [facts.elif], "products": [E3]}))
    }),
    reads("/api/preview", |facts| {
        Request::Json(json!({"order": assign(&facts.elif)}))
    }),
    reads("/api/active-users", |_| {
        Request::Get("query[search]=".into())
    }),
    reads("/api/count-users", |_| {
        Request::Get("query[search]=".into())
    }),
    reads("/api/one-user", |facts| {
        Request::Get(format!("user={}", facts.elif))
    }),
    reads("/api/quick-start", |facts| {
        Request::Get(format!("entry={}", facts.entry))
    }),
    reads("/api/save-view", |_| {
        Request::Json(
            json!({"view": {"name": "Guests", "query": {"filter": "guests"}, "columns": ["licenses"]}}),
        )
    }),
    reads("/api/delete-view", |_| {
        Request::Json(json!({"name": "Guests"}))
    }),
    reads("/api/preview-matching", |_| {
        Request::Json(json!({"matching": {"query": {"search": "elif"}, "actions": []}}))
    }),
    orders("/api/submit-matching", Verb::BuySeats, |_| {
        let buy = json!({"buy-seats": {"product": E3, "seats": 1}});
        let matching = json!({"query": {}, "actions": [buy]});
        Request::Seen(serde_json::from_value(matching).unwrap())
    }),
    orders("/api/submit", Verb::AssignLicenses, |facts| {
        submit(assign(&facts.elif))
    }),
    orders("/api/hold", Verb::AssignLicenses, |_| {
        Request::Json(json!({"pane": PANE, "product": E3, "wanted": 1}))
    }),
    orders("/api/release", Verb::AssignLicenses, |_| {
        Request::Json(json!({"pane": PANE}))
    }),
    orders("/api/submit", Verb::AssignLicensesToGuests, |facts| {
        submit(assign(&facts.guest))
    }),
    orders("/api/submit", Verb::SetLocation, |facts| {
        submit(json!({"steps": [{"action": {"set-location": "SE"}, "users": [facts.elif]}]}))
    }),
    orders("/api/submit", Verb::BuySeats, |_| {
        submit(
            json!({"steps": [{"action": {"buy-seats": {"product": E3, "seats": 1}}, "users": []}]}),
        )
    }),
    orders("/api/assign", Verb::AssignLicenses, |_| {
        Request::Form(vec![
            ("slug", "ENTERPRISEPACK".into()),
            ("users", "femi@northlight.example".into()),
        ])
    }),
];

/// All of them.
fn functions() -> impl Iterator<Item = &'static Function> {
    FUNCTIONS
        .iter()
        .chain(people::FUNCTIONS)
        .chain(settings::FUNCTIONS)
        .chain(guests::FUNCTIONS)
        .chain(products::FUNCTIONS)
}

fn assign(user: &str) -> Value {
    json!({"steps": [{"action": {"assign": [{"product": E3, "off": []}]}, "users": [user]}]})
}

fn submit(order: Value) -> Request {
    Request::Json(json!({"order": order, "shown": null, "key": key()}))
}

fn key() -> String {
    uuid::Uuid::from_u128(fresh()).to_string()
}

fn fresh() -> u128 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed).into()
}

impl Facts {
    async fn of(site: &Site) -> Self {
        let one = async |typed: &str| {
            let found = site
                .store
                .find_users(&site.asker, typed, None)
                .await
                .unwrap();
            found
                .first()
                .unwrap_or_else(|| panic!("{typed}"))
                .id
                .to_string()
        };
        let users = site.store.users(&site.asker, "", None).await.unwrap();
        let is_guest =
            |user: &&domain::Match| user.kind == domain::UserKind::Guest && user.location.is_some();
        let guest = users
            .rows
            .iter()
            .find(is_guest)
            .map(|guest| guest.id.to_string());
        let product = E3.parse().unwrap();
        let holders = site
            .store
            .holders(&site.asker, product, &Default::default())
            .await
            .unwrap();
        let order = serde_json::from_value(assign(&holders.rows[0].id.to_string())).unwrap();
        let change = site
            .store
            .carry_out(&site.asker, &order, Default::default());
        Self {
            entry: change.await.unwrap().entry,
            elif: one("elif@northlight.example").await,
            admin: one("tobias@northlight.example").await,
            guest: guest.unwrap(),
            products: products::Facts::of(site).await,
            holder: holders.rows[0].id.to_string(),
        }
    }
}

async fn call(site: &Site, function: &Function, facts: &Facts, cookie: &str) -> Answer {
    match (function.request)(facts) {
        Request::Get(query) => {
            site.get(&format!("{}?{query}", function.path), cookie)
                .await
        }
        Request::Json(body) => site.call(function.path, cookie, body.to_string()).await,
        Request::Form(pairs) => {
            let pairs: Vec<_> = pairs
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            site.post(function.path, cookie, &pairs).await
        }
        Request::Seen(matching) => {
            let seen = site.store.summary(&site.asker, &matching).await;
            let seal = seen.unwrap().seal;
            let body = json!({"matching": matching, "seal": seal, "key": key()});
            site.call(function.path, cookie, body.to_string()).await
        }
    }
}

/// Everything that an order could change.
async fn state(site: &Site) -> Vec<domain::ProductRow> {
    site.store.products(&site.asker).await.unwrap()
}

#[test]
fn every_server_function_is_listed() {
    let registered: BTreeSet<_> = server_fn_paths().map(|(path, _)| path).collect();
    let listed: BTreeSet<_> = functions().map(|function| function.path).collect();
    assert_eq!(registered, listed);
}

#[test]
fn no_server_function_writes_by_get() {
    let writes = functions().filter(|function| !products::reads(function.needs));
    let writes: BTreeSet<_> = writes.map(|function| function.path).collect();
    let got: BTreeSet<_> = server_fn_paths()
        .filter(|(_, method)| method == Method::GET)
        .map(|(path, _)| path)
        .collect();
    assert!(writes.is_disjoint(&got), "{writes:?} {got:?}");
}

#[test]
fn every_verb_and_every_role_is_tried() {
    let tried: BTreeSet<Verb> = functions().map(|function| function.needs).collect();
    // Imports are the operator's, on the command line; no page has them yet.
    let all = Verb::ALL
        .into_iter()
        .filter(|verb| *verb != Verb::Administer);
    assert_eq!(tried, all.collect());
    assert_eq!(ADMINS.map(|(_, role)| role).len(), Role::ALL.len());
}

#[tokio::test]
async fn nobody_gets_anything_from_a_server_function() {
    let site = Site::demo().await;
    let (facts, before) = (Facts::of(&site).await, state(&site).await);
    for function in functions() {
        for cookie in ["", "usher=0000", "__Host-usher=0000"] {
            let answer = call(&site, function, &facts, cookie).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", function.path);
            assert_eq!(
                answer.text,
                serde_json::to_string(&Error::SignedOut).unwrap()
            );
        }
    }
    assert_eq!(state(&site).await, before);
}

#[tokio::test]
async fn every_role_gets_what_it_may_and_nothing_else() {
    let site = Site::demo().await;
    let facts = Facts::of(&site).await;
    for (username, role) in ADMINS {
        let cookie = site.sign_in(username).await;
        for function in functions() {
            let before = state(&site).await;
            let answer = call(&site, function, &facts, &cookie).await;
            let told = format!(
                "{role:?} {} {:?}: {answer:?}",
                function.path, function.needs
            );
            if function.needs.roles().contains(&role) {
                assert!(
                    answer.status.is_success() || answer.status.is_redirection(),
                    "{told}"
                );
                assert!(!answer.header("set-cookie").contains("false"), "{told}");
            } else {
                assert_eq!(state(&site).await, before, "{told}");
                let refused = products::REFUSED.contains(&answer.status);
                assert!(refused || function.path == "/api/assign", "{told}");
            }
        }
    }
}

#[tokio::test]
async fn who_has_no_role_gets_nothing() {
    let site = Site::demo().await;
    let cookie = without_role(&site).await;
    let (facts, before) = (Facts::of(&site).await, state(&site).await);
    for function in functions() {
        let answer = call(&site, function, &facts, &cookie).await;
        let refused = [StatusCode::FORBIDDEN, StatusCode::CONFLICT].contains(&answer.status);
        let preview_refused =
            function.path == "/api/preview" && answer.text.contains("not-allowed");
        let told = format!("{}: {answer:?}", function.path);
        assert!(
            refused || preview_refused || function.path == "/api/assign",
            "{told}"
        );
    }
    assert_eq!(state(&site).await, before);
}

async fn without_role(site: &Site) -> String {
    let password = vec![(GRETA.into(), hash())];
    site.store
        .set_passwords(site.asker.organization, password)
        .await
        .unwrap();
    site.try_to_sign_in(GRETA, PASSWORD).await.cookie()
}
