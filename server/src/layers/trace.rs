//! One span a request, with a reference that the answer carries too.

use crate::{traces, web::Web};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;
use tower_http::{
    classify::{ServerErrorsAsFailures, SharedClassifier},
    trace::{DefaultOnBodyChunk, DefaultOnEos, TraceLayer},
};
use tracing::Span;

/// The request's reference, for the log and for whoever asks about it.
#[derive(Clone)]
pub(crate) struct Reference(pub(crate) Arc<str>);

/// The log says already what is amiss: an extension of answers to whoever asks again and again.
#[derive(Clone)]
pub(crate) struct Logged;

/// Gives the request its reference, and measures it.
pub(crate) async fn refer(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let id = web.store().fresh_id().simple().to_string();
    // The end of a time-ordered id is its random part; eight digits are enough to find a line.
    let reference: Arc<str> = id[id.len() - 8..].to_uppercase().into();
    request
        .extensions_mut()
        .insert(Reference(reference.clone()));
    let (method, begun) = (request.method().clone(), Instant::now());
    let mut response = next.run(request).await;
    web.metrics()
        .request(&method, response.status(), begun.elapsed());
    if let Ok(value) = HeaderValue::from_str(&reference) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

type Spans = TraceLayer<
    SharedClassifier<ServerErrorsAsFailures>,
    fn(&Request) -> Span,
    (),
    fn(&Response, Duration, &Span),
    DefaultOnBodyChunk,
    DefaultOnEos,
    (),
>;

/// Logs each request as it ends: faults as warnings, the rest for who wants to know. Never the query, for it may name
/// people.
pub(crate) fn spans() -> Spans {
    TraceLayer::new_for_http()
        .make_span_with(span as fn(&Request) -> Span)
        .on_request(())
        .on_response(ended as fn(&Response, Duration, &Span))
        .on_failure(())
}

fn span(request: &Request) -> Span {
    let reference = request
        .extensions()
        .get::<Reference>()
        .map(|it| it.0.clone());
    let span = tracing::info_span!(
        "request",
        otel.kind = "server",
        reference = reference.as_deref().unwrap_or_default(),
        method = %request.method(),
        path = request.uri().path(),
        status = tracing::field::Empty,
    );
    traces::go_on(&span, request.headers());
    span
}

fn ended(response: &Response, took: Duration, span: &Span) {
    let status = response.status().as_u16();
    span.record("status", status);
    let is_logged = response.extensions().get::<Logged>().is_some();
    if response.status().is_server_error() && !is_logged {
        tracing::warn!(status, ?took, "answered");
    } else {
        tracing::debug!(status, ?took, "answered");
    }
}
