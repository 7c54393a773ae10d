//! Manifests through the public interface.

mod broken;
mod file;
mod harm;
mod head;
mod hostile;
mod level;
mod people;
mod place;
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
