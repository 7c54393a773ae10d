//! An API user whose vendor changes: another one takes its place, and the old one goes once the new one was seen to
//! sign in.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{
    APPLY_HERE, PLAN_HERE, Place, Sim, bind_identifiers, call, forget_faults, rows, tell,
};
use crate::script::{self, LEVEL, manifest};

const OLD: i64 = 29_682_899;
const NEW: i64 = 29_682_900;

/// A tenant as the manifest says, whose API user is to have a vendor from now on; and the first key and secret.
fn applied() -> (Sim, Place, Value) {
    let (sim, place) = script::applied(&manifest(LEVEL));
    let credentials = credentials(&place, "script.json");
    place.edit(
        "attune.yaml",
        "customIntegration: Nightly script",
        "integrationVendor: Tallman.io - Tasky",
    );
    (sim, place, credentials)
}

fn credentials(place: &Place, file: &str) -> Value {
    serde_json::from_str(&place.read(&format!("secrets/{file}"))).unwrap()
}

/// The files in the folder of secrets.
fn secrets(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.path("secrets")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Number, and whether it is active, of every API user of the block.
fn users(sim: &Sim) -> Vec<(i64, bool)> {
    let filter = json!({"op": "eq", "field": "firstName", "value": "Nightly"});
    let mut users: Vec<(i64, bool)> = rows(sim, "Resources", &filter)
        .iter()
        .map(|row| (row["id"].as_i64().unwrap(), row["isActive"] == true))
        .collect();
    users.sort_unstable();
    users
}

#[test]
fn the_old_one_is_inactivated_once_the_new_one_signs_in() {
    let (sim, place, old) = applied();
    place.attune(&sim, &PLAN_HERE).exits(2).says(&[
        "1. + create API user Nightly Script <scripts@contoso.example> [operator -> rest-behaviour] \
         why: the vendor of an API user cannot be changed, so another one takes its place",
        "Integration Vendor Tallman.io - Tasky (cannot be changed afterwards)",
        "Replaces Nightly Script <scripts@contoso.example> (resource 29682899), whose credentials are set aside",
        "2. ~ retire API user Nightly Script <scripts@contoso.example> (resource 29682899) [rest -> rest-fact]",
        "Only after Nightly Script <scripts@contoso.example> was seen to sign in",
        "1 API user to create, 1 API user to retire.",
    ]);
    place.attune(&sim, &APPLY_HERE).exits(0).says(&[
        "rest-behaviour: signs in with the delivered credentials; REST lists it as resource 29682900",
        "rest-fact: REST reports it as inactive, and its successor signs in",
    ]);
    assert_eq!(users(&sim), [(OLD, false), (NEW, true)]);
    assert_eq!(
        secrets(&place),
        ["script.before-29682899.json", "script.json"]
    );
    assert_eq!(credentials(&place, "script.before-29682899.json"), old);
    assert_ne!(credentials(&place, "script.json"), old);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."]);
    place.attune(&sim, &["drift"]).exits(0).says(&["No drift."]);
}

#[test]
fn where_nobody_can_see_the_new_one_sign_in_the_old_one_waits_for_the_operator() {
    let (sim, place, _) = applied();
    bind_identifiers(&sim);
    place.attune(&sim, &APPLY_HERE).exits(5).says(&[
        "that it signs in was not seen: with attune's own tracking identifier the credentials are not accepted, and only the vendor knows its identifier",
        "waiting retire API user Nightly Script <scripts@contoso.example> (resource 29682899)",
        "the old one stays active until then, or until an operator inactivates it",
        "Applied: 1 done, 1 waiting.",
    ]);
    assert_eq!(users(&sim), [(OLD, true), (NEW, true)]);
    let checklist = place.read(".attune/checklist.md");
    assert!(
        checklist.contains("works: its vendor has the new key and secret, and calls come in."),
        "{checklist}"
    );
    // It waits however often somebody applies, and is never made twice.
    place.attune(&sim, &APPLY_HERE).exits(5);
    assert_eq!(users(&sim), [(OLD, true), (NEW, true)]);
    // That the new one is refused is no change from outside: nobody ever saw it accepted.
    place.attune(&sim, &["drift"]).exits(2).says(&[
        "Active is on, wanted off",
        "0 changed outside, 1 by the manifest.",
    ]);
    place.attune(&sim, &["audit"]).says(&[
        "! replaced-api-user-active",
        "- API user Nightly Script <scripts@contoso.example>: is active, and script has another API user now",
    ]);
    let own = (sim.user_name.as_str(), sim.secret.as_str());
    let body = json!({"id": OLD, "isActive": false});
    let (status, _) = call(
        &sim,
        reqwest::Method::PATCH,
        "Resources",
        own,
        None,
        Some(body),
    );
    assert_eq!(status, 200);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."]);
}

#[test]
fn a_replacement_that_was_interrupted_is_finished() {
    // Lists of people break off somewhere on the way: before the form, after it, before the old one goes.
    for nth in 2..9 {
        let (sim, place, old) = applied();
        let fault = json!({"method": "POST", "path": "V1.0/Resources/query", "nth": nth, "times": 9, "fault": {"kind": "error"}});
        tell(&sim, "faults", &fault);
        place.attune(&sim, &APPLY_HERE);
        forget_faults(&sim);
        place.attune(&sim, &APPLY_HERE).exits(0);
        assert_eq!(users(&sim), [(OLD, false), (NEW, true)], "{nth}");
        assert_eq!(
            secrets(&place),
            ["script.before-29682899.json", "script.json"],
            "{nth}"
        );
        assert_eq!(credentials(&place, "script.before-29682899.json"), old);
        place
            .attune(&sim, &PLAN_HERE)
            .exits(0)
            .says(&["No changes."]);
    }
}

#[test]
fn a_fixed_key_cannot_be_used_twice() {
    let fixed = manifest(LEVEL).replace("    lastName", "    key: nightly\n    lastName");
    let (sim, place) = script::applied(&fixed);
    place.edit(
        "attune.yaml",
        "customIntegration: Nightly script",
        "integrationVendor: Tallman.io - Tasky",
    );
    let ran = place.attune(&sim, &APPLY_HERE).exits(1);
    for words in [
        "error[vendor-immutable]: another vendor takes another API user, and its key cannot be \"nightly\": \
         that is the key of Nightly Script <scripts@contoso.example>, and keys are never used twice",
        "help: Change `key` as well, or remove the line.",
    ] {
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
    place.edit("attune.yaml", "key: nightly", "key: nightly-2");
    place.attune(&sim, &APPLY_HERE).exits(0);
    assert_eq!(users(&sim), [(OLD, false), (NEW, true)]);
}

#[test]
fn without_a_place_for_the_new_credentials_nothing_is_planned() {
    let (sim, place, _) = applied();
    place.edit(
        "attune.yaml",
        "    credentials: {to: {file: secrets/script.json}}\n",
        "",
    );
    let ran = place.attune(&sim, &PLAN_HERE).exits(1);
    let message = "error[vendor-immutable]: this API user was made for \"Nightly script (custom)\", and that cannot be changed after saving";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
}
