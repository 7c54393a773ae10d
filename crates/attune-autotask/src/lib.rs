//! The Autotask REST adapter: zones, authentication, paging, retries, impersonation.
//!
//! [`Autotask`] is the tenant behind the ports of `attune_apply`. Reads are repeated within limits; a write or a create
//! is sent exactly once, and an answer that went missing is reported as lost rather than guessed. The facts come from the
//! project's fact base (`rest.md`); nothing here was tried against a live tenant.

mod act;
mod address;
mod answer;
mod client;
mod connect;
mod entities;
mod error;
mod examine;
mod headers;
mod limits;
mod metadata;
mod probe;
mod query;
mod read;
mod records;
mod request;
mod retry;
mod span;
mod tally;
mod wire;
mod write;
mod zone;

pub use connect::{Autotask, ConnectOptions};
pub use limits::Limits;
pub use retry::{RealTime, Wait};
pub use tally::Tally;
