//! `--format json`: one document on stdout, on success and on failure, valid against the published schema.

use std::fs;

use serde_json::Value;

use crate::harness::{Place, Ran, Sim, root};

/// The document on stdout, valid against a published schema.
pub(crate) fn valid(ran: &Ran, schema: &str) -> Value {
    let text = fs::read_to_string(root().join("schemas").join(schema)).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let document = ran.json();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{document:#}");
    assert_eq!(document["format_version"], 1);
    assert_eq!(document["exit_code"], ran.code);
    document
}

#[test]
fn a_plan_and_an_apply_are_documents() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let planned = place.attune(
        &sim,
        &[
            "plan",
            "-f",
            "tasky.yaml",
            "--format",
            "json",
            "--detailed-exitcode",
        ],
    );
    let document = valid(&planned.exits(2), "plan.v1.json");
    assert_eq!(document["steps"].as_array().unwrap().len(), 10);
    assert_eq!(document["in_sync"], false);
    let arguments = [
        "apply",
        "-f",
        "tasky.yaml",
        "--format",
        "json",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    let applied = valid(&place.attune(&sim, &arguments).exits(0), "apply.v1.json");
    let results = applied["results"].as_array().unwrap();
    assert_eq!(results.len(), 10);
    assert!(
        results
            .iter()
            .all(|result| result["outcome"] == "done" && result["proof"].is_string())
    );
    let again = place.attune(&sim, &["plan", "-f", "tasky.yaml", "--format", "json"]);
    assert_eq!(valid(&again.exits(0), "plan.v1.json")["in_sync"], true);
}

#[test]
fn a_failure_is_a_document_too() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.edit(
        "tasky.yaml",
        "    active: true\n    webServicesApi",
        "    aktive: true\n    webServicesApi",
    );
    let ran = place
        .attune(&sim, &["plan", "-f", "tasky.yaml", "--format", "json"])
        .exits(1);
    let document = valid(&ran, "plan.v1.json");
    assert_eq!(document["error"]["kind"], "manifest");
    assert_eq!(document["error"]["findings"][0]["line"], 16);
    let ran = place
        .attune(&sim, &["apply", "-f", "missing.yaml", "--format", "json"])
        .exits(1);
    assert_eq!(valid(&ran, "apply.v1.json")["error"]["kind"], "manifest");
}

#[test]
fn a_tenant_that_cannot_be_looked_at_is_a_document_with_3() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let mut command = place.command(
        Some(&sim),
        &["plan", "-f", "tasky.yaml", "--format", "json"],
    );
    let ran = Ran::of(command.env("AUTOTASK_SECRET", "wrong")).exits(3);
    let document = valid(&ran, "plan.v1.json");
    assert_eq!(document["error"]["kind"], "could-not-look");
    assert_eq!(document["in_sync"], false);
}

#[test]
fn problems_of_the_plan_carry_their_places() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.edit("tasky.yaml", "Tallman.io - Tasky\n", "Talman - Tasky\n");
    let ran = place
        .attune(&sim, &["plan", "-f", "tasky.yaml", "--format", "json"])
        .exits(1);
    let document = valid(&ran, "plan.v1.json");
    let problem = &document["problems"][0];
    assert_eq!(problem["kind"], "unknown-vendor");
    assert_eq!(problem["place"], "apiUsers.tasky.integrationVendor");
    assert_eq!(problem["file"], "tasky.yaml");
    assert!(problem["line"].as_u64().unwrap() > 40);
}

#[test]
fn the_same_tenant_gives_the_same_bytes() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let plan = || {
        place
            .attune(&sim, &["plan", "-f", "tasky.yaml", "--format", "json"])
            .exits(0)
            .stdout
    };
    let first = plan();
    for _ in 0..9 {
        assert_eq!(plan(), first);
    }
}
