//! Project tasks: `cargo xtask test`, `coverage`, `faults`, `forge`, `fuzz`, `killed`, `kubernetes`, `mutants`, `sbom`.

mod browser;
mod clients;
mod coverage;
mod faults;
mod forge;
mod fuzz;
mod install;
mod killed;
mod kubernetes;
mod memory;
mod mutants;
mod sbom;
mod tests;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("xtask: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let task: Vec<String> = std::env::args().skip(1).collect();
    match task
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["test"] => {
            clients::install()?;
            browser::install()?;
            tests::run()
        }
        ["coverage"] => coverage::run(),
        ["mutants", arguments @ ..] => mutants::run(arguments),
        ["sbom"] => sbom::run(),
        ["faults"] => faults::run(),
        ["forge"] => forge::run(),
        ["killed"] => killed::run(),
        ["kubernetes"] => kubernetes::run(),
        ["fuzz"] => fuzz::run(Duration::from_mins(1)),
        ["fuzz", seconds] => fuzz::run(Duration::from_secs(seconds.parse().context("seconds")?)),
        _ => bail!(
            "usage: cargo xtask test | coverage | faults | forge | fuzz [SECONDS] | killed | kubernetes | mutants [--shard K/N] [PACKAGE|FILE...] | sbom"
        ),
    }
}

/// The project's folder.
fn root() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[expect(
    clippy::print_stderr,
    reason = "a task talks to the person who runs it"
)]
fn say(line: &str) {
    eprintln!("{line}");
}
