//! A run that a signal ends is written down too.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use super::{RECORD, record};
use crate::harness::{APPLY, PLAN, Place, Sim, tell};
use crate::requests::log;

/// Lets the `nth` listing of the levels hang.
fn hang(sim: &Sim, nth: u32) {
    let hangs = json!({
        "method": "GET", "path": "V1.0/Resources/entityInformation/fields", "nth": nth, "times": 1,
        "fault": {"kind": "latency", "milliseconds": 600_000}
    });
    tell(sim, "faults", &hangs);
}

fn signalled(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// Starts a plan that hangs, and ends it with a signal; exit code and record.
fn ended_by(signal: Signal) -> (Option<i32>, Value) {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    hang(&sim, 1);
    let arguments = [&PLAN[..], &RECORD].concat();
    let mut command: Command = place.interruptible(&sim, &arguments);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // The simulator notes a request when it comes in.
    while log(&sim).len() < 2 {
        std::thread::yield_now();
    }
    signalled(&child, signal);
    (child.wait().unwrap().code(), record(&place))
}

#[test]
fn a_look_that_a_signal_ends_says_so() {
    for (signal, code, meaning) in [
        (Signal::INT, 130, "interrupted"),
        (Signal::TERM, 143, "terminated"),
    ] {
        let (ended, record) = ended_by(signal);
        assert_eq!(ended, Some(code));
        let exit = json!({"code": code, "meaning": meaning});
        assert_eq!(record["exit"], exit);
        assert_eq!(
            record["tenants"],
            json!([{"tenant": "contoso", "host": "127.0.0.1", "exit": exit, "requests": 2}])
        );
    }
}

#[test]
fn a_store_that_never_answers_holds_up_nobody() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let store = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}", store.local_addr().unwrap());
    let arguments = [&PLAN[..], &["--state", "s3://team/contoso"], &RECORD].concat();
    let mut child = place
        .interruptible(&sim, &arguments)
        .env("AWS_ENDPOINT_URL", address)
        .envs([
            ("AWS_ACCESS_KEY_ID", "key"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
        ])
        .env("AWS_REGION", "eu-west-1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _held = store.accept().unwrap();
    let told = Instant::now();
    signalled(&child, Signal::TERM);
    assert_eq!(child.wait().unwrap().code(), Some(143));
    // A request to a store may take 18 seconds, and is sent again.
    assert!(told.elapsed() < Duration::from_secs(10));
    let exit = json!({"code": 143, "meaning": "terminated"});
    assert_eq!(
        record(&place)["tenants"],
        json!([{"tenant": "contoso", "exit": exit, "requests": 0}])
    );
}

#[test]
fn an_apply_that_a_second_signal_ends_says_how_far_it_came() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    // The second time that the levels are listed is within the first step.
    hang(&sim, 3);
    let arguments = [&APPLY[..], &RECORD].concat();
    let mut child = place
        .interruptible(&sim, &arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let ledger = place.path(".attune/ledger.jsonl");
    while !std::fs::read_to_string(&ledger).is_ok_and(|text| text.contains("copied")) {
        std::thread::yield_now();
    }
    signalled(&child, Signal::INT);
    let mut said = String::new();
    stderr.read_line(&mut said).unwrap();
    assert_eq!(
        said,
        "stopping after this step; once more ends attune at once\n"
    );
    assert!(!place.path("out/run.json").exists());
    signalled(&child, Signal::INT);
    stderr.read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let record = record(&place);
    assert_eq!(
        record["exit"],
        json!({"code": 130, "meaning": "interrupted"})
    );
    assert_eq!(
        record["tenants"][0]["steps"],
        json!({
            "planned": 10,
            "carried_out": {"done": 0, "waiting": 0, "failed": 0, "skipped": 0},
        })
    );
}
