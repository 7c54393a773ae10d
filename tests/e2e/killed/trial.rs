//! One trial: struck at a point, run again, held against a run that nothing happened to.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::ExitStatus;

use serde_json::Value;
use tempfile::TempDir;

use super::shim::{How, Shim, points};
use super::state::{at_hand, credentials_are_kept, differences, has_begun, state};
use crate::harness::{Place, Sim, dump};

const FIVE: &str = "five-integrations.yaml";

const HANDLES: [&str; 5] = [
    "cloudradial",
    "deskdirector",
    "office-protect",
    "relokia",
    "tasky",
];

/// What the example does not have: a ticket and a note as a person.
const CHECK: &str = "
checks:
  tasky-note:
    apiUser: tasky
    actsAs: tess.turner@contoso.example
    ticket: {companyID: 0, status: 1, priority: 2}
";

pub(super) const APPLY: [&str; 8] = [
    "apply",
    "-f",
    FIVE,
    "--auto-approve",
    "--console",
    "simulated",
    "--format",
    "json",
];

/// A run that nothing happened to, and what it left.
pub(super) struct Whole {
    shim: Shim,
    /// What it called, in order.
    pub(super) points: Vec<String>,
    state: Vec<String>,
}

/// How a run that was struck ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ended {
    /// By the signal.
    Struck,
    /// After the step at hand, with exit code 5.
    InPart,
    /// Nothing was left to do when it heard, or the point was not reached.
    Whole,
}

impl Ended {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Struck => "ended by the signal",
            Self::InPart => "ended after the step at hand",
            Self::Whole => "came to its end",
        }
    }
}

impl Whole {
    pub(super) fn run() -> Self {
        let library = Shim::compile();
        let (sim, place, log) = start();
        let mut command = place.command(Some(&sim), &APPLY);
        let points_file = log.path().join("points");
        library.count(&mut command, &points_file);
        assert!(command.output().unwrap().status.success());
        Self {
            shim: library,
            points: points(&points_file),
            state: end(&sim, &place),
        }
    }

    /// Strikes a run at a point, counted from 1, and runs again.
    ///
    /// # Panics
    /// Where anything differs from the run that nothing happened to.
    pub(super) fn try_at(&self, at: usize, how: How) -> Ended {
        let (sim, place, log) = start();
        let mut command = place.command(Some(&sim), &APPLY);
        self.shim
            .strike(&mut command, &log.path().join("points"), at, how);
        command.stdout(File::create(log.path().join("stdout")).unwrap());
        command.stderr(File::create(log.path().join("stderr")).unwrap());
        let status = command.status().unwrap();
        let ended = ending(status, how, log.path());
        check_first(&place, ended, how);

        let again = place.attune(&sim, &APPLY).exits(0);
        let results = again.json();
        for result in results["results"].as_array().into_iter().flatten() {
            assert_eq!(result["outcome"], "done", "{result}");
        }
        let differences = differences(&self.state, &end(&sim, &place));
        assert!(differences.is_empty(), "{}", differences.join("\n"));
        ended
    }
}

/// A fresh tenant, a folder with the manifest, and another one for what a test writes down.
pub(super) fn start() -> (Sim, Place, TempDir) {
    let place = Place::with_example(FIVE);
    fs::write(place.path(FIVE), place.read(FIVE) + CHECK).unwrap();
    (Sim::start(), place, tempfile::tempdir().unwrap())
}

fn ending(status: ExitStatus, how: How, log: &Path) -> Ended {
    match (status.code(), status.signal()) {
        (None, Some(signal)) if signal == how.signal() => Ended::Struck,
        (Some(5), None) if how.is_heard() => Ended::InPart,
        (Some(0), None) => Ended::Whole,
        _ => panic!(
            "ended with {status}: {}",
            fs::read_to_string(log.join("stderr")).unwrap()
        ),
    }
}

/// What holds as soon as the first run has ended.
fn check_first(place: &Place, ended: Ended, how: How) {
    match ended {
        Ended::Struck if how.is_heard() => {
            assert!(!has_begun(place), "it did not stop between two steps");
        }
        Ended::Struck => {}
        Ended::InPart => {
            assert!(at_hand(place).is_empty(), "a step was left half done");
            assert!(place.path(".attune/waiting.json").exists());
            assert!(!place.path(".attune/lock.json").exists());
        }
        Ended::Whole => assert!(!place.path(".attune/lock.json").exists()),
    }
}

/// What every run that came to its end leaves; and what holds then.
pub(super) fn end(sim: &Sim, place: &Place) -> Vec<String> {
    let plan: Value = place
        .attune(
            sim,
            &[
                "plan",
                "-f",
                FIVE,
                "--detailed-exitcode",
                "--format",
                "json",
            ],
        )
        .exits(0)
        .json();
    assert_eq!(plan["steps"].as_array().map(Vec::len), Some(0), "{plan}");
    place
        .attune_alone(&["ledger", "verify", "-f", FIVE])
        .exits(0);
    let dump = dump(sim);
    credentials_are_kept(sim, &dump, place, &HANDLES);
    state(&dump, place)
}
