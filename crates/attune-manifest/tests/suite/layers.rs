//! Layers: which one wins, place by place.

mod folder;
mod lock;
mod merge;
mod split;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use attune_manifest::{LoadError, Loader, Manifest, render};
use attune_model::Date;
use tempfile::TempDir;

/// A folder of files, removed at the end of a test.
pub(crate) struct Folder(TempDir);

/// A folder with these files: relative paths and texts.
pub(crate) fn folder(files: &[(&str, &str)]) -> io::Result<Folder> {
    let folder = tempfile::tempdir()?;
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        fs::write(path, text)?;
    }
    Ok(Folder(folder))
}

impl Folder {
    /// The path of a file in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The manifest of this name, on a day on which everything accepted still holds.
    pub(crate) fn load(&self, name: &str) -> Result<Manifest, LoadError> {
        Loader::new(Date::MIN).load(&self.path(name))
    }

    /// What is wrong with the manifest of this name, as it is drawn, without the path of the folder.
    pub(crate) fn wrong(&self, name: &str) -> String {
        match self.load(name) {
            Ok(_) => "valid".to_owned(),
            Err(error) => self.relative(&render(error.diagnostics(), false)),
        }
    }

    /// The rules that are broken, each with its place.
    pub(crate) fn rules(&self, name: &str) -> Vec<String> {
        let error = self.load(name).err();
        error
            .iter()
            .flat_map(LoadError::diagnostics)
            .map(|found| {
                let location = found.location.as_ref().map(ToString::to_string);
                let location = self.relative(&location.unwrap_or_default());
                format!("{} {location}", found.rule)
            })
            .collect()
    }

    /// A text without the path of the folder.
    pub(crate) fn relative(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.0.path().display()), "")
    }
}

/// The cells that a manifest manages, `handle.cell=value`.
pub(crate) fn cells(manifest: &Manifest) -> Vec<String> {
    let levels = manifest.desired.security_levels.iter();
    levels
        .flat_map(|(handle, level)| {
            let cells = level.cells.iter();
            cells.map(move |(id, value)| format!("{handle}.{id}={}", value.as_written()))
        })
        .collect()
}
