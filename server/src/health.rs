//! For whoever watches over the process.

use crate::{
    layers::{Logged, words},
    web::Web,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{say, words::Sentence};

/// `GET /healthz`: the process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: it goes on, and the database answers and takes changes.
pub(crate) async fn readyz(State(web): State<Web>) -> Response {
    if web.is_draining() {
        return not_ready(say!("Usher is stopping."));
    }
    let store = web.store();
    let looked = async {
        let asked = store.needs_setup(web.organization()).await;
        asked.map_err(|error| {
            let text = say!("The database doesn't answer. The log says why.");
            (error, text)
        })?;
        store.takes_writes().await.map_err(|error| {
            let text = say!("The database takes no changes. The log says why.");
            (error, text)
        })
    };
    match looked.await {
        Ok(()) => {
            if web.unready().ends() {
                tracing::info!("ready again");
            }
            "ready\n".into_response()
        }
        Err((error, text)) => {
            if web.unready().begins() {
                tracing::warn!(%error, "not ready");
            }
            not_ready(text)
        }
    }
}

/// It is asked every few seconds: the log has when that began.
fn not_ready(text: Sentence) -> Response {
    let mut response = words(StatusCode::SERVICE_UNAVAILABLE, text);
    response.extensions_mut().insert(Logged);
    response
}
