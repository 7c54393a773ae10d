//! Checks `deploy/kubernetes`, `deploy/container` and their guides, without a cluster and without a builder of images.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::{root, say};

/// One subject each; what they find goes to stderr.
const CHECKS: [&str; 4] = ["manifests.py", "scripts.py", "container.py", "guides.py"];

/// Whether [`run`] found nothing; what it found goes to stderr.
pub(crate) fn passes() -> bool {
    run().map_err(|found| say(&format!("{found:#}"))).is_ok()
}

/// Installs what the checks need and runs all of them; the error names those that found something.
pub(crate) fn run() -> Result<()> {
    let checks = root()
        .join("deploy/kubernetes/checks")
        .canonicalize()
        .context("deploy/kubernetes/checks")?;
    install(&checks)?;
    let python = checks.join("venv/bin/python");
    let mut failed = Vec::new();
    for check in CHECKS {
        if ran(Command::new(&python).arg("-B").arg(checks.join(check))).is_err() {
            failed.push(check);
        }
    }
    ensure!(
        failed.is_empty(),
        "deploy/kubernetes/checks found something: {}",
        failed.join(", ")
    );
    Ok(())
}

/// Installs what `requirements.txt` pins, unless the mark of the last time says the same.
fn install(checks: &Path) -> Result<()> {
    let requirements = checks.join("requirements.txt");
    let venv = checks.join("venv");
    let mark = venv.join("installed-from");
    let wanted = fs::read(&requirements).with_context(|| requirements.display().to_string())?;
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say(&format!("installing what {} names", requirements.display()));
    ran(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&venv))?;
    ran(Command::new(venv.join("bin/python"))
        .args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(&requirements))?;
    fs::write(&mark, wanted).with_context(|| mark.display().to_string())
}

fn ran(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}");
    let need = "the checks of deploy/kubernetes need git and Python 3.10 with venv";
    let status = command
        .status()
        .with_context(|| format!("{shown}: {need}"))?;
    ensure!(status.success(), "{shown} failed; {need}");
    Ok(())
}
