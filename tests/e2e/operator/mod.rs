//! An operator at a terminal: told, asked, interrupted, and going on elsewhere.

mod hands;
pub(crate) mod pty;
mod told;

use std::fs::File;
use std::process::Stdio;

use attune_apply::ports::Console;
use serde_json::{Value, json};

use crate::harness::{PLAN, Place, Sim, visit};
use crate::tree;
pub(crate) use hands::Hands;
use pty::AtPty;
use told::Told;

const TESS: i64 = 29_682_886;

const FIVE: &str = "five-integrations.yaml";

const ASKS: &str = "help> ";
const NAME: &str = "for what REST cannot show: ";
const KEY: &str = "Username (Key): ";
const SECRET: &str = "Password (Secret), not shown: ";

/// What somebody at the terminal does with a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Does,
    Stops,
    Interrupts,
}

/// Answers a session at the simulator's port: `then` says what is done with each step, by its title.
fn sit(sim: &Sim, place: &Place, arguments: &[&str], then: impl Fn(&Told) -> Then) -> Sat {
    sit_with(&mut Hands::at_the_port(sim), sim, place, arguments, then)
}

/// Answers a session with these hands.
pub(crate) fn sit_with<C: Console>(
    hands: &mut Hands<C>,
    sim: &Sim,
    place: &Place,
    arguments: &[&str],
    then: impl Fn(&Told) -> Then,
) -> Sat {
    let mut command = place.command(Some(sim), arguments);
    command.env("NO_COLOR", "1");
    command.stdout(File::create(place.path("stdout")).unwrap());
    let mut pty = AtPty::start(command);
    let mut secrets = Vec::new();
    while let Some(shown) = pty.next(&[ASKS, NAME, KEY, SECRET]) {
        if shown.ends_with(NAME) {
            pty.type_line("Pat Doe");
            continue;
        }
        if shown.ends_with(KEY) {
            pty.type_line(&hands.drafted().key);
            continue;
        }
        if shown.ends_with(SECRET) {
            let secret = hands.drafted().secret.expose().to_owned();
            pty.type_line(&secret);
            secrets.push(secret);
            continue;
        }
        assert!(!shown.contains("Not there yet"), "{}", pty.shown);
        let told = Told::in_text(&pty.shown);
        match then(&told) {
            Then::Stops => pty.type_line("stop"),
            Then::Interrupts => pty.interrupt(),
            Then::Does => {
                told.names_what_it_opens(sim);
                hands.do_as(&told);
                pty.type_line("done");
            }
        }
    }
    let code = pty.end();
    let stdout = place.read("stdout");
    for secret in &secrets {
        assert!(
            !pty.shown.contains(secret) && !stdout.contains(secret),
            "a secret is shown"
        );
    }
    Sat {
        code,
        stdout,
        shown: pty.shown.clone(),
    }
}

/// What a session left.
pub(crate) struct Sat {
    code: i32,
    stdout: String,
    shown: String,
}

impl Sat {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.stdout, self.shown);
        self
    }

    /// So many steps are attested, and by whom, shown by how REST behaves, and by what it reports; no page was read.
    #[track_caller]
    pub(crate) fn proves(&self, [attested, behaviour, facts]: [usize; 3]) {
        let proofs = [
            ("attested", attested),
            ("rest-behaviour", behaviour),
            ("rest-fact", facts),
            ("console-reread", 0),
            ("unverified", 0),
        ];
        for (proof, count) in proofs {
            let lines = self.stdout.matches(&format!("  {proof}: ")).count();
            assert_eq!(lines, count, "{proof}: {}", self.stdout);
        }
        let named = self.stdout.matches("Pat Doe says that");
        assert_eq!(named.count(), attested, "{}", self.stdout);
    }
}

/// The whole tenant.
fn state(sim: &Sim, place: &Place) -> String {
    let dumped = place.attune_alone(&["sim", "dump", &sim.console]).exits(0);
    dumped.stdout
}

const APPLY_FIVE: [&str; 4] = ["apply", "-f", FIVE, "--auto-approve"];
const APPLY_TASKY: [&str; 4] = ["apply", "-f", "tasky.yaml", "--auto-approve"];
const RESUME: [&str; 3] = ["apply", "--resume", "--auto-approve"];

#[test]
fn five_guides_by_hand_come_to_the_same_tenant() {
    let (sim, place) = (Sim::start(), Place::with_example(FIVE));
    let sat = sit(&sim, &place, &APPLY_FIVE, |_| Then::Does).exits(0);
    let (other, elsewhere) = (Sim::start(), Place::with_example(FIVE));
    let simulated: Vec<&str> = APPLY_FIVE
        .into_iter()
        .chain(["--console", "simulated"])
        .collect();
    elsewhere.attune(&other, &simulated).exits(0);
    assert_eq!(state(&sim, &place), state(&other, &elsewhere));

    // Seven copies, an edit, and an API user with a box that only its form has.
    sat.proves([9, 4, 4]);
    assert!(
        sat.stdout.contains(
            "Last, in Tasky by Tallman.io:\n\
             Key and secret of tasky are in secrets/contoso/tasky.json."
        ),
        "{}",
        sat.stdout
    );
    // The name was asked for once.
    assert_eq!(sat.shown.matches(NAME).count(), 1, "{}", sat.shown);
    let again = ["plan", "-f", FIVE, "--detailed-exitcode"];
    place.attune(&sim, &again).exits(0);
    assert!(!place.path(".attune/waiting.json").exists());
}

#[test]
fn what_waits_goes_on_on_another_machine() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY_TASKY).exits(5);
    let html = place.read(".attune/checklist.html");
    assert_eq!(html.matches("<section>").count(), 10, "{html}");

    let elsewhere = Place::empty();
    tree::copy(&place.path(".attune"), &elsewhere.path(".attune"));
    let saved = elsewhere.read(".attune/waiting.json");
    assert!(!saved.contains(&sim.secret), "{saved}");
    // Somebody begins by the checklist: the level is there, its cells are not yet set. It is not made again.
    let made = visit(&sim, &json!({"do": "copyLevel", "base": 24}));
    let named = json!({
        "do": "saveLevel", "level": made["level"], "name": "API User (with Impersonation)", "active": true, "cells": {},
    });
    visit(&sim, &named);
    let half = sit(&sim, &elsewhere, &RESUME, |told| {
        if told.is_new_api_user() {
            Then::Stops
        } else {
            Then::Does
        }
    })
    .exits(5);
    assert!(
        half.shown.contains("already; what REST does not show"),
        "{}",
        half.shown
    );
    let rest = sit(&sim, &elsewhere, &RESUME, |_| Then::Does).exits(0);
    assert!(
        !rest.stdout.contains("copy security level"),
        "{}",
        rest.stdout
    );
    let nothing = elsewhere.attune(&sim, &RESUME).exits(0);
    assert_eq!(nothing.stdout, "Nothing waits.\n");
    elsewhere.write("tasky.yaml", &place.read("tasky.yaml"));
    elsewhere.attune(&sim, &PLAN).exits(0);
}

#[test]
fn what_moved_meanwhile_is_refused() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY_TASKY).exits(5);
    visit(
        &sim,
        &json!({"do": "assignLevel", "resource": TESS, "level": 36}),
    );
    let refused = place.attune(&sim, &RESUME).exits(4);
    assert!(
        refused
            .stderr
            .contains("Tess Turner (29682886): security level was"),
        "{}",
        refused.stderr
    );
}

#[test]
fn what_was_moved_as_planned_is_not_refused() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let stop_at_move = |told: &Told| {
        if told.is_move() {
            Then::Stops
        } else {
            Then::Does
        }
    };
    sit(&sim, &place, &APPLY_TASKY, stop_at_move).exits(5);
    let told = place.read(".attune/waiting.json");
    let saved: Value = serde_json::from_str(&told).unwrap();
    let after = &saved["content"]["plan"]["steps"][0]["change"]["after"]["id"];
    let who = &saved["content"]["plan"]["steps"][0]["change"]["person"]["id"];
    visit(
        &sim,
        &json!({"do": "assignLevel", "resource": who, "level": after}),
    );
    sit(&sim, &place, &RESUME, |_| Then::Does).exits(0);
    place.attune(&sim, &PLAN).exits(0);
}

#[test]
fn ctrl_c_is_a_stop_and_leaves_what_waits() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let before = state(&sim, &place);
    let sat = sit(&sim, &place, &APPLY_TASKY, |_| Then::Interrupts).exits(5);
    assert!(
        sat.stdout.contains("Applied: 0 done, 10 waiting."),
        "{}",
        sat.stdout
    );
    assert_eq!(state(&sim, &place), before);
    assert!(place.path(".attune/waiting.json").exists());
    sit(&sim, &place, &RESUME, |_| Then::Does).exits(0);
    place.attune(&sim, &PLAN).exits(0);
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_at_the_question_ends_attune_and_nothing_is_begun() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let before = state(&sim, &place);
    let mut command = place.interruptible(&sim, &["apply", "-f", "tasky.yaml"]);
    command.stdout(Stdio::null());
    let mut pty = AtPty::start(command);
    pty.next(&["is taken for yes: "]).expect("it asks");
    pty.interrupt();
    assert_eq!(pty.next(&[]), None);
    assert_eq!(pty.end(), -1, "a signal ended it");
    assert_eq!(state(&sim, &place), before);
    assert_eq!(place.read(".attune/ledger.jsonl"), "");
}

#[test]
fn an_operator_needs_a_terminal() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let arguments: Vec<&str> = APPLY_TASKY
        .into_iter()
        .chain(["--console", "operator"])
        .collect();
    let refused = place.attune(&sim, &arguments).exits(64);
    assert!(
        refused.stderr.contains("needs a terminal"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_run_is_taken_back_by_hand_too() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    sit(&sim, &place, &APPLY_TASKY, |_| Then::Does).exits(0);
    let undo = [
        "undo",
        "-f",
        "tasky.yaml",
        "--auto-approve",
        "--console",
        "none",
    ];
    place.attune(&sim, &undo).exits(5);
    assert!(
        place
            .read(".attune/checklist.md")
            .contains("move Tess Turner")
    );
}
