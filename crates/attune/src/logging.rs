//! What libraries say, and what traces show: who hears of it.

use std::io;

use tracing_subscriber::filter::{EnvFilter, FilterExt as _, filter_fn};
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::environment;
use crate::record::Trace;

/// The target of every span that is made for traces.
pub(crate) const SPANS: &str = "attune::span";

/// Lets libraries talk to stderr where `ATTUNE_LOG` asks for it, and lets a trace have its spans.
pub(crate) fn start(trace: Option<&Trace>) {
    let log = environment::log_filter().map(|filter| {
        // A line says what a span of a trace would say around it.
        let wanted = EnvFilter::new(filter).and(filter_fn(|at| at.target() != SPANS));
        let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr);
        lines.with_filter(wanted)
    });
    if log.is_some() || trace.is_some() {
        let registry = tracing_subscriber::registry();
        registry.with(trace.map(Trace::layer)).with(log).init();
    }
}
