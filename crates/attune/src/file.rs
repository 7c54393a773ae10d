//! Files of the user's: read whole, replaced whole.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use attune_apply::file::{Existing, FileError, Readers, put, replace_all as put_all};

use crate::error::CommandError;

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String, CommandError> {
    fs::read_to_string(path)
        .with_context(|| format!("cannot read {}", path.display()))
        .map_err(|error| CommandError::state(error, "Check the path and who may read the file."))
}

/// Puts a text in place of a file's. Whoever reads sees the old or the new.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), CommandError> {
    put(path, text.as_bytes(), Readers::Owner, Existing::Replaced).map_err(|error| {
        unwritten(
            path,
            error,
            "The file is as it was. Check the folder and the disk.",
        )
    })
}

/// Puts texts in place of those of several files: not the first before all are written beside.
pub(crate) fn replace_all(texts: &BTreeMap<PathBuf, String>) -> Result<(), CommandError> {
    let files = texts
        .iter()
        .map(|(path, text)| (path.as_path(), text.as_bytes()));
    put_all(files).map_err(|error| {
        let path = error.path.clone();
        unwritten(&path, error, "Check the folder and the disk.")
    })
}

/// Takes a file away; where there is none, nothing is done.
pub(crate) fn remove(path: &Path) -> Result<(), CommandError> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            let error = anyhow::Error::from(cause).context(path.display().to_string());
            Err(CommandError::state(
                error,
                "It is out of date and can be removed.",
            ))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes a file, new or in place of one; the folders on the way are made.
///
/// A new one is for all whom the user's mask does not exclude.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    write_for(Readers::All, path, text)
}

/// Like [`write()`], for what attune keeps about a tenant: what is new is for its owner only.
pub(crate) fn write_private(path: &Path, text: &str) -> Result<(), CommandError> {
    write_for(Readers::Owner, path, text)
}

fn write_for(readers: Readers, path: &Path, text: &str) -> Result<(), CommandError> {
    put(path, text.as_bytes(), readers, Existing::Replaced).map_err(|error| {
        let hint = "A file that was there is as it was. Check the path, the folder and the disk.";
        unwritten(path, error, hint)
    })
}

/// Writes a file that must not be there yet; the folders on the way are made.
pub(crate) fn create(path: &Path, text: &str) -> Result<(), CommandError> {
    put(path, text.as_bytes(), Readers::All, Existing::Kept).map_err(|error| {
        if error.cause.kind() == io::ErrorKind::AlreadyExists {
            return there_already(path);
        }
        let hint = "Check the folder and the disk, or name another with --file.";
        unwritten(path, error, hint)
    })
}

/// The path is said once, unless it is a folder on the way that fails.
fn unwritten(path: &Path, error: FileError, hint: &str) -> CommandError {
    let what = format!("cannot write {}", path.display());
    let error = if error.path == path {
        anyhow::Error::from(error.cause).context(what)
    } else {
        anyhow::Error::from(error).context(what)
    };
    CommandError::state(error, hint)
}

/// A file that would be overwritten.
pub(crate) fn there_already(path: &Path) -> CommandError {
    CommandError::usage(
        format!("{} is there already", path.display()),
        "Name another with --file, or remove it first; nothing was changed.",
    )
}

/// The YAML files of a folder, sorted; hidden ones and folders are left out.
pub(crate) fn yaml_in(folder: &Path) -> Result<Vec<PathBuf>, CommandError> {
    attune_manifest::files_in(folder)
        .with_context(|| format!("cannot read {}", folder.display()))
        .map_err(|error| CommandError::state(error, "Check the path and who may read the folder."))
}
