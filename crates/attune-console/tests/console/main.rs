//! The console channel: the checklist, and the operator of a simulator.

#![cfg(test)]

mod checklist;
mod fields;
mod plans;
mod session;
mod simulated;
#[path = "../support/mod.rs"]
mod support;
mod whole;
mod wording;
