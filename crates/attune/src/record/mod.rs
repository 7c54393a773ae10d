//! What became of this run: noted while it goes on, told when it ends, however it ends.
//!
//! Told is a file (`--record`), and where attune was built with `otlp`, a trace.

mod carried;
mod commit;
#[cfg(not(feature = "otlp"))]
mod no_trace;
mod run;
mod tenant;
#[cfg(feature = "otlp")]
mod trace;
mod trace_parent;

#[cfg(not(feature = "otlp"))]
use no_trace as trace;

pub(crate) use carried::carried;
pub(crate) use run::{Run, current, one, tenant};
pub(crate) use tenant::{Tenant, Watched, named, planned, reached, stands, tally};
pub(crate) use trace::Trace;
