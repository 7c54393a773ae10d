//! Runs all tests and counts them.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::root;

/// All that `cargo test` is asked to run: everything with the browser and with traces, and what a build without them says.
const RUNS: [&[&str]; 2] = [
    &[
        "--workspace",
        "--features",
        "attune-console/browser,attune/browser,attune/otlp",
    ],
    &[
        "--package=attune",
        "--test=e2e",
        "--",
        "without_browser",
        "record::",
    ],
];

/// Runs all of [`RUNS`]. The last line is the sum of all summaries; it is also written to `target/xtask/summary`.
pub(crate) fn run() -> Result<()> {
    let root = root();
    let mut counts = Counts::default();
    let mut passed = crate::forge::passes();
    passed &= crate::kubernetes::passes();
    for arguments in RUNS {
        passed &= counted(arguments, &root, &mut counts)?;
    }
    let summary = format!(
        "{} passed, {} failed, {} skipped\n",
        counts.passed, counts.failed, counts.ignored
    );
    let folder = root.join("target/xtask");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("summary"), &summary)?;
    write!(std::io::stdout(), "{summary}")?;
    if !passed || counts.failed > 0 {
        bail!("tests failed");
    }
    if counts.passed == 0 {
        bail!("no test was run");
    }
    Ok(())
}

/// `cargo test` with these arguments; whether it ended well.
fn counted(arguments: &[&str], root: &Path, counts: &mut Counts) -> Result<bool> {
    let mut cargo = Command::new(env!("CARGO"))
        .args(["test", "--locked", "--no-fail-fast"])
        .args(arguments)
        .current_dir(root)
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo cannot be started")?;
    let output = cargo.stdout.take().context("cargo has no output")?;
    let mut stdout = std::io::stdout().lock();
    for line in BufReader::new(output).lines() {
        let line = line.context("cargo's output")?;
        writeln!(stdout, "{line}")?;
        counts.add(&line);
    }
    Ok(cargo.wait()?.success())
}

#[derive(Default)]
struct Counts {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Counts {
    /// Adds a line like `test result: ok. 3 passed; 0 failed; 1 ignored; ...`.
    fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else {
            return;
        };
        let (_, counts) = result.split_once(". ").unwrap_or(("", result));
        for part in counts.split("; ") {
            if let Some((number, what)) = part.split_once(' ')
                && let Ok(number) = number.parse::<usize>()
            {
                match what {
                    "passed" => self.passed += number,
                    "failed" => self.failed += number,
                    "ignored" => self.ignored += number,
                    _ => {}
                }
            }
        }
    }
}
