//! Installs the clients of other people that the tests run: packages of npm and of the Python index, pinned.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{root, say};

/// Installs what is missing or pinned otherwise than what is installed.
pub(crate) fn install() -> Result<()> {
    npm(&root().join("tests/clients/npm"))?;
    pypi(&root().join("tests/clients/pypi"))
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

/// A virtual environment in `venv` with the pinned packages.
fn pypi(folder: &Path) -> Result<()> {
    let requirements = folder.join("requirements.txt");
    let venv = folder.join("venv");
    unless_installed(&requirements, &venv.join("installed-from"), || {
        let python = "the tests need Python 3.9 or newer with its venv module";
        run(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(&venv),
            python,
        )?;
        run(
            Command::new(venv.join("bin/python"))
                .args(["-m", "pip", "install", "--quiet", "--requirement"])
                .arg(&requirements),
            python,
        )
    })
}

/// Runs `install` unless the mark that the last one left says the same as `pins` does now.
fn unless_installed(pins: &Path, mark: &Path, install: impl FnOnce() -> Result<()>) -> Result<()> {
    let wanted = fs::read(pins).with_context(|| pins.display().to_string())?;
    if fs::read(mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(&format!("installing what {} names", pins.display()));
    install()?;
    fs::write(mark, wanted).with_context(|| mark.display().to_string())
}

fn run(command: &mut Command, need: &str) -> Result<()> {
    let shown = format!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("{shown}: {need}"))?;
    ensure!(status.success(), "{shown} failed; {need}");
    Ok(())
}
