//! The simulator over real HTTP.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "tests and their helpers end where something is not as it should be"
)]

mod errors;
mod harness;
mod information;
mod paging;
mod query;
mod refusals;
mod resources;
mod tickets;
mod walkthrough;
mod zone;
