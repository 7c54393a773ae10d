//! Installs what tasks need: virtual environments of Python, and programs of crates.io, pinned.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{root, say};

/// A virtual environment in `venv` with the packages that `requirements` pins.
pub(crate) fn venv(requirements: &Path, venv: &Path) -> Result<()> {
    unless_installed(requirements, &venv.join("installed-from"), || {
        let python = "Python 3.9 or newer with its venv module is needed";
        run(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(venv),
            python,
        )?;
        run(
            Command::new(venv.join("bin/python"))
                .args(["-m", "pip", "install", "--quiet", "--requirement"])
                .arg(requirements),
            python,
        )
    })
}

/// The program `name` of crates.io at exactly this version, below `target/tools`, built where it is not there yet.
pub(crate) fn program(name: &str, version: &str) -> Result<PathBuf> {
    let tools = root().join("target/tools");
    let program = tools.join("bin").join(name);
    let mark = tools.join(format!("{name}-{version}"));
    if program.is_file() && mark.is_file() {
        return Ok(program);
    }
    say(&format!("installing {name} {version}"));
    run(
        Command::new(env!("CARGO"))
            // Without optimisations: what it costs to build is more than what its runs would save.
            .args(["install", "--debug", "--locked", "--force", "--quiet"])
            .args([name, "--version", version, "--root"])
            .arg(&tools),
        "crates.io must be within reach",
    )?;
    fs::write(&mark, "").with_context(|| mark.display().to_string())?;
    Ok(program)
}

/// Runs `install` unless the mark that the last one left says the same as `pins` does now.
pub(crate) fn unless_installed(
    pins: &Path,
    mark: &Path,
    install: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let wanted = fs::read(pins).with_context(|| pins.display().to_string())?;
    if fs::read(mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(&format!("installing what {} names", pins.display()));
    install()?;
    fs::write(mark, wanted).with_context(|| mark.display().to_string())
}

/// Runs a command to its end; `need` says what may be missing where that fails.
pub(crate) fn run(command: &mut Command, need: &str) -> Result<()> {
    let shown = format!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("{shown}: {need}"))?;
    ensure!(status.success(), "{shown} failed; {need}");
    Ok(())
}
