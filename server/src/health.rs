//! For whoever watches over the process.

use crate::{layers::words, web::Web};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::say;

/// `GET /healthz`: the process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers too.
pub(crate) async fn readyz(State(web): State<Web>) -> Response {
    match web.store().needs_setup(web.organization()).await {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            words(
                StatusCode::SERVICE_UNAVAILABLE,
                say!("The database doesn't answer. The log says why."),
            )
        }
    }
}
