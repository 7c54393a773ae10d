//! Which addresses attune sends to, and the HTTP client that it sends with.
//!
//! Everything that attune sends is a secret, or is sent along with one, or names people. So an address is `https`, or plain `http` on
//! this machine; no redirect is followed; and nothing is sent twice by the client itself.

mod address;
mod client;

pub use address::{Flaw, checked, host, is_plain, is_this_machine, names_this_machine};
pub use client::{builder, causes};
