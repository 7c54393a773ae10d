//! The trace of a run: one span for it, and below it those of its tenants, their steps and their requests.
//!
//! Sent to the collector that the standard variables of OpenTelemetry name. A collector that is away or slow changes nothing about the run.

mod courier;
mod settings;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry::trace::{
    FutureExt as _, Status, TraceContextExt as _, Tracer as _, TracerProvider as _,
};
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{
    Protocol, RetryPolicy, SpanExporter, WithExportConfig as _, WithHttpConfig as _,
};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::Registry;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::Layer;

use self::courier::Courier;
use self::settings::Settings;
use crate::exit::Exit;
use crate::logging::SPANS;
use crate::{environment, output};

/// How long the end of a run waits for the collector.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long one request to the collector may take.
const TIMEOUT: Duration = Duration::from_secs(4);

/// What went wrong first, if anything did.
pub(super) type Trouble = Arc<Mutex<Option<String>>>;

/// The trace of a run.
#[derive(Debug)]
pub(crate) struct Trace {
    provider: SdkTracerProvider,
    /// That of the span of the run.
    context: Context,
    /// Host and port of the collector.
    host: String,
    trouble: Trouble,
}

impl Trace {
    /// Begins the span of a run; nothing where no collector is named. One that cannot be sent to is said and passed over.
    pub(super) fn begin(command: &str) -> Option<Self> {
        let begun = Settings::of_environment().and_then(|settings| {
            let Some(settings) = settings else {
                return Ok(None);
            };
            Self::of(command, settings).map(Some)
        });
        begun.unwrap_or_else(|why| {
            output::talk(&format!("warning: nothing is traced: {why}\n"));
            None
        })
    }

    fn of(command: &str, settings: Settings) -> Result<Self, String> {
        let Settings { endpoint, resource } = settings;
        let host = attune_http::host(&endpoint);
        let trouble = Trouble::default();
        let courier = Courier::new(&endpoint, TIMEOUT, Arc::clone(&trouble))?;
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(courier)
            .with_endpoint(endpoint)
            .with_protocol(Protocol::HttpBinary)
            .with_timeout(TIMEOUT)
            // Spans are not worth waiting for.
            .with_retry_policy(RetryPolicy::disabled())
            .build()
            .map_err(|error| error.to_string())?;
        let provider = SdkTracerProvider::builder()
            .with_resource(Resource::builder_empty().with_attributes(resource).build())
            .with_batch_exporter(exporter)
            .build();
        let tracer = provider.tracer("attune");
        let parent = TraceContextPropagator::new().extract(&Surroundings::of_environment());
        let span = tracer
            .span_builder(format!("attune {command}"))
            .with_attributes([KeyValue::new("attune.command", command.to_owned())])
            .start_with_context(&tracer, &parent);
        Ok(Self {
            provider,
            context: parent.with_span(span),
            host,
            trouble,
        })
    }

    /// The number of the trace: 32 hexadecimal digits.
    pub(super) fn id(&self) -> String {
        self.context.span().span_context().trace_id().to_string()
    }

    /// Takes the spans that are made for traces, and nothing else that anybody says.
    pub(crate) fn layer(&self) -> impl Layer<Registry> + use<> {
        let spans = tracing_opentelemetry::layer()
            .with_tracer(self.provider.tracer("attune"))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_tracked_inactivity(false);
        spans.with_filter(filter_fn(|at| at.is_span() && at.target() == SPANS))
    }

    /// Does the work of the run below its span.
    pub(super) async fn around<T>(&self, work: impl Future<Output = T>) -> T {
        work.with_context(self.context.clone()).await
    }

    /// Ends the span of the run, and waits until the collector has all, or for as long as is worth it.
    pub(super) fn end(&self, exit: Exit) {
        let span = self.context.span();
        span.set_attribute(KeyValue::new("attune.exit_code", i64::from(exit.code())));
        if exit.is_error() {
            span.set_status(Status::error(exit.meaning()));
        }
        span.end();
        let sent = self.provider.shutdown_with_timeout(PATIENCE);
        let trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        let why = match (&*trouble, sent) {
            (None, Ok(())) => return,
            (Some(why), _) => why.clone(),
            (None, Err(_)) => format!("it took nothing within {} seconds", PATIENCE.as_secs()),
        };
        let said = format!("not all of the trace was sent to {}: {why}", self.host);
        output::talk(&format!("warning: {}\n", attune_report::clean(&said)));
    }
}

/// The span that began this run, as the environment names it.
#[derive(Debug)]
struct Surroundings {
    parent: Option<String>,
    state: Option<String>,
}

impl Surroundings {
    fn of_environment() -> Self {
        Self {
            parent: environment::trace_parent(),
            state: environment::variable("TRACESTATE"),
        }
    }
}

impl Extractor for Surroundings {
    fn get(&self, key: &str) -> Option<&str> {
        match key {
            "traceparent" => self.parent.as_deref(),
            "tracestate" => self.state.as_deref(),
            _ => None,
        }
    }

    fn keys(&self) -> Vec<&str> {
        vec!["traceparent", "tracestate"]
    }
}
