//! Which address leads where, and who may go there.

use crate::{
    export, health, install, invitation, language,
    layers::{
        functions_know_who_asks, lead, limit_body, make_room, must_be_signed_in, put_in_words,
        refer, same_site, secure, shelter, spans, who_asks, words,
    },
    live, own_password, preferences, session,
    setup::set_up,
    web::Web,
};
use app::{
    App, paths,
    ssr::{Hasher, Https, shell},
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{Method, StatusCode, request::Parts},
    middleware::{from_fn, from_fn_with_state},
    response::Response,
    routing::{MethodRouter, get, post},
};
use domain::say;
use leptos::prelude::*;
use leptos_axum::{
    AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context,
};
use std::sync::LazyLock;
use store::{Asker, SignedIn};
use tower_http::compression::CompressionLayer;

/// Who may go through a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody.
    Anybody,
    /// Who is signed in; the store decides by their roles.
    SignedIn,
}

/// An address that the server itself answers, beside pages, server functions and files.
pub struct Door {
    /// The method.
    pub method: Method,
    /// The path, as axum writes it.
    pub path: &'static str,
    /// Who may.
    pub who: Who,
    answer: MethodRouter<Web>,
}

impl Door {
    fn new(method: Method, path: &'static str, who: Who, answer: MethodRouter<Web>) -> Self {
        Self {
            method,
            path,
            who,
            answer,
        }
    }
}

/// Every door. The router is built from this table, and `tests/locked_doors.rs` walks it.
pub fn doors() -> Vec<Door> {
    use Who::{Anybody, SignedIn};
    vec![
        Door::new(
            Method::POST,
            paths::SESSION,
            Anybody,
            post(session::sign_in),
        ),
        Door::new(
            Method::POST,
            paths::END_SESSION,
            Anybody,
            post(session::sign_out),
        ),
        Door::new(
            Method::POST,
            paths::END_ALL_SESSIONS,
            Anybody,
            post(session::sign_out_everywhere),
        ),
        Door::new(Method::POST, paths::ACT_IN, SignedIn, post(session::act_in)),
        Door::new(
            Method::POST,
            paths::CHANGE_PASSWORD,
            SignedIn,
            post(own_password::change),
        ),
        Door::new(Method::POST, paths::SETUP, Anybody, post(set_up)),
        Door::new(
            Method::POST,
            paths::settings::PREFERENCES,
            Anybody,
            post(preferences::keep),
        ),
        Door::new(
            Method::POST,
            paths::LANGUAGE,
            Anybody,
            post(language::choose),
        ),
        Door::new(
            Method::GET,
            "/language/{file}",
            Anybody,
            get(language::file).layer(CompressionLayer::new()),
        ),
        Door::new(
            Method::GET,
            paths::EXPORT_PRODUCTS,
            SignedIn,
            get(export::products),
        ),
        Door::new(
            Method::GET,
            "/export/holders/{file}",
            SignedIn,
            get(export::holders),
        ),
        Door::new(
            Method::GET,
            "/export/groups/{file}",
            SignedIn,
            get(export::groups),
        ),
        Door::new(
            Method::GET,
            paths::users::EXPORT,
            SignedIn,
            get(export::users),
        ),
        Door::new(
            Method::GET,
            paths::guests::EXPORT,
            SignedIn,
            get(export::guests),
        ),
        Door::new(
            Method::GET,
            paths::users::EXPORT_DELETED,
            SignedIn,
            get(export::deleted_users),
        ),
        Door::new(
            Method::GET,
            paths::settings::EXPORT_ADMINS,
            SignedIn,
            get(export::admins),
        ),
        Door::new(
            Method::GET,
            "/export/lists/{file}",
            SignedIn,
            get(export::list),
        ),
        Door::new(
            Method::POST,
            paths::guests::INVITATION,
            Anybody,
            post(invitation::accept),
        ),
        Door::new(Method::GET, paths::LIVE, SignedIn, get(live::follow)),
        Door::new(Method::GET, paths::WORKER, Anybody, get(install::worker)),
        Door::new(Method::GET, paths::OFFLINE, Anybody, get(install::offline)),
        Door::new(
            Method::GET,
            paths::products::EXPORT,
            SignedIn,
            get(export::subscriptions),
        ),
    ]
}

/// Doors for whoever watches over the process: they pass the fewest layers.
pub fn health_doors() -> Vec<Door> {
    vec![
        Door::new(Method::GET, "/healthz", Who::Anybody, get(health::healthz)),
        Door::new(Method::GET, "/readyz", Who::Anybody, get(health::readyz)),
    ]
}

/// The pages, as their router lists them.
///
/// The list is made once in a process: while Leptos makes it, a flag of the whole process keeps every page's data from
/// being loaded, and a page that begins just then waits for ever (leptos-rs/leptos#4773).
pub fn pages() -> Vec<AxumRouteListing> {
    static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));
    PAGES.clone()
}

/// Everything that a request passes, from the last line of this function inwards.
pub fn router(web: Web) -> Router {
    let state = || web.clone();
    let (known, options) = (web.clone(), web.site().options.clone());
    let hasher = hasher(&web);
    let context = move || {
        provide_context(hasher.clone());
        provide(&known);
    };
    let page = move || shell(options.clone());
    let no_page = render_app_async_with_context(context.clone(), page.clone());
    let nowhere = move |request: Request| async move {
        if request.method() == Method::GET && !request.uri().path().starts_with("/api/") {
            not_found(no_page(request).await)
        } else {
            words(
                StatusCode::NOT_FOUND,
                say!("There is nothing at this address. Check it, and try again."),
            )
        }
    };
    hung(Router::new(), doors())
        .leptos_routes_with_context(&web, pages(), context, page)
        .route_layer(from_fn(functions_know_who_asks))
        .fallback(nowhere)
        .layer(from_fn_with_state(state(), invitation::look_up))
        .layer(from_fn_with_state(state(), lead))
        .layer(from_fn(limit_body))
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state(), who_asks))
        .nest("/pkg", web.site().hashed())
        .merge(web.site().others())
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn(same_site))
        .layer(from_fn_with_state(state(), shelter))
        .layer(from_fn_with_state(state(), make_room))
        .merge(hung(Router::new(), health_doors()))
        .layer(from_fn(put_in_words))
        .layer(from_fn_with_state(state(), secure))
        .layer(spans())
        .layer(from_fn_with_state(state(), refer))
        .with_state(web)
}

fn hung(router: Router<Web>, doors: Vec<Door>) -> Router<Web> {
    doors.into_iter().fold(router, |router, door| {
        let answer = match door.who {
            Who::Anybody => door.answer,
            Who::SignedIn => door.answer.layer(from_fn(must_be_signed_in)),
        };
        router.route(door.path, answer)
    })
}

/// What pages and server functions find in their context: the store, who asks, where this server is, and by what it is
/// reached.
fn provide(web: &Web) {
    provide_context(web.store().clone());
    provide_context(Https(web.settings().https));
    if let Some(parts) = use_context::<Parts>() {
        provide_context(web.addresses(&parts.headers));
        provide_context(web.post());
        if let Some(asker) = parts.extensions.get::<Asker>() {
            provide_context(asker.clone());
        }
        if let Some(signed_in) = parts.extensions.get::<SignedIn>() {
            provide_context(signed_in.clone());
        }
    }
    app::ssr::provide();
}

/// How server functions hash passwords: a few at a time, like sign-ins.
fn hasher(web: &Web) -> Hasher {
    let (hashing, drawing) = (web.clone(), web.clone());
    Hasher::new(
        move |password| {
            let web = hashing.clone();
            Box::pin(async move { web.passwords().hash(&password).await.ok() })
        },
        move |secret, users| {
            let web = drawing.clone();
            Box::pin(async move { web.passwords().draw(secret, users).await.ok() })
        },
    )
}

/// A page that says that there is none, with the status that says so too (unless it leads elsewhere).
fn not_found(mut page: Response) -> Response {
    if page.status() == StatusCode::OK {
        *page.status_mut() = StatusCode::NOT_FOUND;
    }
    page
}

async fn wrong_method() -> Response {
    words(
        StatusCode::METHOD_NOT_ALLOWED,
        say!("This address can't be used in this way."),
    )
}
