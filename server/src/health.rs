//! For whoever watches over the process.

use crate::{layers::words, web::Web};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{say, words::Sentence};
use store::Error;

/// `GET /healthz`: the process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: it goes on, and the database answers and takes changes.
pub(crate) async fn readyz(State(web): State<Web>) -> Response {
    if web.is_draining() {
        return words(StatusCode::SERVICE_UNAVAILABLE, say!("Usher is stopping."));
    }
    let store = web.store();
    if let Err(error) = store.needs_setup(web.organization()).await {
        let text = say!("The database doesn't answer. The log says why.");
        return not_ready(&error, text);
    }
    if let Err(error) = store.takes_writes().await {
        let text = say!("The database takes no changes. The log says why.");
        return not_ready(&error, text);
    }
    "ready\n".into_response()
}

fn not_ready(error: &Error, text: Sentence) -> Response {
    tracing::warn!(%error, "not ready");
    words(StatusCode::SERVICE_UNAVAILABLE, text)
}
