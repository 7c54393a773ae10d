//! Clients that this project did not write: what the walkthrough is for, and what integrations do all day.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::account::{Account, MAY_NOT_CREATE};
use crate::harness::{APPLY, Place, Sim, root};

const TESS: &str = "29682886";

/// Runs `tests/clients/npm/impersonated-note.js` as an API user.
pub(crate) fn impersonated_note(account: &Account<'_>) -> Value {
    let folder = root().join("tests/clients/npm");
    assert!(
        folder
            .join("node_modules/@apigrate/autotask-restapi")
            .is_dir(),
        "the npm clients are not installed: run `cargo xtask test`"
    );
    let output = Command::new("node")
        .arg("impersonated-note.js")
        .arg(account.rest())
        .args([&account.user_name, &account.secret, &account.identifier])
        .arg(TESS)
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
    let before = impersonated_note(&Account::own(&sim));
    assert_eq!(before["ticket"]["status"], 500);
    assert_eq!(before["ticket"]["details"], MAY_NOT_CREATE);
    assert_eq!(before["note"]["status"], 500);
    assert_eq!(before["note"]["details"], before["ticket"]["details"]);

    place.attune(&sim, &APPLY).exits(0);
    let tasky = Account::delivered(&sim, &place, "secrets/tasky.json", &sim.integration_code);
    let after = impersonated_note(&tasky);
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
    let own = impersonated_note(&Account::own(&sim));
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
