//! Renderers: one module an output format, over the same plans and results.
//!
//! Nothing here decides anything; text from the tenant is cleaned before it is shown.

pub mod audit;
mod clean;
pub mod diagnostics;
pub mod doctor;
pub mod drift;
mod fields;
pub mod fleet;
pub mod html;
pub mod json;
mod label;
pub mod markdown;
mod outline;
mod report;
pub mod run;
pub mod text;
pub mod verify;
mod view;

pub use clean::{clean, clean_lines};
pub use report::Report;
