//! Plan, apply, plan against a separately started simulator.

use serde_json::json;

use crate::harness::{APPLY, PLAN, Place, Sim, rows};

#[test]
fn plan_is_2_apply_is_0_plan_is_0() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let planned = place.attune(&sim, &PLAN).exits(2);
    for moved in ["Tess Turner", "Omar Haddad", "Lena Fischer", "Nina Larsen"] {
        let line = planned
            .stdout
            .lines()
            .find(|line| line.contains(&format!("move {moved} <")));
        assert!(line.is_some(), "{moved} is not moved:\n{}", planned.stdout);
    }
    for left in [
        "Carl Jansen",
        "Igor Petrov",
        "Ada Winter",
        "Sofia Rossi",
        "Bo Lund",
        "Mia Roth",
    ] {
        assert!(
            !planned.stdout.contains(left),
            "{left} is touched:\n{}",
            planned.stdout
        );
    }
    let before = rows(
        &sim,
        "Resources",
        &json!({"op": "gte", "field": "id", "value": 0}),
    );
    let applied = place.attune(&sim, &APPLY).exits(0);
    assert!(
        applied.stdout.contains("Applied: 10 done."),
        "{}",
        applied.stdout
    );
    let after = rows(
        &sim,
        "Resources",
        &json!({"op": "gte", "field": "id", "value": 0}),
    );
    let mut moved: Vec<&str> = after
        .iter()
        .filter(|row| {
            before
                .iter()
                .any(|old| old["id"] == row["id"] && old["userType"] != row["userType"])
        })
        .map(|row| row["firstName"].as_str().unwrap())
        .collect();
    moved.sort_unstable();
    assert_eq!(moved, ["Lena", "Nina", "Omar", "Tess"]);
    assert_eq!(after.len(), before.len() + 1);
    let again = place.attune(&sim, &PLAN).exits(0);
    assert!(again.stdout.contains("No changes."));
    // A second apply has nothing to do, and says so without asking.
    let idle = place.attune(&sim, &["apply", "-f", "tasky.yaml"]).exits(0);
    assert!(idle.stdout.contains("No changes."));
}

#[test]
fn a_plan_writes_nothing_anywhere() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &PLAN).exits(2);
    let left: Vec<_> = std::fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["tasky.yaml"]);
}

#[test]
fn without_an_operator_the_steps_wait_and_a_checklist_is_written() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let ran = place
        .attune(&sim, &["apply", "-f", "tasky.yaml", "--auto-approve"])
        .exits(5);
    assert!(
        ran.stdout.contains("Applied: 0 done, 10 waiting."),
        "{}",
        ran.stdout
    );
    let checklist = place.read(".attune/checklist.md");
    assert_eq!(checklist.matches("- [ ] ").count(), 10, "{checklist}");
    assert!(checklist.contains("Copy Security Level"));
    assert!(
        rows(
            &sim,
            "Resources",
            &json!({"op": "eq", "field": "firstName", "value": "Tasky"})
        )
        .is_empty()
    );
    // The same run goes on when there is someone at the console.
    place.attune(&sim, &APPLY).exits(0);
    place.attune(&sim, &PLAN).exits(0);
}

#[test]
fn a_change_by_hand_that_rest_shows_is_drift_and_is_put_right() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY).exits(0);
    let user = &rows(
        &sim,
        "Resources",
        &json!({"op": "eq", "field": "firstName", "value": "Tasky"}),
    )[0];
    let (status, _) = crate::harness::call(
        &sim,
        reqwest::Method::PATCH,
        "Resources",
        (&sim.user_name, &sim.secret),
        None,
        Some(json!({"id": user["id"], "isActive": false})),
    );
    assert_eq!(status, 200);
    let planned = place.attune(&sim, &PLAN).exits(2);
    assert!(
        planned.stdout.contains("Active  off -> on"),
        "{}",
        planned.stdout
    );
    assert!(
        planned.stdout.contains("[rest -> rest-fact]"),
        "{}",
        planned.stdout
    );
    place
        .attune(&sim, &["apply", "-f", "tasky.yaml", "--auto-approve"])
        .exits(0);
    place.attune(&sim, &PLAN).exits(0);
}

#[test]
fn whoever_is_not_asked_approves_nothing() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let ran = place
        .attune(
            &sim,
            &["apply", "-f", "tasky.yaml", "--console", "simulated"],
        )
        .exits(64);
    assert!(ran.stderr.contains("--auto-approve"), "{}", ran.stderr);
    place.attune(&sim, &PLAN).exits(2);
}
