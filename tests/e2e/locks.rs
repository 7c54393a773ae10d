//! Two runs at once on one state folder: the second is told whose turn it is, waits on demand, and reads at any time.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::harness::{APPLY, PLAN, Place, Ran, Sim};
use crate::operator::pty::AtPty;

const QUESTION: &str = "is taken for yes: ";

/// Applies what a person must approve first.
const ASKS: [&str; 5] = ["apply", "-f", "tasky.yaml", "--console", "simulated"];

/// A run that holds the lock: it waits to be told whether the plan is to be carried out.
fn at_the_question(sim: &Sim, place: &Place) -> AtPty {
    let mut command = place.command(Some(sim), &ASKS);
    command.env("USER", "ana").stdout(Stdio::null());
    let mut pty = AtPty::start(command);
    pty.next(&[QUESTION]).expect("it asks");
    pty
}

/// The record of the lock.
fn record(place: &Place) -> Value {
    serde_json::from_str(&place.read(".attune/lock.json")).unwrap()
}

/// As a run on another machine leaves it.
fn left_elsewhere(place: &Place) {
    let record = json!({
        "v": 1, "run": "20261121T210000.000000Z-7", "operation": "apply", "user": "ben", "host": "elsewhere", "pid": 7,
        "since": "2026-11-21T21:00:00Z"
    });
    place.write(".attune/lock.json", &record.to_string());
}

#[test]
fn a_second_run_is_refused_with_whose_the_lock_is_and_readers_are_not() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let mut first = at_the_question(&sim, &place);
    let record = record(&place);
    let text = |key: &str| record[key].as_str().unwrap();
    let words = format!(
        "error: another run holds the lock of .attune: attune apply by ana on {}, process {}, since {}, run {}\n\
         hint: Nothing was applied. Wait until it has ended, or let attune wait: --lock-timeout 10m\n",
        text("host"),
        record["pid"],
        text("since"),
        text("run"),
    );
    place.attune(&sim, &APPLY).exits(1).complains(&words);
    let capture = ["capture", "-f", "tasky.yaml", "--console", "simulated"];
    place.attune(&sim, &capture).exits(1).complains(&words);
    place.write(".attune/waiting.json", "{}");
    let resume = ["apply", "--resume", "-f", "tasky.yaml"];
    place.attune(&sim, &resume).exits(1).complains(&words);
    let import = [
        "import",
        "-f",
        "other.yaml",
        "--state",
        ".attune",
        "--tenant",
        "contoso",
    ];
    place.attune(&sim, &import).exits(1).complains(&words);
    assert!(!place.path("other.yaml").exists());
    let unlock = ["ledger", "unlock", "-f", "tasky.yaml", "--run", text("run")];
    place.attune(&sim, &unlock).exits(1).complains(&words);
    let failed: Value = place
        .attune(&sim, &[&APPLY[..], &["--format", "json"]].concat())
        .exits(1)
        .document("apply.v1.json");
    assert_eq!(failed["error"]["kind"], "state");

    place.attune(&sim, &PLAN).exits(2);
    place.attune(&sim, &["drift", "-f", "tasky.yaml"]).exits(2);
    first.type_line("yes");
    assert_eq!((first.next(&[]), first.end()), (None, 0));
    assert!(!place.path(".attune/lock.json").exists());
    place.attune(&sim, &PLAN).exits(0);
}

/// A run that waits for the lock, and has said so.
struct Waiting {
    child: Child,
    stderr: BufReader<std::process::ChildStderr>,
    said: String,
}

impl Waiting {
    fn start(sim: &Sim, place: &Place, arguments: &[&str]) -> Self {
        let arguments = [arguments, &["--lock-timeout", "10m"]].concat();
        let mut command = place.command(Some(sim), &arguments);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("waiting") {
            assert_ne!(stderr.read_line(&mut said).unwrap(), 0, "{said}");
        }
        Self {
            child,
            stderr,
            said,
        }
    }

    fn end(mut self) -> Ran {
        let mut stdout = String::new();
        let mut pipe = self.child.stdout.take().unwrap();
        pipe.read_to_string(&mut stdout).unwrap();
        let mut stderr = self.said;
        self.stderr.read_to_string(&mut stderr).unwrap();
        Ran {
            code: self.child.wait().unwrap().code().unwrap_or(-1),
            stdout,
            stderr,
        }
    }
}

#[test]
fn a_run_that_waits_says_for_whom_and_goes_on_with_what_the_other_left() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let mut first = at_the_question(&sim, &place);
    let second = Waiting::start(&sim, &place, &APPLY);
    assert!(
        second.said.starts_with(
            "waiting up to 10m: another run holds the lock of .attune: attune apply by ana on "
        ),
        "{}",
        second.said
    );
    first.type_line("yes");
    assert_eq!((first.next(&[]), first.end()), (None, 0));
    second.end().exits(0).says(&["contoso is in sync"]);
}

#[test]
fn a_saved_plan_that_waited_is_refused_where_the_other_run_changed_what_it_stands_on() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let save = ["plan", "-f", "tasky.yaml", "--out", "plan.json"];
    place.attune(&sim, &save).exits(0);
    let mut first = at_the_question(&sim, &place);
    let saved = [
        "apply",
        "plan.json",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    let second = Waiting::start(&sim, &place, &saved);
    first.type_line("yes");
    assert_eq!((first.next(&[]), first.end()), (None, 0));
    let ran = second.end().exits(4);
    assert!(
        ran.stderr
            .contains("the ledger moved on since the plan was made"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_killed_run_leaves_its_record_and_stands_in_nobodys_way() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    drop(at_the_question(&sim, &place));
    assert_eq!(record(&place)["user"], "ana");
    place.attune(&sim, &APPLY).exits(0);
    assert!(!place.path(".attune/lock.json").exists());
}

#[test]
fn a_lock_of_another_machine_counts_until_it_is_removed() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    left_elsewhere(&place);
    let whose = "attune apply by ben on elsewhere, process 7, since 2026-11-21T21:00:00Z, run 20261121T210000.000000Z-7";
    place.attune(&sim, &APPLY).exits(1).complains(&format!(
        "error: another run holds the lock of .attune: {whose}\n\
         hint: Nothing was applied. Wait until it has ended, or let attune wait: --lock-timeout 10m. If it has ended without \
         removing its lock, `attune ledger unlock` does.\n"
    ));
    place.attune(&sim, &PLAN).exits(2);

    let unlock = |more: &[&str]| {
        let arguments = [&["ledger", "unlock", "-f", "tasky.yaml"], more].concat();
        place.attune(&sim, &arguments)
    };
    unlock(&[]).exits(64).complains(&format!(
        "error: there is nobody to ask whether this run has ended: {whose}\n\
         hint: Nothing was removed. See that it has ended, then name it: --run 20261121T210000.000000Z-7\n"
    ));
    unlock(&["--run", "another"]).exits(64).complains(&format!(
        "error: the lock is that of another run: {whose}\n\
         hint: Nothing was removed. See that this run has ended, then name it.\n"
    ));
    let done = unlock(&["--run", "20261121T210000.000000Z-7"]).exits(0);
    assert_eq!(done.stdout, format!("The lock is removed: {whose}\n"));
    let again = unlock(&[]).exits(0);
    assert_eq!(again.stdout, "Nobody holds the lock of .attune.\n");
    place.attune(&sim, &APPLY).exits(0);
}

#[test]
fn a_lock_is_removed_by_one_typed_word_only() {
    let place = Place::with_tasky();
    left_elsewhere(&place);
    let typed = |word: &str| {
        let mut command = place.command(None, &["ledger", "unlock", "-f", "tasky.yaml"]);
        command.stdout(Stdio::null());
        let mut pty = AtPty::start(command);
        let shown = pty.next(&["removes the lock: "]).unwrap();
        assert!(shown.contains("by ben on elsewhere"), "{shown}");
        pty.type_line(word);
        assert_eq!(pty.next(&[]), None);
        (pty.end(), place.path(".attune/lock.json").exists())
    };
    assert_eq!(typed("yes"), (1, true));
    assert_eq!(typed("unlock"), (0, false));
}

#[test]
fn a_time_to_wait_is_a_time() {
    let place = Place::with_tasky();
    for wrong in ["-1s", "soon"] {
        let timeout = format!("--lock-timeout={wrong}");
        let ran = place.attune_alone(&["apply", "-f", "tasky.yaml", &timeout]);
        let ran = ran.exits(64);
        assert!(
            ran.stderr.contains("it is a time such as 30s or 10m"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_time_to_wait_comes_to_its_end() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    left_elsewhere(&place);
    let arguments = [&APPLY[..], &["--lock-timeout", "1ms"]].concat();
    let ran = place.attune(&sim, &arguments).exits(1);
    assert!(
        ran.stderr.contains("waiting up to 1ms: another run"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("error: another run"), "{}", ran.stderr);
    fs::remove_file(place.path(".attune/lock.json")).unwrap();
    place.attune(&sim, &arguments).exits(0);
}
