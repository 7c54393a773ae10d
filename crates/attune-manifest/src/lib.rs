//! Manifests: strict YAML to [`attune_model::Desired`], with a place for every key and diagnostics that show it.
//!
//! A manifest is read in three passes. `yaml` turns the text into a tree in which every key and value knows its
//! span; `lower` walks that tree with the readers of `reader` and collects every finding in one run; what remains
//! is a [`Manifest`], or a [`LoadError`] with all diagnostics in the order of the text. One rule stands in one file
//! of `rules`.

mod connection;
mod diagnostic;
pub mod edit;
mod error;
mod examples;
mod explain;
mod file;
mod finding;
mod folder;
pub mod format;
pub mod import;
mod layers;
mod lint;
mod loader;
mod lower;
mod manifest;
mod mask;
mod path;
mod places;
mod reader;
mod recipe;
mod render;
mod rules;
pub mod schema;
mod source;
pub mod strict;
mod suggest;
mod text;
mod yaml;

pub use connection::{Connection, Reference};
pub use diagnostic::{Diagnostic, Related, Severity};
pub use error::LoadError;
pub use explain::{Explanation, Standing, Statement};
pub use folder::files_in;
pub use loader::{Loader, load, load_all, load_all_over};
pub use manifest::Manifest;
pub use path::plain as plain_path;
pub use recipe::{Evidence, Gap, Integration, Library, Parameter, ParameterType, Recipe, Step};
pub use render::render;
pub use rules::{Rule, rules};
pub use source::Location;
