//! The tenant misbehaves: never two of anything, never a wrong "done", and the next run mends the rest.

mod all;
mod kinds;
mod shown;
mod stories;
mod world;

use serde_json::{Value, json};

use crate::harness::{APPLY, PLAN, Place, Sim, forget_faults, rows, tell};

/// One of everything, and in sync.
fn whole(sim: &Sim, place: &Place, what: &Value) {
    forget_faults(sim);
    let planned = place.attune(sim, &PLAN);
    assert_eq!(planned.code, 0, "{what}: {}", planned.stdout);
    let count = |entity, field, op, value| {
        rows(
            sim,
            entity,
            &json!({"op": op, "field": field, "value": value}),
        )
        .len()
    };
    assert_eq!(count("Resources", "firstName", "eq", "Tasky"), 1, "{what}");
    assert_eq!(
        count("Tickets", "title", "beginsWith", "attune check"),
        1,
        "{what}"
    );
    assert_eq!(
        count("TicketNotes", "title", "beginsWith", "attune check"),
        1,
        "{what}"
    );
}

/// Applies with a fault in the way, then without.
fn survives(fault: &Value) {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    tell(&sim, "faults", fault);
    let first = place.attune(&sim, &APPLY);
    if first.code != 0 {
        assert!([1, 3].contains(&first.code), "{fault}: {}", first.stderr);
        let second = place.attune(&sim, &APPLY);
        assert_eq!(
            second.code, 0,
            "{fault}: {}{}",
            second.stdout, second.stderr
        );
    }
    whole(&sim, &place, fault);
}

#[test]
fn a_write_whose_answer_is_lost_is_looked_up() {
    for path in ["V1.0/Tickets", "V1.0/Tickets/*/Notes"] {
        for kind in [
            "cutAfter",
            "tornBody",
            "cutBefore",
            "error",
            "lostWrite",
            "threadLimit",
            "silentError",
            "emptyBody",
            "otherJson",
            "unauthorized",
            "redirect",
        ] {
            survives(&json!({"method": "POST", "path": path, "fault": {"kind": kind}}));
        }
    }
}

#[test]
fn a_read_that_fails_once_is_asked_again_or_stops_the_run() {
    for path in [
        "V1.0/Resources/query",
        "V1.0/Resources/entityInformation/fields",
        "V1.0/TicketNotes/query",
    ] {
        for kind in [
            "cutAfter",
            "tornBody",
            "error",
            "maintenance",
            "unauthorized",
            "otherJson",
            "repeatedPage",
        ] {
            survives(&json!({"path": path, "nth": 2, "fault": {"kind": kind}}));
        }
    }
}

#[test]
fn a_save_that_dropped_a_cell_is_no_success() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let slip = json!({"kind": "droppedCell", "cell": "webServicesApi.resourceImpersonation.serviceDesk.tickets.add"});
    tell(&sim, "slips", &slip);
    let ran = place.attune(&sim, &APPLY).exits(1);
    assert!(
        ran.stdout
            .contains("serviceDesk.tickets.add is off, not on"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stdout.contains("skipped  create API user"),
        "{}",
        ran.stdout
    );
    place.attune(&sim, &APPLY).exits(0);
    whole(&sim, &place, &slip);
}

#[test]
fn an_edit_by_somebody_else_between_reading_and_saving_is_kept() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let theirs = json!({"serviceDesk.objects.tickets.delete": "All"});
    let slip = json!({"kind": "otherEdit", "level": 52, "cells": theirs});
    tell(&sim, "slips", &slip);
    place.attune(&sim, &APPLY).exits(0);
    let dump = place
        .attune_alone(&["sim", "dump", &sim.console])
        .exits(0)
        .stdout;
    let helpdesk = dump
        .lines()
        .find(|line| line.contains("Helpdesk Lead"))
        .unwrap();
    assert!(
        helpdesk.contains("\"serviceDesk.objects.tickets.delete\":\"All\""),
        "{helpdesk}"
    );
    assert!(
        helpdesk.contains("\"webServicesApi.allowImpersonation\":true"),
        "{helpdesk}"
    );
}
