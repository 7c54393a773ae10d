//! A folder of manifests or recipes: which of its files are read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The `*.yaml` and `*.yml` files of a folder, sorted; hidden ones and what is within folders of it are left out.
///
/// The empty path is the current folder.
///
/// # Errors
/// Where the folder cannot be listed.
pub fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let here = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(here)? {
        let name = entry?.file_name();
        let path = folder.join(&name);
        let is_hidden = name.to_string_lossy().starts_with('.');
        if is_yaml(&path) && !is_hidden && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whether a file is YAML by its name.
pub(crate) fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end == "yaml" || end == "yml")
}
