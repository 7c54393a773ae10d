//! Renderers: one module an output format, over the same plans and results.
//!
//! Nothing here decides anything; text from the tenant is cleaned before it is shown.

mod clean;
pub mod diagnostics;
pub mod drift;
mod fields;
pub mod json;
mod label;
pub mod text;

pub use clean::{clean, clean_lines};
