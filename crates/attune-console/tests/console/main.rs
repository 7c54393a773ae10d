//! The console channel: the checklist, and the operator of a simulator.

#![cfg(test)]

mod checklist;
mod fields;
mod plans;
mod session;
mod simulated;
mod whole;
mod wording;
