//! Each request runs in a task of its own: a panic ends only the request, a browser that goes away doesn't stop a write
//! half-way, and nobody waits forever, neither for an answer nor for what is sent.

use super::{Reference, words, words::apology};
use crate::web::Web;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use domain::say;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{task::AbortHandle, time::timeout};
use tracing::Instrument;

/// Whether a request's body is still on its way: an extension of the request.
#[derive(Clone, Default)]
pub(super) struct Arriving(Arc<AtomicBool>);

impl Arriving {
    /// From now on it is waited for.
    pub(super) fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// It is there, or nobody waits for it any more: true to whoever says so first, and so decides what becomes of the
    /// request.
    pub(super) fn end(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

/// The body didn't arrive in time.
pub(super) fn late() -> Response {
    words(
        StatusCode::REQUEST_TIMEOUT,
        say!(
            "The request didn't arrive in time. Nothing was changed; check the connection, and try again."
        ),
    )
}

/// The layer.
pub(crate) async fn shelter(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let arriving = Arriving::default();
    request.extensions_mut().insert(arriving.clone());
    let reads = request.method().is_safe();
    let reference = request
        .extensions()
        .get::<Reference>()
        .map(|it| it.0.clone());
    let mut task = tokio::spawn(next.run(request).in_current_span());
    // Nobody misses a page that nobody waits for.
    let _stop = reads.then(|| Stop(task.abort_handle()));
    match timeout(Duration::from_secs(web.settings().timeout), &mut task).await {
        Ok(Ok(response)) => response,
        Ok(Err(fault)) => {
            tracing::error!(%fault, "a request panicked");
            apology(reference.as_deref().unwrap_or_default())
        }
        Err(_) if arriving.end() => {
            task.abort();
            late()
        }
        Err(_) if reads => words(
            StatusCode::SERVICE_UNAVAILABLE,
            say!("This takes too long. Try again in a moment."),
        ),
        Err(_) => words(
            StatusCode::GATEWAY_TIMEOUT,
            say!(
                "This takes longer than expected, and may still be done. Reload the page to see before you try again."
            ),
        ),
    }
}

struct Stop(AbortHandle);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
