//! The state folder: two at once, read-only, another tenant, a torn line.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::harness::{APPLY, ATTUNE, PLAN, Place, Ran, Sim, rows};

#[test]
fn a_second_apply_is_refused_while_one_holds_the_lock() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    fs::create_dir(place.path(".attune")).unwrap();
    let lock = fs::File::create(place.path(".attune/lock")).unwrap();
    lock.lock().unwrap();
    let ran = place.attune(&sim, &APPLY).exits(1);
    assert!(
        ran.stderr.contains("another apply holds the lock"),
        "{}",
        ran.stderr
    );
    place.attune(&sim, &["plan", "-f", "tasky.yaml"]).exits(0);
    lock.unlock().unwrap();
    place.attune(&sim, &APPLY).exits(0);
}

#[test]
fn the_ledger_of_one_tenant_is_not_used_for_another() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY).exits(0);
    let other =
        fs::read_to_string(crate::harness::root().join("crates/attune-sim/tenants/contoso.yaml"))
            .unwrap();
    fs::write(
        place.path("other.yaml"),
        other.replace("database: 200117", "database: 200118"),
    )
    .unwrap();
    let path = place.path("other.yaml");
    let other = Sim::start_with(&["--tenant", path.to_str().unwrap()]);
    let ran = place.attune(&other, &APPLY).exits(1);
    assert!(
        ran.stderr
            .contains("belongs to database 200117, but the connection leads to database 200118"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_torn_last_line_is_said_and_mended() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY).exits(0);
    let ledger = place.path(".attune/ledger.jsonl");
    let mut text = fs::read_to_string(&ledger).unwrap();
    text.push_str("{\"v\":1,");
    fs::write(&ledger, text).unwrap();
    place.attune(&sim, &PLAN).exits(0);
    let ran = place.attune(&sim, &APPLY).exits(0);
    assert!(ran.stderr.contains("torn last line"), "{}", ran.stderr);
    let shown = place
        .attune(&sim, &["ledger", "show", "-f", "tasky.yaml"])
        .exits(0);
    assert!(
        shown
            .stdout
            .contains("rest-behaviour: REST reports Tess Turner as author"),
        "{}",
        shown.stdout
    );
}

#[test]
fn a_ledger_that_cannot_be_written_stops_everything_before_the_first_write() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    fs::write(place.path("occupied"), "a file, not a folder").unwrap();
    let arguments: Vec<&str> = APPLY.into_iter().chain(["--state", "occupied"]).collect();
    let ran = place.attune(&sim, &arguments).exits(1);
    assert!(ran.stderr.contains("occupied"), "{}", ran.stderr);
    assert!(ran.stderr.contains("Nothing was applied"), "{}", ran.stderr);
    place.attune(&sim, &PLAN).exits(2);
}

/// Runs apply with a limit on the size of files, in blocks of 512 bytes: beyond it every write fails, as on a full disk.
fn apply_with_space(sim: &Sim, place: &Place, blocks: u32) -> Ran {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command
        .args(["-c", &script, ATTUNE])
        .args(APPLY)
        .current_dir(place.folder.path())
        .env_clear()
        .envs(sim.environment())
        .stdin(Stdio::null());
    Ran::of(&mut command)
}

#[test]
fn a_full_disk_at_any_point_loses_and_doubles_nothing() {
    for blocks in [0, 1, 2, 4, 8, 12, 16, 24] {
        let (sim, place) = (Sim::start(), Place::with_tasky());
        let ran = apply_with_space(&sim, &place, blocks);
        if ran.code == 0 {
            continue;
        }
        assert_eq!(
            ran.code, 1,
            "{blocks} blocks: {}\n{}",
            ran.stdout, ran.stderr
        );
        place.attune(&sim, &APPLY).exits(0);
        place.attune(&sim, &PLAN).exits(0);
        let ours = rows(
            &sim,
            "Resources",
            &json!({"op": "eq", "field": "firstName", "value": "Tasky"}),
        );
        assert_eq!(ours.len(), 1, "{blocks} blocks");
    }
}

#[test]
fn the_simulated_operator_and_allow_all_are_for_the_simulator_only() {
    let place = Place::with_tasky();
    let ran = place
        .attune_alone(&["apply", "-f", "tasky.yaml", "--console", "nobody"])
        .exits(64);
    assert!(ran.stderr.contains("invalid value"), "{}", ran.stderr);
    let ran = place
        .attune_alone(&["plan", "-f", "tasky.yaml", "--allow", "everything"])
        .exits(64);
    assert!(ran.stderr.contains("invalid value"), "{}", ran.stderr);
}
