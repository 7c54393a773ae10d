//! Line coverage of what decides and what acts, by the tests of these crates.

mod lcov;
mod sum;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::{install, root};

/// The crates that are measured, by the tests of all of them.
const CRATES: [&str; 3] = ["attune-model", "attune-plan", "attune-apply"];

/// How much of each must be covered, in percent.
const FLOOR: usize = 95;

/// Measures, prints a line for each crate, and writes what no test runs to `target/coverage/uncovered.txt`.
pub(crate) fn run() -> Result<()> {
    let root = root().canonicalize()?;
    let folder = root.join("target/coverage");
    let report = measure(&root, &folder)?;
    let files = lcov::files(&report);
    let mut stdout = std::io::stdout();
    writeln!(stdout, "{}", sum::HEADER)?;
    let mut uncovered = String::new();
    let mut below = Vec::new();
    for name in CRATES {
        let measured = sum::of(name, &root, &files)?;
        writeln!(stdout, "{measured}")?;
        uncovered.push_str(&measured.uncovered);
        if !measured.reaches(FLOOR) {
            below.push(name);
        }
    }
    let list = folder.join("uncovered.txt");
    fs::write(&list, uncovered).with_context(|| list.display().to_string())?;
    if !below.is_empty() {
        bail!("below {FLOOR} %: {}", below.join(", "));
    }
    Ok(())
}

/// Runs the tests with counters; the report in LCOV.
fn measure(root: &Path, folder: &Path) -> Result<String> {
    let tools = root.join("target/tools");
    let venv = tools.join("coverage");
    install::venv(&root.join("crates/xtask/tools/requirements.txt"), &venv)?;
    let llvm = llvm(&venv)?;
    let packages = CRATES.map(|name| format!("--package={name}"));
    let report = folder.join("lcov.info");
    fs::create_dir_all(folder)?;
    install::run(
        Command::new(venv.join("bin/cargo-llvm-cov"))
            .args(["llvm-cov", "test", "--locked", "--quiet", "--lcov"])
            .args(packages)
            .arg("--output-path")
            .arg(&report)
            .env("LLVM_COV", llvm.join("llvm-cov"))
            .env("LLVM_PROFDATA", llvm.join("llvm-profdata"))
            .env("CARGO_LLVM_COV_TARGET_DIR", folder)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            // This llvm-profdata is built without zlib.
            .env("RUSTFLAGS", "-Cllvm-args=-enable-name-compression=false")
            // What the tests print is no result of this.
            .stdout(Stdio::null())
            .current_dir(root),
        "the tests must pass",
    )?;
    fs::read_to_string(&report).with_context(|| report.display().to_string())
}

/// The folder of LLVM's programs in the virtual environment; which one depends on the version of Python.
fn llvm(venv: &Path) -> Result<PathBuf> {
    let lib = venv.join("lib");
    for entry in fs::read_dir(&lib).with_context(|| lib.display().to_string())? {
        let folder = entry?.path().join("site-packages/llvm/bin");
        if folder.join("llvm-cov").is_file() {
            return Ok(folder);
        }
    }
    bail!("no llvm-cov below {}", lib.display())
}
