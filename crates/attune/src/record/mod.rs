//! What became of this run: noted while it goes on, written down when it ends, however it ends.

mod carried;
mod commit;
mod run;
mod tenant;
mod trace_parent;

pub(crate) use carried::carried;
pub(crate) use run::{Run, current, tenant};
pub(crate) use tenant::{Tenant, Watched, named, planned, reached, stands, tally};
