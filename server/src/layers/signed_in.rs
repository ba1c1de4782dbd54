//! Finds out who asks.

use super::words;
use crate::{session, token, web, web::Web};
use app::paths::{IN_ADDRESS, SHOWN_ORGANIZATION};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::say;
use store::SignedIn;

/// What the session's secret is known by, for those who end it.
#[derive(Clone, Copy)]
pub(crate) struct Secret(pub(crate) [u8; 32]);

/// The layer: looks the session up, with the roles as they are now. Requests of nobody go on without.
pub(crate) async fn who_asks(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let Some(token) = session::cookie(&web, request.headers()) else {
        return next.run(request).await;
    };
    let secret = token::hash(token);
    match web.store().session(secret).await {
        Ok(Some(signed_in)) if signed_in.must_change && !is_way_out(request.uri().path()) => {
            return change_first(&request);
        }
        Ok(Some(signed_in)) => {
            if shown(&request).is_some_and(|shown| shown != signed_in.organization.0) {
                return elsewhere(&signed_in);
            }
            let extensions = request.extensions_mut();
            extensions.insert(Secret(secret));
            extensions.insert(web::asker(&signed_in));
            extensions.insert(signed_in);
        }
        Ok(None) => {}
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            let text =
                say!("The database doesn't answer. Nothing was changed; try again in a moment.");
            return words(StatusCode::SERVICE_UNAVAILABLE, text);
        }
    }
    next.run(request).await
}

/// The organization that the page shows from which the request comes: by its header, or in the address where a form or
/// a stream of events can't set one.
fn shown(request: &Request) -> Option<i64> {
    let header = request.headers().get(SHOWN_ORGANIZATION);
    let header = header.and_then(|shown| shown.to_str().ok());
    let in_address = || {
        let pairs = request.uri().query()?.split('&');
        pairs
            .filter_map(|pair| pair.strip_prefix(IN_ADDRESS))
            .next()
    };
    header.or_else(in_address)?.parse().ok()
}

/// Another page of the same browser has gone to another organization: then nothing is read or done by one that still shows
/// the first.
fn elsewhere(signed_in: &SignedIn) -> Response {
    words(
        StatusCode::CONFLICT,
        say!(
            "You are in another organization now: {name}. Nothing was changed; reload the page.",
            name = &signed_in.organization_name
        ),
    )
}

/// Where somebody may go who must choose a password first.
fn is_way_out(path: &str) -> bool {
    path == app::paths::PASSWORD || path.starts_with(app::paths::SESSION)
}

/// The password that an admin knows is good for nothing but to choose another.
fn change_first(request: &Request) -> Response {
    let path = request.uri().path();
    if request.method() == Method::GET
        && !path.starts_with("/api/")
        && !path.starts_with("/export/")
    {
        return Redirect::to(&app::paths::password(true, "")).into_response();
    }
    words(
        StatusCode::FORBIDDEN,
        say!("Choose a password of your own first: reload the page."),
    )
}

/// The layer of the server functions, which nobody calls unknown: so nothing that a stranger sent is made anything of.
pub(crate) async fn functions_know_who_asks(request: Request, next: Next) -> Response {
    match request.uri().path().starts_with("/api/") {
        true => must_be_signed_in(request, next).await,
        false => next.run(request).await,
    }
}

/// The layer of doors that nobody passes unknown.
pub(crate) async fn must_be_signed_in(request: Request, next: Next) -> Response {
    if request.extensions().get::<SignedIn>().is_some() {
        return next.run(request).await;
    }
    words(
        StatusCode::UNAUTHORIZED,
        say!("You are signed out. Sign in, and try again."),
    )
}
