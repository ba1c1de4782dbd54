//! Sheds load: so many requests at a time, and one more is asked to come back, at once and cheaply.

use super::words;
use crate::web::Web;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use domain::say;

/// The layer.
pub(crate) async fn make_room(State(web): State<Web>, request: Request, next: Next) -> Response {
    match web.room().try_acquire() {
        Ok(_place) => next.run(request).await,
        Err(_) => {
            let text =
                say!("Too many requests at once. Nothing was changed; try again in a moment.");
            let mut full = words(StatusCode::SERVICE_UNAVAILABLE, text);
            full.headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            full
        }
    }
}
