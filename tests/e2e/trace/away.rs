//! Collectors that do not do their part, and runs that a signal ends.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::json;

use super::collector::{Collector, Manner};
use super::{root, traced};
use crate::harness::{APPLY, PLAN, Place, Ran, Sim, tell};
use crate::requests::log;

/// Plans with a collector at an address; the exit code and the result are those of a run without one. What is said, and how long it took.
fn planned(endpoint: &str) -> (String, Duration) {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let quiet = place.attune(&sim, &PLAN).exits(2);
    let mut command = place.command(Some(&sim), &PLAN);
    let began = Instant::now();
    let ran = Ran::of(command.env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)).exits(2);
    assert_eq!(ran.stdout, quiet.stdout);
    (ran.stderr, began.elapsed())
}

#[test]
fn settings_that_cannot_be_read_are_said_and_never_repeated() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    for (name, what) in [
        ("OTEL_EXPORTER_OTLP_HEADERS", "HEADER=VALUE"),
        ("OTEL_RESOURCE_ATTRIBUTES", "KEY=VALUE"),
    ] {
        let mut command = place.command(Some(&sim), &PLAN);
        command.env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1");
        assert_eq!(
            Ran::of(command.env(name, "hunter2")).exits(2).stderr,
            format!("warning: nothing is traced: {name} is no list of {what}\n")
        );
    }
}

#[test]
fn one_that_is_down_is_said_once_and_changes_nothing() {
    let (said, _) = planned("http://127.0.0.1:1");
    let (first, rest) = said.split_once('\n').unwrap();
    assert!(
        first.starts_with(
            "warning: not all of the trace was sent to 127.0.0.1:1: error sending request: "
        ),
        "{said}"
    );
    assert_eq!(rest, "");
}

#[test]
fn one_that_answers_with_an_error_is_said_once_and_changes_nothing() {
    let collector = Collector::start(Manner::Answers(500));
    let (said, _) = planned(&collector.endpoint);
    let host = collector.endpoint.trim_start_matches("http://");
    assert_eq!(
        said,
        format!("warning: not all of the trace was sent to {host}: it answers 500\n")
    );
    assert_eq!(collector.requests().len(), 1, "nothing is sent twice");
}

#[test]
fn one_that_never_answers_is_waited_for_seconds_and_no_longer() {
    let collector = Collector::start(Manner::Hangs);
    let (said, took) = planned(&collector.endpoint);
    let host = collector.endpoint.trim_start_matches("http://");
    assert!(
        said.starts_with(&format!(
            "warning: not all of the trace was sent to {host}: "
        )),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);
    // Five seconds are the limit; the rest is for a machine with other work.
    assert!(took < Duration::from_secs(30), "{took:?}");
}

#[test]
fn an_address_that_must_not_be_sent_to_is_said_and_passed_over() {
    for (endpoint, why) in [
        (
            "http://collector.example:4318",
            "is plain http, which is for this machine only; use https",
        ),
        (
            "https://noc:hunter2@collector.example",
            "must not hold a user name or password",
        ),
        ("localhost:4318", "does not begin with https"),
    ] {
        let (said, _) = planned(endpoint);
        assert_eq!(
            said,
            format!("warning: nothing is traced: OTEL_EXPORTER_OTLP_ENDPOINT {why}\n")
        );
    }
}

/// Lets the `nth` listing of the levels hang.
fn hang(sim: &Sim, nth: u32) {
    let hangs = json!({
        "method": "GET", "path": "V1.0/Resources/entityInformation/fields", "nth": nth, "times": 1,
        "fault": {"kind": "latency", "milliseconds": 600_000}
    });
    tell(sim, "faults", &hangs);
}

#[test]
fn a_step_that_a_second_signal_ends_is_traced_to_its_end() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let collector = Collector::start(Manner::Answers(200));
    // The second time that the levels are listed is within the first step.
    hang(&sim, 3);
    let mut command = place.command(Some(&sim), &APPLY);
    let mut child = traced(&mut command, &collector)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let ledger = place.path(".attune/ledger.jsonl");
    while !std::fs::read_to_string(&ledger).is_ok_and(|text| text.contains("copied")) {
        std::thread::yield_now();
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    stderr.read_line(&mut String::new()).unwrap();
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let spans = collector.spans();
    let root = root(&spans);
    assert_eq!(root.attributes["attune.exit_code"], "130");
    let steps = spans.iter().filter(|span| span.name.starts_with("step "));
    let steps: Vec<&str> = steps.map(|step| step.name.as_str()).collect();
    assert_eq!(steps, ["step copy-level"]);
}

#[test]
fn a_run_that_a_signal_ends_is_traced_to_its_end() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let collector = Collector::start(Manner::Answers(200));
    hang(&sim, 1);
    let mut command = place.command(Some(&sim), &PLAN);
    let mut child = traced(&mut command, &collector)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while log(&sim).len() < 2 {
        std::thread::yield_now();
    }
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(143));
    let spans = collector.spans();
    let root = root(&spans);
    assert_eq!(root.attributes["attune.exit_code"], "143");
    assert!(root.is_error);
    let mut names: Vec<&str> = spans.iter().map(|span| span.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "GET /ATServicesRest/V1.0/Resources/entityInformation/fields",
            "GET /ATServicesRest/v1.0/zoneInformation",
            "attune plan",
            "tenant",
        ]
    );
}
