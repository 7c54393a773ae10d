//! Carrying out a plan, whichever command made it: shown, approved, carried out, told.

mod approval;
mod carry;
mod course;
mod entry;

pub(crate) use approval::{approve, show_plan};
pub(crate) use carry::{Carry, Site};
pub(crate) use course::Course;
pub(crate) use entry::Entry;
