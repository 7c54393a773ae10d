//! Every request with every fault: `tests/e2e/faults`, of which a test run takes a part only.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};

use crate::{memory, root, say};

/// Runs all of them and counts: requests, runs with a fault, violations, time.
pub(crate) fn run() -> Result<()> {
    let since = Instant::now();
    let mut command = Command::new(env!("CARGO"));
    memory::use_for(&mut command);
    let mut cargo = command
        .args(["test", "--locked", "--package", "attune", "--test", "e2e"])
        .args(["faults::all", "--", "--nocapture"])
        .env("ATTUNE_FAULTS", "all")
        .current_dir(root())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .context("cargo cannot be started")?;
    let output = cargo.stderr.take().context("cargo has no output")?;
    let mut total = Counts::default();
    for line in BufReader::new(output).lines() {
        let line = line.context("the output of the tests")?;
        say(&line);
        total.add(&line);
    }
    let status = cargo.wait()?;
    let Counts {
        requests,
        faults,
        violations,
    } = total;
    say(&format!(
        "faults: {requests} requests, {faults} faults, {violations} violations, {} s",
        since.elapsed().as_secs()
    ));
    ensure!(faults > 0, "no fault was tried");
    if !status.success() || violations > 0 {
        bail!("something does not hold when requests fail");
    }
    Ok(())
}

#[derive(Default)]
struct Counts {
    requests: usize,
    faults: usize,
    violations: usize,
}

impl Counts {
    /// Adds a line like `faults: apply: 95 requests, 1804 of 1804 faults, 0 violations, 300 s`.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("faults: ")
            .and_then(|line| line.split_once(": "))
        else {
            return;
        };
        for part in counts.split(", ") {
            let mut words = part.split(' ');
            let number: Option<usize> = words.next().and_then(|number| number.parse().ok());
            match (number, words.next_back()) {
                (Some(number), Some("requests")) => self.requests += number,
                (Some(number), Some("faults")) => self.faults += number,
                (Some(number), Some("violations")) => self.violations += number,
                _ => {}
            }
        }
    }
}
