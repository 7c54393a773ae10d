//! Clients that this project did not write: what the walkthrough is for, and what integrations do all day.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::harness::{APPLY, Place, Sim, root};

const TESS: &str = "29682886";

/// Runs `tests/clients/npm/impersonated-note.js` as an API user.
fn impersonated_note(sim: &Sim, user_name: &str, secret: &str) -> Value {
    let folder = root().join("tests/clients/npm");
    assert!(
        folder
            .join("node_modules/@apigrate/autotask-restapi")
            .is_dir(),
        "the npm clients are not installed: run `cargo xtask test`"
    );
    let output = Command::new("node")
        .arg("impersonated-note.js")
        .args([&sim.rest, user_name, secret, &sim.integration_code, TESS])
        .current_dir(folder)
        .output()
        .expect("node starts");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn an_independent_client_is_refused_before_and_writes_as_the_person_after() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let before = impersonated_note(&sim, &sim.user_name, &sim.secret);
    assert_eq!(before["ticket"]["status"], 500);
    assert_eq!(
        before["ticket"]["details"],
        "The logged in Resource does not have the adequate permissions to create this entity type."
    );
    assert_eq!(before["note"]["status"], 500);
    assert_eq!(before["note"]["details"], before["ticket"]["details"]);

    place.attune(&sim, &APPLY).exits(0);
    let delivered: Value = serde_json::from_str(&place.read("secrets/tasky.json")).unwrap();
    let after = impersonated_note(
        &sim,
        delivered["userName"].as_str().unwrap(),
        delivered["secret"].as_str().unwrap(),
    );
    assert_eq!(
        after["ticket"]["creatorResourceID"].to_string(),
        TESS,
        "{after}"
    );
    assert_eq!(
        after["note"]["creatorResourceID"].to_string(),
        TESS,
        "{after}"
    );
    assert_eq!(after["note"]["impersonatorCreatorResourceID"], 29_682_899);
    // attune's own API user still may not: its level is the untouched system level.
    let own = impersonated_note(&sim, &sim.user_name, &sim.secret);
    assert_eq!(own["note"]["status"], 500);
}

/// Runs a scenario of a client against a tenant with more than a thousand people; the names of what passed.
fn scenario(program: &Path, folder: &str, script: &str) -> Vec<String> {
    let folder = root().join("tests/clients").join(folder);
    let sim = Sim::start_with(&["--people", "1200", "--levels", "10"]);
    let output = Command::new(program)
        .arg(script)
        .args([
            &sim.rest,
            &sim.user_name,
            &sim.secret,
            &sim.integration_code,
            &sim.console,
        ])
        .current_dir(folder)
        .output()
        .expect("the client starts; `cargo xtask test` installs it");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines().map(str::to_owned).collect()
}

#[test]
fn an_npm_client_does_what_integrations_do() {
    let passed = scenario(Path::new("node"), "npm", "scenario.js");
    assert_eq!(passed.len(), 11, "{passed:?}");
}

#[test]
fn a_python_client_does_what_integrations_do() {
    let python = root().join("tests/clients/pypi/venv/bin/python");
    let passed = scenario(&python, "pypi", "scenario.py");
    assert_eq!(passed.len(), 8, "{passed:?}");
}
