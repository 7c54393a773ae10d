//! Laws for everything that reads bytes from elsewhere: what has to hold whatever the bytes are.
//!
//! `check` of each module takes any bytes and panics where its law is broken. `tests/corpus.rs` puts every file of `corpus/`
//! through it, and a fuzzer (`cargo xtask fuzz`) looks for bytes that nobody thought of.

#![expect(
    clippy::missing_panics_doc,
    reason = "a law that is broken is a panic, in every module"
)]

pub mod answers;
pub mod extract;
pub mod ledger;
pub mod locators;
pub mod manifest;
pub mod plan;
mod printed;
pub mod saved;
