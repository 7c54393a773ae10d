//! The planner: what is wanted and what is known in, every change decided out.
//!
//! [`plan`] is a pure function: no I/O, no clock, no environment, no randomness, ordered maps only. Identical inputs
//! give identical bytes.

mod api_users;
mod checks;
mod context;
mod impersonation;
mod levels;
mod notes;
mod order;
mod people;
mod planner;
mod risks;
mod targets;

pub use planner::plan;
