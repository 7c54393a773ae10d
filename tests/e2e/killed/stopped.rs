//! Told to stop while a step hangs: once, and twice.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use crate::harness::{APPLY, PLAN, Place, Sim, forget_faults, tell};

/// Starts an apply whose first step hangs, sends signals each of which it must have heard before the next; exit code and talk.
fn stop_at_a_step_that_hangs(sim: &Sim, place: &Place, signals: &[Signal]) -> (i32, String) {
    // The second time that the levels are listed is within the first step.
    let hangs = json!({
        "method": "GET", "path": "V1.0/Resources/entityInformation/fields", "nth": 3, "times": 1,
        "fault": {"kind": "latency", "milliseconds": 600_000}
    });
    tell(sim, "faults", &hangs);
    let mut command = place.command(Some(sim), &APPLY);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let ledger = place.path(".attune/ledger.jsonl");
    while !std::fs::read_to_string(&ledger).is_ok_and(|text| text.contains("copied")) {
        std::thread::yield_now();
    }
    let mut said = String::new();
    for signal in signals {
        kill_process(Pid::from_child(&child), *signal).unwrap();
        while said.is_empty() {
            assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "it says nothing");
        }
    }
    stderr.read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code().unwrap_or(-1), said)
}

#[test]
fn the_second_signal_ends_a_run_at_once_and_the_next_goes_on() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let signals = [Signal::INT, Signal::TERM];
    assert_eq!(
        stop_at_a_step_that_hangs(&sim, &place, &signals),
        (
            130,
            "stopping after this step; once more ends attune at once\n".to_owned()
        )
    );
    forget_faults(&sim);
    place.attune(&sim, &APPLY).exits(0);
    place.attune(&sim, &PLAN).exits(0);
}
