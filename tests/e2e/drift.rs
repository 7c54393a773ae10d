//! Drift: what people change by hand is found with the right words, or said to be out of sight.

use std::fs;
use std::process::Command;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{APPLY, Place, Ran, Sim, call, root, rows, tell};

const DRIFT: [&str; 3] = ["drift", "-f", "tasky.yaml"];
const TESS: i64 = 29_682_886;

/// A tenant that is as the Tasky example says, with a location that the manifest manages.
fn in_sync() -> (Sim, Place) {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.edit(
        "tasky.yaml",
        "    email: psa-integrations@contoso.example\n",
        "    email: psa-integrations@contoso.example\n    primaryInternalLocation: Headquarters\n    locked: false\n",
    );
    place.attune(&sim, &APPLY).exits(0);
    (sim, place)
}

fn change(sim: &Sim, fields: Value) {
    let own = (sim.user_name.as_str(), sim.secret.as_str());
    let (status, answer) = call(sim, Method::PATCH, "Resources", own, None, Some(fields));
    assert_eq!(status, 200, "{answer}");
}

/// The number of the API user that the example makes.
fn tasky(sim: &Sim) -> i64 {
    let name = json!({"op": "eq", "field": "firstName", "value": "Tasky"});
    rows(sim, "Resources", &name)[0]["id"].as_i64().unwrap()
}

fn drift(sim: &Sim, place: &Place, more: &[&str]) -> Ran {
    place.attune(sim, &[&DRIFT[..], more].concat())
}

/// The document, valid against its schema.
fn document(ran: &Ran) -> Value {
    let schema = fs::read_to_string(root().join("schemas/drift.v1.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let document = ran.json();
    assert!(jsonschema::is_valid(&schema, &document), "{document:#}");
    assert_eq!(document["exit_code"], ran.code);
    document
}

/// `object: sentence without times` of every difference.
fn sentences(document: &Value, group: &str) -> Vec<String> {
    let text = |difference: &Value, key: &str| difference[key].as_str().unwrap().to_owned();
    document[group]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let [object, value, is, wanted] =
                ["object", "value", "is", "wanted"].map(|key| text(one, key));
            format!("{object}: {value} is {is}, wanted {wanted}")
        })
        .collect()
}

#[test]
fn a_tenant_in_sync_has_no_drift_and_says_what_is_out_of_sight() {
    let (sim, place) = in_sync();
    let before = place.read(".attune/ledger.jsonl");
    let ran = drift(&sim, &place, &[]).exits(0);
    assert!(
        ran.stdout
            .ends_with("No drift. contoso is in sync with the manifest.\n"),
        "{}",
        ran.stdout
    );
    let line = "the cells of security level \"API User (with Impersonation)\": 45 values, known only from the ledger since 20";
    assert!(ran.stdout.contains(line), "{}", ran.stdout);
    let form = "what only the form of API user Tasky Integration <psa-integrations@contoso.example> shows: 1 value, ";
    assert!(ran.stdout.contains(form), "{}", ran.stdout);
    assert_eq!(place.read(".attune/ledger.jsonl"), before);
    assert!(!place.path(".attune/drift.json").exists());
}

#[test]
fn what_people_change_is_named_as_changed_outside() {
    let (sim, place) = in_sync();
    let user = tasky(&sim);
    let by_hand = |call: Value| tell(&sim, "operator", &call);
    by_hand(json!({"do": "assignLevel", "resource": TESS, "level": 37}));
    change(&sim, json!({"id": user, "isActive": false}));
    for fields in [
        json!({"email": "other@contoso.example"}),
        json!({"firstName": "Tusky"}),
        json!({"lastName": "Integrations"}),
        json!({"locationID": 90683}),
        json!({"locked": true}),
    ] {
        by_hand(json!({"do": "updateApiUser", "user": user, "fields": fields}));
    }
    let save = |name: Value, cells: Value| json!({"do": "saveLevel", "level": 55, "name": name, "active": null, "cells": cells});
    by_hand(save(json!("Renamed by hand"), json!({})));
    by_hand(json!({"do": "switchLevel", "level": 55, "active": false}));
    by_hand(json!({"do": "assignLevel", "resource": user, "level": 24}));
    let cell = "webServicesApi.resourceImpersonation.crm.contacts.view";
    by_hand(save(Value::Null, json!({cell: false})));

    let found = document(&drift(&sim, &place, &["--format", "json"]).exits(2));
    let level = "security level \"Renamed by hand\"";
    let api_user = "API user Tusky Integrations <other@contoso.example>";
    let expected = [
        format!("{level}: name is \"Renamed by hand\", wanted \"API User (with Impersonation)\""),
        format!("{level}: Active is off, wanted on"),
        format!("{api_user}: Email Address is other@contoso.example, wanted psa-integrations@contoso.example"),
        format!("{api_user}: First Name is Tusky, wanted Tasky"),
        format!("{api_user}: Active is off, wanted on"),
        format!("{api_user}: Last Name is Integrations, wanted Integration"),
        format!("{api_user}: Primary Internal Location is Branch Office, wanted Headquarters"),
        "Tusky Integrations <other@contoso.example>: Security Level is \"API User (system)\", wanted \"Renamed by hand\"".to_owned(),
        "Tess Turner <tess.turner@contoso.example>: Security Level is \"Team Member (system)\", wanted \"Team Member (with Impersonation)\"".to_owned(),
    ];
    assert_eq!(sentences(&found, "changed_outside"), expected);
    assert_eq!(sentences(&found, "manifest_changed"), Vec::<String>::new());
    let email = &found["changed_outside"][2];
    assert_eq!(email["set"], "psa-integrations@contoso.example");
    assert_eq!(
        (&email["file"], &email["place"]),
        (&json!("tasky.yaml"), &json!("apiUsers.tasky"))
    );
    // The cell and the box that were changed cannot be seen, and nothing is said of them but that.
    let unseen: Vec<(&str, u64)> = found["out_of_sight"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["object"].as_str().unwrap(),
                one["values"].as_u64().unwrap(),
            )
        })
        .collect();
    assert!(
        unseen.contains(&("the cells of security level \"Renamed by hand\"", 45)),
        "{unseen:?}"
    );
    let form = format!("what only the form of {api_user} shows");
    assert!(unseen.contains(&(form.as_str(), 1)), "{unseen:?}");
    let ledger = place.read(".attune/ledger.jsonl");
    let set_at = found["out_of_sight"][0]["since"].as_str().unwrap();
    assert!(ledger.contains(set_at), "{set_at}");
}

#[test]
fn what_the_ledger_never_had_is_the_manifests_doing() {
    let (sim, place) = in_sync();
    place.edit("tasky.yaml", "lastName: Integration", "lastName: Bridge");
    place.edit(
        "tasky.yaml",
        "crm: {accounts: [view]",
        "crm: {accounts: [view, add]",
    );
    let ran = drift(&sim, &place, &[]).exits(2);
    let expected = "Manifest changed, or somebody new fits it: attune never set this:\n  \
         security level \"API User (with Impersonation)\"\n    \
         webServicesApi.resourceImpersonation.crm.accounts.add is off, wanted on; attune set off at ";
    assert!(ran.stdout.contains(expected), "{}", ran.stdout);
    let name = "    Last Name is Integration, wanted Bridge; attune set Integration at ";
    assert!(ran.stdout.contains(name), "{}", ran.stdout);
    assert!(
        ran.stdout
            .ends_with("0 changed outside, 2 by the manifest.\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn nothing_new_is_no_news() {
    let (sim, place) = in_sync();
    let since_last = || drift(&sim, &place, &["--since-last"]);
    since_last().exits(0);
    let user = tasky(&sim);
    change(&sim, json!({"id": user, "isActive": false}));
    since_last().exits(2);
    let again = since_last().exits(0);
    assert!(
        again
            .stdout
            .contains("Nothing new: the same differences as at "),
        "{}",
        again.stdout
    );
    assert!(!again.stdout.contains("Active is off"), "{}", again.stdout);
    // Without the option the answer is as ever, and nothing is remembered.
    let remembered = place.read(".attune/drift.json");
    drift(&sim, &place, &[]).exits(2);
    assert_eq!(place.read(".attune/drift.json"), remembered);
    change(&sim, json!({"id": user, "isActive": true}));
    since_last().exits(0);
    change(&sim, json!({"id": user, "isActive": false}));
    since_last().exits(2);
}

#[test]
fn an_accepted_deviation_is_no_drift_until_its_day() {
    let (sim, place) = in_sync();
    change(&sim, json!({"id": tasky(&sim), "isActive": false}));
    let text = place.read("tasky.yaml");
    let accept = "accept:\n  off:\n    at: apiUsers.tasky.active\n    reason: moved\n    owner: tess.turner@contoso.example\n    expires: ";
    fs::write(
        place.path("tasky.yaml"),
        format!("{text}{accept}9999-12-31\n"),
    )
    .unwrap();
    drift(&sim, &place, &[]).exits(0);
    fs::write(
        place.path("tasky.yaml"),
        format!("{text}{accept}2020-12-31\n"),
    )
    .unwrap();
    drift(&sim, &place, &[]).exits(2);
}

#[test]
fn a_look_that_fails_is_3_and_a_problem_is_1() {
    let (sim, place) = in_sync();
    let arguments = [&DRIFT[..], &["--format", "json"]].concat();
    let mut command = place.command(Some(&sim), &arguments);
    let ran = Ran::of(command.env("AUTOTASK_SECRET", "wrong")).exits(3);
    assert_eq!(document(&ran)["error"]["kind"], "could-not-look");
    place.edit(
        "tasky.yaml",
        "tess.turner@contoso.example\n",
        "nobody@contoso.example\n",
    );
    let ran = drift(&sim, &place, &["--format", "json", "--since-last"]).exits(1);
    assert_eq!(document(&ran)["problems"][0]["kind"], "unknown-person");
    assert!(!place.path(".attune/drift.json").exists());
}

/// Reads a `JUnit` report as CI servers do: well-formed, and every count as many elements as it says.
const READ_JUNIT: &str = r#"
import sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.argv[1].encode())
assert root.tag == "testsuites" and [suite.tag for suite in root] == ["testsuite"]
for level in (root, root[0]):
    cases = list(root[0])
    assert all(case.tag == "testcase" and case.get("classname") and case.get("name") for case in cases)
    assert int(level.get("tests")) == len(cases)
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(level.get(attribute)) == len(root.findall(f".//{tag}")), attribute
for case in root[0]:
    assert len(case) <= 1 and all(inside.get("message") for inside in case)
print(*[root[0].get(key) for key in ("tests", "failures", "errors", "skipped")])
"#;

fn read_junit(ran: &Ran) -> String {
    let output = Command::new("python3")
        .args(["-c", READ_JUNIT, &ran.stdout])
        .output()
        .expect("python3 starts");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said.trim().to_owned()
}

#[test]
fn drift_is_a_junit_report_and_a_sarif_log() {
    let (sim, place) = in_sync();
    let ran = drift(&sim, &place, &["--format", "junit"]).exits(0);
    assert_eq!(read_junit(&ran), "6 0 0 5");
    let name = json!({"firstName": "A<b>&\"c"});
    tell(
        &sim,
        "operator",
        &json!({"do": "updateApiUser", "user": tasky(&sim), "fields": name}),
    );
    let ran = drift(&sim, &place, &["--format", "junit"]).exits(2);
    assert_eq!(read_junit(&ran), "6 1 0 5");
    let log = drift(&sim, &place, &["--format", "sarif"]).exits(2).json();
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "changed-outside");
    let place_of = &result["locations"][0]["physicalLocation"];
    assert_eq!(place_of["artifactLocation"]["uri"], "tasky.yaml");
    assert!(place_of["region"]["startLine"].as_u64().unwrap() > 30);
}
