//! Traces: what a request or a command took its time for, sent to a collector by OpenTelemetry's protocol (OTLP over HTTP,
//! <https://opentelemetry.io/docs/specs/otlp/>), if somebody configures one.

use opentelemetry::{global, trace::TracerProvider};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_otlp::{ExporterBuildError, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, propagation::TraceContextPropagator, trace::SdkTracerProvider};
use tracing::{Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::{Layer, filter::LevelFilter, registry::LookupSpan};

/// The way to the collector.
pub(crate) struct Traces(SdkTracerProvider);

impl Traces {
    /// Sends to the collector at `address`, such as `http://localhost:4318`, from a thread of its own: nothing waits for it,
    /// and a collector that is gone only costs the traces. (It speaks no TLS: the configuration refuses `https`.)
    ///
    /// # Errors
    /// If the address is none.
    pub(crate) fn to(address: &str) -> Result<Self, ExporterBuildError> {
        let exporter = SpanExporter::builder()
            .with_http()
            .with_endpoint(format!("{}/v1/traces", address.trim_end_matches('/')))
            .build()?;
        let usher = Resource::builder().with_service_name("usher").build();
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(usher)
            .build();
        // A proxy in front of Usher, or a script, may have begun the trace.
        global::set_text_map_propagator(TraceContextPropagator::new());
        Ok(Self(provider))
    }

    /// What hears the spans.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("usher"))
            .with_filter(LevelFilter::INFO)
    }

    /// Sends what is left.
    pub(crate) fn end(&self) {
        if let Err(error) = self.0.shutdown() {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// The request goes on a trace that its sender began (the header `traceparent`,
/// <https://www.w3.org/TR/trace-context/>).
pub(crate) fn go_on(span: &Span, headers: &axum::http::HeaderMap) {
    let begun = global::get_text_map_propagator(|known| known.extract(&HeaderExtractor(headers)));
    // Fails only where nobody hears the span.
    let _ = span.set_parent(begun);
}
