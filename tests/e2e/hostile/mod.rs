//! A tenant full of names that are meant to do harm, and every command and format that shows them.

mod looks;
mod reading;
mod tenant;

use std::fs;
use std::path::Path;

use reading::{As, harm};

use crate::harness::{PLAN_HERE, Place, Ran, Sim, visit};
use crate::script;

/// Every level that somebody holds is copied or edited, everybody on a system level is moved, and much is unmanaged.
fn manifest() -> String {
    let level = "  script: {name: Script API, copyOf: API User (system), active: true}
";
    script::manifest(level)
        + r#"
impersonation:
  all:
    allow: true
    levelsHeldBy: {emails: ["*"], active: true}
    systemLevels: copy
"#
}

/// Writes the tenant down.
const IMPORT: [&str; 5] = ["import", "--tenant", "contoso", "--console", "simulated"];

/// One command and how its stdout is read.
type Row = (&'static [&'static str], As);

/// Before anything is applied.
const BEFORE: &[Row] = &[
    (&["plan"], As::Text),
    (&["plan", "--full"], As::Text),
    (&["plan", "--format", "json"], As::Json),
    (&["plan", "--format", "markdown"], As::Markdown),
    (&["plan", "--format", "html"], As::Html),
    (&["plan", "--out", "saved.json"], As::Text),
    (&["show", "saved.json"], As::Text),
    (&["show", "saved.json", "--full"], As::Text),
    (&["show", "saved.json", "--format", "json"], As::Json),
    (
        &["show", "saved.json", "--format", "markdown"],
        As::Markdown,
    ),
    (&["show", "saved.json", "--format", "html"], As::Html),
    (&["audit"], As::Text),
    (&["audit", "--format", "json"], As::Json),
    (&["audit", "--format", "markdown"], As::Markdown),
    (&["capture", "--console", "simulated"], As::Text),
    (
        &[
            "import",
            "--tenant",
            "contoso",
            "--console",
            "simulated",
            "--stdout",
        ],
        As::Text,
    ),
    (
        &[
            "apply",
            "--auto-approve",
            "--allow",
            "all",
            "--console",
            "none",
        ],
        As::Text,
    ),
];

/// Steps are carried out, or some of them.
const DONE: &[Row] = &[
    (
        &[
            "apply",
            "--auto-approve",
            "--allow",
            "all",
            "--console",
            "simulated",
            "--report",
            "markdown=done.md",
            "--report",
            "html=done.html",
        ],
        As::Text,
    ),
    (
        &[
            "apply",
            "--auto-approve",
            "--allow",
            "all",
            "--console",
            "simulated",
            "--format",
            "markdown",
        ],
        As::Markdown,
    ),
    (
        &[
            "apply",
            "--auto-approve",
            "--allow",
            "all",
            "--console",
            "simulated",
            "--format",
            "html",
        ],
        As::Html,
    ),
    (
        &[
            "apply",
            "--auto-approve",
            "--allow",
            "all",
            "--console",
            "simulated",
            "--format",
            "json",
        ],
        As::Json,
    ),
    (&["ledger", "show"], As::Text),
    (&["ledger", "show", "--format", "json"], As::Json),
    (&["verify", "--probe-impersonation"], As::Text),
    (&["verify", "--format", "json"], As::Json),
    (&["explain", "impersonation.all"], As::Text),
];

/// Somebody changed things since.
const DRIFTED: &[Row] = &[
    (&["drift"], As::Text),
    (&["drift", "--format", "json"], As::Json),
    (&["drift", "--format", "junit"], As::Xml),
    (&["drift", "--format", "sarif"], As::Json),
    (&["drift", "--prometheus", "attune.prom"], As::Text),
    (&["undo", "--auto-approve", "--console", "none"], As::Text),
    (&["audit"], As::Text),
    (&["audit", "--format", "markdown"], As::Markdown),
];

/// Runs commands; what harm came of them. Counts those that showed a hostile name at all.
fn tried(sim: &Sim, place: &Place, rows: &[Row], shown: &mut usize) -> Vec<String> {
    let mut found = Vec::new();
    for (arguments, kind) in rows {
        let Ran {
            code,
            stdout,
            stderr,
        } = place.attune(sim, arguments);
        assert!(code != 64, "{arguments:?}: {stderr}");
        if stdout.contains("evil") {
            *shown += 1;
        }
        for (kind, text) in [(*kind, &stdout), (As::Text, &stderr)] {
            found.extend(
                harm(kind, text)
                    .iter()
                    .map(|harm| format!("{arguments:?}: {harm}")),
            );
        }
    }
    found
}

/// The harm in files that were written for people.
fn written(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.contains("evil") {
            found.push(format!("a file {name}"));
        }
        if path.is_dir() {
            found.extend(written(&path));
            continue;
        }
        let kind = match path.extension().and_then(|it| it.to_str()) {
            Some("md") => As::Markdown,
            Some("html") => As::Html,
            Some("prom" | "txt") => As::Text,
            Some("yaml") if name == "tenant.yaml" => continue,
            Some("yaml") => As::Json,
            _ => continue,
        };
        let text = fs::read_to_string(&path).unwrap();
        found.extend(
            harm(kind, &text)
                .iter()
                .map(|harm| format!("{name}: {harm}")),
        );
    }
    found
}

/// A folder in a folder, so that what leaves it is seen.
fn inner() -> (Place, Place) {
    let outer = Place::empty();
    let inner = Place {
        folder: tempfile::tempdir_in(outer.folder.path()).unwrap(),
    };
    inner.write("attune.yaml", &manifest());
    (outer, inner)
}

#[test]
fn names_do_no_harm_wherever_they_are_shown() {
    let (outer, place) = inner();
    let sim = tenant::everything(&place);
    let mut shown = 0;
    let mut found = tried(&sim, &place, BEFORE, &mut shown);
    found.extend(tried(&sim, &place, DONE, &mut shown));
    // They were carried out, names and all.
    place.attune(&sim, &PLAN_HERE).exits(0);
    let theirs = serde_json::json!({"webServicesApi.allowImpersonation": false});
    let edit = serde_json::json!({"do": "saveLevel", "level": 52, "cells": theirs});
    visit(&sim, &edit);
    found.extend(tried(&sim, &place, DRIFTED, &mut shown));
    found.extend(written(place.folder.path()));
    assert_eq!(outer.names().len(), 1, "{:?}", outer.names());
    assert!(found.is_empty(), "{}", found.join("\n"));
    // The others tell of numbers only, or of what is in order.
    assert_eq!(shown, 27);
}

#[test]
fn names_that_no_manifest_can_hold_are_not_written_down() {
    let (_outer, place) = inner();
    let sim = tenant::everything(&place);
    fs::remove_file(place.path("attune.yaml")).unwrap();
    let ran = place.attune(&sim, &IMPORT).exits(1);
    assert_eq!(harm(As::Text, &ran.stderr), Vec::<String>::new());
    assert!(!place.path("attune.yaml").exists());
}

#[test]
fn a_manifest_of_names_full_of_markup_reads_back() {
    let place = Place::empty();
    let yaml = "'\"><x-evil>|[l](javascript:evil) #1: - {a: *b} & !c %d @e `f` \u{202e}\u{422}ech"
        .to_owned();
    let names = [("Helpdesk Lead", yaml.clone()), ("Datto", yaml)];
    let sim = tenant::serve(&place, &names);
    place.attune(&sim, &IMPORT).exits(0);
    place.attune(&sim, &PLAN_HERE).exits(0);
}

#[test]
fn errors_that_quote_names_do_no_harm() {
    let (_outer, place) = inner();
    let sim = tenant::everything(&place);
    let mut found = Vec::new();
    for (from, to) in [
        (
            "customIntegration: Nightly script",
            "integrationVendor: Tallman.io - Taski",
        ),
        (
            "customIntegration: Nightly script",
            "customIntegration: Nightly script\n    primaryInternalLocation: Headquarter",
        ),
        (
            "copyOf: API User (system)",
            "copyOf: '</td><x-evil>|[a](https://evil.example)'",
        ),
        ("emails: [\"*\"]", "emails: [\"<x-evil>@contoso.example\"]"),
        (
            "name: Script API",
            "name: \"Script \\e[2J\\u202e<x-evil>|https://evil.example\"",
        ),
    ] {
        place.write("attune.yaml", &manifest());
        place.edit("attune.yaml", from, to);
        let rows: [Row; 5] = [
            (&["plan"], As::Text),
            (&["plan", "--format", "json"], As::Json),
            (&["plan", "--format", "markdown"], As::Markdown),
            (&["plan", "--format", "html"], As::Html),
            (&["validate"], As::Text),
        ];
        found.extend(
            tried(&sim, &place, &rows, &mut 0)
                .iter()
                .map(|harm| format!("{to}: {harm}")),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
