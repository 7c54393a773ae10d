//! Folders with all that is in them.

use std::fs;
use std::path::Path;

/// What tests or people left in a folder of the project.
pub(crate) const LEFT: [&str; 4] = [".attune", "secrets", "node_modules", "venv"];

/// Copies what is in a folder into another one, which is made where it is not there.
pub(crate) fn copy(from: &Path, to: &Path) {
    copy_but(from, to, &[]);
}

/// Copies a folder without the folders of these names.
pub(crate) fn copy_but(from: &Path, to: &Path, without: &[&str]) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if !path.is_dir() {
            fs::copy(&path, to.join(name)).unwrap();
        } else if !without.iter().any(|left| name == *left) {
            copy_but(&path, &to.join(name), without);
        }
    }
}
