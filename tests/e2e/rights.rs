//! Effective rights: the one thing that REST shows of what a level contains.

use serde_json::json;

use crate::harness::{APPLY_HERE, PLAN_HERE, Place, Sim, bind_identifiers, forget_faults, tell};
use crate::requests::log;
use crate::script::{applied, manifest};

/// A level of which some is managed.
const LEVELS: &str = r#"  script:
    name: Script API
    copyOf: API User (system)
    serviceDesk: {objects: {tickets: {add: true}}}
    reports: {"*": none}
"#;

/// A tenant as the manifest says, until somebody at the console set these cells of the level.
fn changed_by_hand(cells: &serde_json::Value) -> (Sim, Place) {
    let (sim, place) = applied(&manifest(LEVELS));
    let save =
        json!({"do": "saveLevel", "level": 55, "name": null, "active": null, "cells": cells});
    tell(&sim, "operator", &save);
    (sim, place)
}

/// The text without the moments in it.
fn timeless(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace);
    words.filter(|word| !word.starts_with("20")).collect()
}

#[test]
fn rights_that_changed_are_drift_and_the_next_apply_sets_every_cell_again() {
    let (sim, place) = changed_by_hand(&json!({"serviceDesk.objects.tickets.add": false}));
    let drift = place.attune(&sim, &["drift"]).exits(2).says(&[
        "Ticket: Add over REST is None, wanted All; attune saw All at ",
        "what security level \"Script API\" holds since its rights over REST changed: 9 values, known only from the ledger since ",
        "1 changed outside, 0 by the manifest.",
    ]);
    place.attune(&sim, &PLAN_HERE).exits(2).says(&[
        // Which cell is the cause nobody can tell, and so none of them is taken to be known.
        "Tickets ? -> on",
        "Can publish LiveReports ? -> off",
        "What REST lets holders of \"Script API\" do is not what it was on ",
        ": Ticket Add (None, was All). What was known of the level's cells is not relied on.",
        "serviceDesk.objects.tickets.add of \"Script API\" is to be on, and REST contradicts it: Ticket Add is None.",
    ]);
    // A plan changes nothing: the next look finds the same.
    let again = place.attune(&sim, &["drift"]).exits(2);
    assert_eq!(timeless(&again.stdout), timeless(&drift.stdout));
    place
        .attune(&sim, &APPLY_HERE)
        .exits(0)
        .says(&["console-reread: opened again, the page shows all 9 values"]);
    place.attune(&sim, &["drift"]).exits(0).says(&["No drift."]);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."]);
}

#[test]
fn what_no_entity_shows_is_not_seen() {
    // A report is no entity of REST. Only its page shows the box.
    let (sim, place) = changed_by_hand(&json!({"reports.settings.canPublishLiveReports": true}));
    place.attune(&sim, &["drift"]).exits(0).says(&[
        "the cells of security level \"Script API\": 9 values, known only from the ledger",
        "No drift.",
    ]);
}

#[test]
fn where_the_call_for_all_entities_fails_each_is_asked_alone() {
    let (sim, place) = changed_by_hand(&json!({"serviceDesk.objects.tickets.add": false}));
    let at_once = place.attune(&sim, &["drift"]).exits(2);
    let planned = place.attune(&sim, &PLAN_HERE).exits(2);
    let fault = json!({"path": "V1.0/EntityInformation", "times": 99, "fault": {"kind": "error"}});
    tell(&sim, "faults", &fault);
    let one_by_one = place.attune(&sim, &["drift"]).exits(2);
    assert_eq!(timeless(&one_by_one.stdout), timeless(&at_once.stdout));
    assert_eq!(
        place.attune(&sim, &PLAN_HERE).exits(2).stdout,
        planned.stdout
    );
    // What is noted after the next apply is held against a look at once later.
    place.attune(&sim, &APPLY_HERE).exits(0);
    forget_faults(&sim);
    place.attune(&sim, &["drift"]).exits(0);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."]);
}

#[test]
fn a_look_at_rights_that_fails_is_no_drift_and_the_plan_says_so() {
    let (sim, place) = changed_by_hand(&json!({"serviceDesk.objects.tickets.add": false}));
    let fault =
        json!({"path": "V1.0/*EntityInformation", "times": 999, "fault": {"kind": "maintenance"}});
    tell(&sim, "faults", &fault);
    place.attune(&sim, &["drift"]).exits(0).says(&["No drift."]);
    place.attune(&sim, &PLAN_HERE).exits(0).says(&[
        "(unseen) What REST lets the API user Nightly Script <scripts@contoso.example> do could not be seen: ",
        "No changes.",
    ]);
    place
        .attune(&sim, &["audit"])
        .exits(3)
        .says(&["What could not be read ! what REST lets script (resource 29682899) do: "]);
}

#[test]
fn a_sign_in_that_is_refused_is_tried_once_a_day() {
    let (sim, place) = changed_by_hand(&json!({}));
    bind_identifiers(&sim);
    let refused = || {
        let requests = log(&sim);
        requests.iter().filter(|one| one["status"] == 401).count()
    };
    // Wrong attempts lock an API user, and this one is at work for its vendor.
    for (attempts, command) in [
        (1, &["plan"][..]),
        (1, &["drift"]),
        (1, &["audit"]),
        // Who asks for it gets it.
        (2, &["verify"]),
        (2, &["drift"]),
    ] {
        place.attune(&sim, command);
        assert_eq!(refused(), attempts, "{command:?}");
    }
}
