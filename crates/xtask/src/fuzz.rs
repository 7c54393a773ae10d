//! Looks for bytes that break a law of `fuzz/`: libFuzzer with the coverage that a stable compiler can count.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};

use crate::{root, say};

/// What is read from elsewhere.
const TARGETS: [&str; 7] = [
    "answers", "extract", "ledger", "locators", "manifest", "plan", "saved",
];

/// Counts the edges that a run takes, and shows the fuzzer what is compared.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Runs each target for some time on a copy of its corpus, and counts. What it finds stays in `target/fuzz/found`.
pub(crate) fn run(time: Duration) -> Result<()> {
    let root = root();
    let programs = build(&root)?;
    let mut total = 0;
    for target in TARGETS {
        let runs = fuzz(&root, &programs, target, time)?;
        say(&format!("fuzz: {target}: {runs} runs, no law broken"));
        total += runs;
    }
    say(&format!("fuzz: {total} runs in all"));
    Ok(())
}

/// Builds the programs for this machine; their folder.
fn build(root: &Path) -> Result<std::path::PathBuf> {
    let host = Command::new("rustc")
        .args(["--print", "host-tuple"])
        .output()
        .context("rustc cannot be started")?;
    let host = String::from_utf8(host.stdout)?.trim().to_owned();
    let status = Command::new(env!("CARGO"))
        .args(["build", "--locked", "--package", "attune-fuzz", "--bins"])
        .args(["--features", "libfuzzer", "--profile", "fuzz"])
        // With a target of its own, build scripts are built without coverage.
        .args(["--target", &host, "--target-dir", "target/fuzz"])
        .env("RUSTFLAGS", COVERAGE)
        .current_dir(root)
        .status()
        .context("cargo cannot be started")?;
    ensure!(status.success(), "the fuzz targets do not build");
    Ok(root.join("target/fuzz").join(host).join("fuzz"))
}

fn fuzz(root: &Path, programs: &Path, target: &str, time: Duration) -> Result<u64> {
    let found = root.join("target/fuzz/found").join(target);
    fs::create_dir_all(&found)?;
    let run = Command::new(programs.join(target))
        .arg(format!("-max_total_time={}", time.as_secs()))
        .arg(format!("-artifact_prefix={}/breaks-", found.display()))
        .args([
            "-max_len=30000",
            "-timeout=20",
            "-rss_limit_mb=2048",
            "-print_final_stats=1",
        ])
        .arg(&found)
        .arg(root.join("fuzz/corpus").join(target))
        .stdout(Stdio::null())
        .output()
        .with_context(|| format!("{target} cannot be started"))?;
    let said = String::from_utf8_lossy(&run.stderr);
    if !run.status.success() {
        let end: Vec<&str> = said.lines().rev().take(40).collect();
        for line in end.iter().rev() {
            say(line);
        }
        bail!("a law of {target} is broken: {}", found.display());
    }
    let runs = said
        .lines()
        .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let runs = runs.and_then(|runs| runs.trim().parse().ok());
    runs.with_context(|| format!("{target} does not say how often it ran"))
}
