//! Markdown for a pull request, GitHub's dialect, in at most 65,536 characters.
//!
//! That is the most that a comment of GitHub holds. What does not fit is left out by whole steps and notes, and the last
//! lines say how many. Long tables are folded.

pub(crate) mod budget;
pub(crate) mod escape;
pub(crate) mod marker;
mod report;
mod step;

pub use report::report;
