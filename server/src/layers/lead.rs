//! Leads people to the page that they can use: to the setup while nobody can sign in, to the sign-in while they haven't.

use crate::web::Web;
use app::paths;
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use store::SignedIn;

/// Addresses that answer everybody by themselves.
const OPEN: [&str; 6] = [
    "/api/",
    "/export/",
    paths::LIVE,
    paths::LANGUAGE,
    paths::WORKER,
    paths::OFFLINE,
];

/// The layer. Server functions and files are not for reading, so they answer themselves.
pub(crate) async fn lead(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_page = matches!(*request.method(), Method::GET | Method::HEAD)
        && !OPEN.iter().any(|open| path.starts_with(open))
        && !paths::is_open(path);
    if !is_page {
        return next.run(request).await;
    }
    let to_set_up = web.setup().is_open(&web).await;
    match elsewhere(to_set_up, &request) {
        Some(page) => Redirect::to(&page).into_response(),
        None => next.run(request).await,
    }
}

/// Where else to, if anywhere.
fn elsewhere(to_set_up: bool, request: &Request) -> Option<String> {
    let path = request.uri().path();
    if to_set_up {
        return (path != paths::SETUP).then(|| paths::SETUP.to_owned());
    }
    let ways_in = [paths::SIGN_IN, paths::SETUP];
    let signed_in = request.extensions().get::<SignedIn>().is_some();
    match (signed_in, path) {
        (true, path) if path == "/" || ways_in.contains(&path) => Some(paths::HOME.to_owned()),
        (false, paths::SIGN_IN) | (true, _) => None,
        (false, "/" | paths::SETUP) => Some(paths::SIGN_IN.to_owned()),
        (false, _) => {
            let wanted = request
                .uri()
                .path_and_query()
                .map_or("/", |wanted| wanted.as_str());
            Some(paths::sign_in(wanted))
        }
    }
}
