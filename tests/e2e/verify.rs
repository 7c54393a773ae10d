//! `attune verify`: claim by claim, what the tenant shows and what proves it.

use serde_json::{Value, json};

use crate::harness::{APPLY_HERE, Place, Ran, Sim, call, dump, tell};

const TASKY: i64 = 29_682_899;
const LEVEL: i64 = 55;
const HELPDESK_LEAD: i64 = 52;

/// A tenant as the Tasky example says.
fn applied() -> (Sim, Place) {
    let place = Place::with("attune.yaml", Place::with_tasky().read("tasky.yaml"));
    let sim = Sim::start();
    place.attune(&sim, &APPLY_HERE).exits(0);
    (sim, place)
}

fn verify(sim: &Sim, place: &Place, more: &[&str]) -> Ran {
    place.attune(sim, &[&["verify"], more].concat())
}

/// The valid document, and `object: what: verdict` of every claim.
fn claims(sim: &Sim, place: &Place, more: &[&str], code: i32) -> Vec<String> {
    let more = [&["--format", "json"], more].concat();
    let document = verify(sim, place, &more)
        .exits(code)
        .document("verify.v1.json");
    let text = |claim: &Value, key: &str| claim[key].as_str().unwrap().to_owned();
    let claims = document["claims"].as_array().unwrap();
    let line = |claim: &Value| {
        ["object", "what", "verdict"]
            .map(|key| text(claim, key))
            .join(": ")
    };
    claims.iter().map(line).collect()
}

fn save_level(sim: &Sim, level: i64, cells: &Value) {
    let save =
        json!({"do": "saveLevel", "level": level, "name": null, "active": null, "cells": cells});
    tell(sim, "operator", &save);
}

#[test]
fn after_an_apply_all_is_shown_but_what_rest_has_no_word_for() {
    let (sim, place) = applied();
    let before = (dump(&sim), place.read(".attune/ledger.jsonl"));
    insta::assert_snapshot!(claims(&sim, &place, &[], 0).join("\n"), @r#"
    level "API User (with Impersonation)": is there: shown
    level "API User (with Impersonation)": is named "API User (with Impersonation)": shown
    level "API User (with Impersonation)": is active: shown
    level "API User (with Impersonation)": holds the 45 cells of the manifest: not-shown
    level "API User (with Impersonation)": lets API users do over REST what it did after the last apply: shown
    level "Helpdesk Lead": lets its holders be impersonated: not-shown
    level "Service Desk User (with Impersonation)": lets its holders be impersonated: not-shown
    level "Team Member (with Impersonation)": lets its holders be impersonated: not-shown
    API user Tasky Integration <psa-integrations@contoso.example>: is there: shown
    API user Tasky Integration <psa-integrations@contoso.example>: is active: shown
    API user Tasky Integration <psa-integrations@contoso.example>: holds "API User (with Impersonation)": shown
    API user Tasky Integration <psa-integrations@contoso.example>: signs in: shown
    "#);
    verify(&sim, &place, &[]).exits(0).says(&[
        "✔ API user Tasky Integration <psa-integrations@contoso.example>: signs in [rest-behaviour] REST accepts its key and secret",
        "? level \"API User (with Impersonation)\": holds the 45 cells of the manifest 45 cells are as last seen or set, the oldest on ",
        "the weakest proof is console-reread",
        "8 shown, 0 contradicted, 4 not shown.",
    ]);
    // Probing shows the flags too, and still changes nothing.
    verify(&sim, &place, &["--probe-impersonation"]).exits(0).says(&[
        "✔ level \"Helpdesk Lead\": lets its holders be impersonated [rest-behaviour] Tasky Integration may query Companies as Priya Nair, and is refused as somebody who does not exist",
        "11 shown, 0 contradicted, 1 not shown.",
    ]);
    assert_eq!((dump(&sim), place.read(".attune/ledger.jsonl")), before);
}

#[test]
fn before_an_apply_what_is_missing_is_contradicted() {
    let place = Place::with("attune.yaml", Place::with_tasky().read("tasky.yaml"));
    let sim = Sim::start();
    verify(&sim, &place, &[]).exits(2).says(&[
        "✘ level \"API User (with Impersonation)\": is there REST lists no level, or more than one, of this name",
        "✘ API user Tasky Integration <psa-integrations@contoso.example>: is there REST lists none, or more than one, with this name and address",
        "0 shown, 2 contradicted, 3 not shown.",
    ]);
    assert_eq!(place.names(), ["attune.yaml"]);
}

#[test]
fn what_people_changed_is_contradicted() {
    let (sim, place) = applied();
    save_level(&sim, LEVEL, &json!({"crm.objects.accounts.add": false}));
    tell(
        &sim,
        "operator",
        &json!({"do": "updateApiUser", "user": TASKY, "fields": {"locked": true}}),
    );
    verify(&sim, &place, &[]).exits(2).says(&[
        "✘ API user Tasky Integration <psa-integrations@contoso.example>: signs in REST refuses its key and secret, which it accepted on ",
    ]);
    tell(
        &sim,
        "operator",
        &json!({"do": "updateApiUser", "user": TASKY, "fields": {"locked": false}}),
    );
    verify(&sim, &place, &[]).exits(2).says(&[
        "? level \"API User (with Impersonation)\": holds the 45 cells of the manifest none of them is known",
        "✘ level \"API User (with Impersonation)\": lets API users do over REST what it did after the last apply since ",
        ": Add of Account was All and is None",
    ]);
    tell(
        &sim,
        "operator",
        &json!({"do": "switchLevel", "level": LEVEL, "active": false}),
    );
    let own = (sim.user_name.as_str(), sim.secret.as_str());
    let body = json!({"id": TASKY, "isActive": false});
    call(
        &sim,
        reqwest::Method::PATCH,
        "Resources",
        own,
        None,
        Some(body),
    );
    verify(&sim, &place, &[]).exits(2).says(&[
        "✘ level \"API User (with Impersonation)\": is active ",
        "✘ API user Tasky Integration <psa-integrations@contoso.example>: is active ",
    ]);
}

#[test]
fn a_flag_that_was_switched_off_by_hand_is_seen_by_a_probe_alone() {
    let (sim, place) = applied();
    save_level(
        &sim,
        HELPDESK_LEAD,
        &json!({"webServicesApi.allowImpersonation": false}),
    );
    verify(&sim, &place, &[]).exits(0).says(&["0 contradicted"]);
    verify(&sim, &place, &["--probe-impersonation"]).exits(2).says(&[
        "✘ level \"Helpdesk Lead\": lets its holders be impersonated Tasky Integration may query Companies as Tess Turner, and is refused as Priya Nair and as Sam Okafor; \
         that the flag alone is the reason was never shown on a live tenant",
        "10 shown, 1 contradicted, 1 not shown.",
    ]);
    let claims = claims(&sim, &place, &["--probe-impersonation"], 2);
    let lead = "level \"Helpdesk Lead\": lets its holders be impersonated: contradicted";
    assert!(claims.iter().any(|claim| claim == lead), "{claims:#?}");
}

#[test]
fn a_tenant_that_does_not_answer_is_3_and_the_document_says_why() {
    let (sim, place) = applied();
    let arguments = ["verify", "--format", "json"];
    let mut command = place.command(Some(&sim), &arguments);
    let ran = Ran::of(command.env("AUTOTASK_SECRET", "wrong")).exits(3);
    let document = ran.document("verify.v1.json");
    assert_eq!(document["claims"], json!([]));
    assert_eq!(document["error"]["kind"], "could-not-look");
}
