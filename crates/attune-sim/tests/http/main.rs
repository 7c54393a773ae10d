//! The simulator over real HTTP.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "tests and their helpers end where something is not as it should be"
)]

mod contract;
mod docs;
mod entities;
mod errors;
mod extra;
mod faults;
mod fleet;
mod form;
mod harness;
mod information;
mod limits;
mod paging;
mod query;
mod refusals;
mod resources;
mod rights;
mod switches;
mod tickets;
mod walkthrough;
mod zone;
