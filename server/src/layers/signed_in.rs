//! Finds out who asks.

use super::words;
use crate::{session, token, web, web::Web};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
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
        Ok(Some(signed_in)) => {
            let extensions = request.extensions_mut();
            extensions.insert(Secret(secret));
            extensions.insert(web::asker(&signed_in));
            extensions.insert(signed_in);
        }
        Ok(None) => {}
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            let text = "The database doesn't answer. Nothing was changed; try again in a moment.";
            return words(StatusCode::SERVICE_UNAVAILABLE, text);
        }
    }
    next.run(request).await
}

/// The layer of doors that nobody passes unknown.
pub(crate) async fn must_be_signed_in(request: Request, next: Next) -> Response {
    if request.extensions().get::<SignedIn>().is_some() {
        return next.run(request).await;
    }
    words(
        StatusCode::UNAUTHORIZED,
        "You are signed out. Sign in, and try again.",
    )
}
