//! Installs the clients of other people that the tests run: packages of npm and of the Python index, pinned.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::install::{run, unless_installed, venv};
use crate::root;

/// Installs what is missing or pinned otherwise than what is installed.
pub(crate) fn install() -> Result<()> {
    npm(&root().join("tests/clients/npm"))?;
    let pypi = root().join("tests/clients/pypi");
    venv(&pypi.join("requirements.txt"), &pypi.join("venv"))
}

/// `npm ci`: exactly what the lock file says.
fn npm(folder: &Path) -> Result<()> {
    let installed = folder.join("node_modules/.installed-from");
    unless_installed(&folder.join("package-lock.json"), &installed, || {
        run(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .current_dir(folder),
            "the tests need Node.js 18 or newer with npm",
        )
    })
}
