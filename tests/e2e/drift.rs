//! Drift: what people change by hand is found with the right words, or said to be out of sight.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

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
        "    email: psa-integrations@contoso.example\n    primaryInternalLocation: Head Office\n    locked: false\n",
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
    let email = json!({"op": "eq", "field": "email", "value": "psa-integrations@contoso.example"});
    rows(sim, "Resources", &email)[0]["id"].as_i64().unwrap()
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
    change(&sim, json!({"id": TESS, "userType": 9}));
    change(&sim, json!({"id": user, "isActive": false}));
    for fields in [
        json!({"email": "other@contoso.example"}),
        json!({"firstName": "Tusky"}),
        json!({"lastName": "Integrations"}),
        json!({"locationID": 2}),
    ] {
        tell(
            &sim,
            "operator",
            &json!({"do": "updateApiUser", "user": user, "fields": fields}),
        );
    }
    let level = |name: Value, active: Value, cells: Value| json!({"do": "saveLevel", "level": 55, "name": name, "active": active, "cells": cells});
    tell(
        &sim,
        "operator",
        &level(json!("Renamed by hand"), Value::Null, json!({})),
    );
    tell(
        &sim,
        "operator",
        &json!({"do": "switchLevel", "level": 55, "active": false}),
    );
    tell(
        &sim,
        "operator",
        &json!({"do": "assignLevel", "resource": user, "level": 13}),
    );
    let cells = json!({"webServicesApi.resourceImpersonation.crm.contacts.view": false});
    tell(&sim, "operator", &level(Value::Null, Value::Null, cells));

    let found = document(&drift(&sim, &place, &["--format", "json"]).exits(2));
    assert_eq!(sentences(&found, "changed_outside"), Vec::<String>::new());
}
