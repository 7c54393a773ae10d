//! Installs the clients of other people that the tests run: npm packages, pinned by lock file.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{root, say};

/// `npm ci` in `tests/clients/npm`, unless what is installed is what the lock file says.
pub(crate) fn install() -> Result<()> {
    let folder = root().join("tests/clients/npm");
    let lock = fs::read(folder.join("package-lock.json"))
        .context("tests/clients/npm/package-lock.json")?;
    let installed = folder.join("node_modules/.installed-from");
    if fs::read(&installed).is_ok_and(|from| from == lock) {
        return Ok(());
    }
    say("installing the npm clients that the tests run");
    let status = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .status()
        .context("npm cannot be started; the tests need Node.js 18 or newer with npm")?;
    ensure!(status.success(), "npm ci failed in tests/clients/npm");
    fs::write(&installed, &lock).with_context(|| installed.display().to_string())
}
