//! Mutation testing: code is changed, one place after the other, and the tests of its crate must notice.

mod explained;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};

use crate::{install, memory, root, say};

/// What is changed where nothing is named: the planner with its guards, and what applies and judges.
const PLACES: [&str; 10] = [
    "crates/attune-plan/src/**/*.rs",
    "crates/attune-apply/src/executor.rs",
    "crates/attune-apply/src/executor/**/*.rs",
    "crates/attune-apply/src/steps/**/*.rs",
    "crates/attune-apply/src/{settle,found,noted_rights}.rs",
    "crates/attune-apply/src/undo/**/*.rs",
    "crates/attune-apply/src/drift/**/*.rs",
    "crates/attune-apply/src/verify/**/*.rs",
    "crates/attune-apply/src/ledger/**/*.rs",
    "crates/attune-apply/src/effective.rs",
];

/// The crates of which something may be changed; each mutant meets the tests of its own crate.
const CRATES: [&str; 2] = ["attune-plan", "attune-apply"];

/// Changes [`PLACES`], or those named: files, globs of files, or one of [`CRATES`]; `--shard K/N` takes a part.
pub(crate) fn run(arguments: &[&str]) -> Result<()> {
    let since = Instant::now();
    let root = root().canonicalize()?;
    let (shard, places) = match arguments {
        ["--shard", shard, places @ ..] => (Some(*shard), places),
        places => (None, places),
    };
    let output = root.join("target/mutants");
    fs::create_dir_all(&output)?;
    let tool = install::program("cargo-mutants", "27.1.0")?;
    let status = command(&tool, &root, &output, shard, places)
        .status()
        .context("cargo-mutants cannot be started")?;
    // 2: some survived; 3: some took too long. Everything else is no result.
    ensure!(
        matches!(status.code(), Some(0 | 2 | 3)),
        "cargo-mutants came to no result: {status}"
    );
    let list = |name: &str| lines(&output.join("mutants.out").join(name));
    let (caught, missed) = (list("caught.txt")?, list("missed.txt")?);
    let (unviable, timeout) = (list("unviable.txt")?, list("timeout.txt")?);
    let page = root.join("docs/mutants.md");
    let page = fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let left = explained::unexplained(&missed, explained::of(&page));
    say(&format!(
        "mutants: {} caught, {} missed ({} explained), {} unviable, {} timeout, {} s",
        caught.len(),
        missed.len(),
        missed.len() - left.len(),
        unviable.len(),
        timeout.len(),
        since.elapsed().as_secs()
    ));
    if !left.is_empty() {
        bail!(
            "no test notices, and docs/mutants.md does not say why:\n{}",
            left.join("\n")
        );
    }
    Ok(())
}

fn command(
    tool: &Path,
    root: &Path,
    output: &Path,
    shard: Option<&str>,
    places: &[&str],
) -> Command {
    let mut command = Command::new(tool);
    command
        .args(["mutants", "--jobs", "1", "--timeout", "60"])
        .args(["--no-shuffle", "--colors", "never", "--output"])
        .arg(output)
        .current_dir(root)
        // What does not change is built once for all mutants.
        .env("CARGO_TARGET_DIR", output.join("build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // A mutant that a law catches is caught: that is quick with few cases, and the same each time. One after which
        // every plan has a problem is caught too, not looked at a million times for one that has none.
        .env("PROPTEST_CASES", "16")
        .env("PROPTEST_RNG_SEED", "7")
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("PROPTEST_MAX_GLOBAL_REJECTS", "2000")
        .env("RUST_BACKTRACE", "0")
        .env("INSTA_UPDATE", "no")
        .stdin(Stdio::null());
    memory::use_for(&mut command);
    if let Some(shard) = shard {
        command.args(["--shard", shard, "--sharding", "round-robin"]);
    }
    let packages: Vec<&str> = if places.is_empty() {
        for place in PLACES {
            command.args(["--file", place]);
        }
        CRATES.to_vec()
    } else {
        for place in places.iter().filter(|place| !CRATES.contains(place)) {
            command.args(["--file", place]);
        }
        let is_named = |name: &&str| places.iter().any(|place| place.contains(name));
        CRATES.into_iter().filter(is_named).collect()
    };
    for package in packages {
        command.args(["--package", package]);
    }
    command
}

fn lines(file: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(text.lines().map(str::to_owned).collect())
}
