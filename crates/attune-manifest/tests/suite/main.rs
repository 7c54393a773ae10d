//! Manifests through the public interface.

mod below;
mod broken;
mod edit;
mod edit_laws;
mod edit_refused;
mod explain;
mod file;
mod format;
mod format_document;
mod format_laws;
mod format_refused;
mod harm;
mod head;
mod hostile;
mod import;
mod language;
mod layers;
mod level;
mod lints;
mod people;
mod place;
mod recipes;
mod rules;
mod schema;
mod syntax;
mod valid;

use std::path::Path;

use attune_manifest::{LoadError, Manifest, render};

/// A manifest with everything that the format has.
const FULL: &str = include_str!("../manifests/full.yaml");

/// The manifest in this text, in the folder `/m`.
fn read(text: &str) -> Result<Manifest, LoadError> {
    Manifest::from_text("attune.yaml", Path::new("/m"), text)
}

/// What is wrong with a text, as it is drawn.
fn wrong(text: &str) -> String {
    match read(text) {
        Ok(_) => "valid".to_owned(),
        Err(error) => render(error.diagnostics(), false),
    }
}
