//! `attune capture`: what pages of the console showed, kept with its date, and how much it is worth later.

mod desk;
mod extracts;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::harness::{PLAN_HERE, Place, Ran, Sim, dump, tell};

const CAPTURE: [&str; 3] = ["capture", "--console", "simulated"];
const FOLDER: &str = ".attune/captures";

/// A level that people made, as it is.
const MANIFEST: &str = "attune: 1\ntenant: contoso\nsecurityLevels:\n  field:\n    name: Field Engineer\n    adopt: true\n    \
                        serviceDesk: {objects: {tickets: {view: All, delete: None}}}\n";

fn here(manifest: &str) -> (Sim, Place) {
    (Sim::start(), Place::with("attune.yaml", manifest))
}

fn names(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path(FOLDER)).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn capture(sim: &Sim, place: &Place, more: &[&str]) -> Ran {
    place.attune(sim, &[&CAPTURE[..], more].concat())
}

/// Another tenant with the same things under the same numbers.
fn other_database(sim: &Sim, place: &Place) -> Sim {
    let text = dump(sim)
        .join("\n")
        .replace("database: 200117", "database: 200118");
    place.write("other.yaml", &(text + "\n"));
    Sim::start_with(&["--tenant", place.path("other.yaml").to_str().unwrap()])
}

#[test]
fn every_custom_level_and_every_api_user_is_kept() {
    let (sim, place) = here(MANIFEST);
    let before = dump(&sim);
    let ran = capture(&sim, &place, &[]).exits(0);
    assert_eq!(
        ran.stdout,
        "Captured 3 security levels and 2 API users; kept in .attune/captures.\n"
    );
    assert_eq!(
        names(&place),
        [
            "api-user-29682897.json",
            "api-user-29682898.json",
            "level-52.json",
            "level-53.json",
            "level-54.json"
        ]
    );
    // Neither the tenant nor the ledger was touched, and only you may read what it says of people.
    assert_eq!(dump(&sim), before);
    assert!(!place.path(".attune/ledger.jsonl").exists());
    let mode = |name: &str| fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&format!("{FOLDER}/level-53.json")), 0o600);
    assert_eq!(mode(FOLDER), 0o700);
    for name in names(&place) {
        let text = place.read(&format!("{FOLDER}/{name}"));
        assert!(!text.contains("not-a-real-secret"), "{name}");
    }
}

#[test]
fn what_was_captured_makes_values_known() {
    let (sim, place) = here(MANIFEST);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(4)
        .says(&["Tickets ? -> All ? -> None"]);
    capture(&sim, &place, &["--level", "Field Engineer"]).exits(0);
    assert_eq!(names(&place), ["level-53.json"]);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(2)
        .says(&[
            "2 cells of \"Field Engineer\" are as the console showed on ",
            "(today).",
            "1 thing to adopt.",
        ])
        .says_nothing_of(&["edit security level"]);
    // A change by hand is seen at the next capture, and not before.
    let cells = json!({"serviceDesk.objects.tickets.delete": "All"});
    tell(
        &sim,
        "operator",
        &json!({"do": "saveLevel", "level": 53, "name": null, "active": null, "cells": cells}),
    );
    place
        .attune(&sim, &PLAN_HERE)
        .exits(2)
        .says_nothing_of(&["edit security level"]);
    capture(&sim, &place, &["--level", "Field Engineer"]).exits(0);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(4)
        .says(&["Tickets All -> None"]);
}

#[test]
fn what_was_captured_long_ago_is_to_be_captured_again() {
    let (sim, place) = here(MANIFEST);
    capture(&sim, &place, &[]).exits(0);
    let file = format!("{FOLDER}/level-53.json");
    let mut kept: Value = serde_json::from_str(&place.read(&file)).unwrap();
    let forty_days = jiff::Span::new().hours(40 * 24);
    let then = jiff::Timestamp::now().checked_sub(forty_days).unwrap();
    kept["at"] = json!(then.to_string());
    place.write(&file, &kept.to_string());
    place.attune(&sim, &PLAN_HERE).exits(2).says(&[
        "(40 days ago).",
        "(advice) What the console showed of \"Field Engineer\" is 40 days old: capture it again (`attune capture`).",
    ]);
    place.attune(&sim, &["audit"]).exits(0).says(&[
        "! old-cells",
        "- security level \"Field Engineer\": a cell of it was last seen 40 days ago, at ",
    ]);
    capture(&sim, &place, &["--level", "Field Engineer"]).exits(0);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(2)
        .says(&["(today)."])
        .says_nothing_of(&["(advice)"]);
}

#[test]
fn a_system_level_is_captured_where_it_is_named_and_an_unknown_one_is_refused_with_the_nearest() {
    let (sim, place) = here(MANIFEST);
    capture(&sim, &place, &["--level", "Team Member (system)"]).exits(0);
    assert_eq!(names(&place), ["level-37.json"]);
    capture(&sim, &place, &["--level", "Feild Engineer"])
        .exits(64)
        .complains("error: this tenant has no level named \"Feild Engineer\"\nhint: Did you mean \"Field Engineer\"?\n");
    assert_eq!(names(&place), ["level-37.json"]);
}

#[test]
fn pages_that_could_not_be_opened_are_named_and_what_was_kept_stays() {
    let (sim, place) = here(MANIFEST);
    capture(&sim, &place, &["--level", "Field Engineer"]).exits(0);
    let kept = place.read(&format!("{FOLDER}/level-53.json"));
    let ran = place
        .attune(&sim, &["capture", "--console", "none"])
        .exits(3);
    assert!(
        ran.stderr.contains(
            "error: the page of security level 53 could not be read: waits for an operator\n"
        ),
        "{}",
        ran.stderr
    );
    assert_eq!(names(&place), ["level-53.json"]);
    assert_eq!(place.read(&format!("{FOLDER}/level-53.json")), kept);
    let mut command = place.command(Some(&sim), &CAPTURE);
    Ran::of(command.env("AUTOTASK_SECRET", "wrong")).exits(3);
    assert_eq!(names(&place), ["level-53.json"]);
}

#[test]
fn what_another_database_showed_is_refused() {
    let (sim, place) = here(MANIFEST);
    capture(&sim, &place, &["--level", "Field Engineer"]).exits(0);
    let other = other_database(&sim, &place);
    let kept = place.read(&format!("{FOLDER}/level-53.json"));
    for command in [
        &CAPTURE[..],
        &PLAN_HERE[..],
        &["drift"],
        &["verify"],
        &["audit"],
    ] {
        let ran = place.attune(&other, command).exits(64);
        let message = "error: .attune/captures/level-53.json was captured from database 200117, but the connection leads to database 200118; \
                       name the state folder of this tenant, or delete the file";
        assert!(ran.stderr.contains(message), "{command:?}: {}", ran.stderr);
    }
    assert_eq!(place.read(&format!("{FOLDER}/level-53.json")), kept);
}

#[test]
fn a_damaged_file_is_named_and_nothing_is_looked_at() {
    let (sim, place) = here(MANIFEST);
    capture(&sim, &place, &[]).exits(0);
    let file = format!("{FOLDER}/level-53.json");
    let whole = place.read(&file);
    for (text, why) in [
        (
            &whole[..whole.len() / 2],
            "cannot be understood: EOF while parsing",
        ),
        ("", "cannot be understood: EOF while parsing"),
        (
            "{\"format_version\": 7}",
            "has format version 7, and this attune knows version 1",
        ),
    ] {
        place.write(&file, text);
        for command in [&PLAN_HERE[..], &["drift"], &["verify"], &["audit"]] {
            let ran = place.attune(&sim, command).exits(1);
            let message = format!("error: {file} {why}");
            assert!(ran.stderr.contains(&message), "{command:?}: {}", ran.stderr);
        }
    }
    place.write(&file, &whole);
    place.write(&format!("{FOLDER}/notes.txt"), "mine");
    let ran = place.attune(&sim, &PLAN_HERE).exits(1);
    let message = "error: .attune/captures/notes.txt is no capture; move it out of the folder";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
}
