//! The planner: what is wanted and what is known in, every change decided out.
//!
//! [`plan`] is a pure function: no I/O, no clock, no environment, no randomness, ordered maps only. Identical inputs
//! give identical bytes.

mod accept;
mod administrators;
mod api_users;
mod assignments;
mod base;
mod checks;
mod context;
mod copies;
mod findings;
mod holders;
mod impersonation;
mod index;
mod level_choice;
mod level_limit;
mod level_steps;
mod levels;
mod meant;
mod moves;
mod notes;
mod order;
mod ownership;
mod people;
mod planner;
mod prune;
mod relied;
mod risks;
mod selection;
mod standing;
mod targets;
mod words;

pub use planner::{Planned, judged, plan, plan_part};
pub use relied::{Moved, Relied, moved, relied_on};
pub use selection::{Origins, Selection};
