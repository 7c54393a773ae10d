//! `attune sim`: generated tenants, and the present state as a file.

use serde_json::json;

use crate::harness::{APPLY, PLAN, Place, Sim, rows};

#[test]
fn a_dumped_tenant_is_served_as_it_was() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY).exits(0);
    let dump = place.attune_alone(&["sim", "dump", &sim.console]).exits(0);
    let file = place.path("dump.yaml");
    std::fs::write(&file, &dump.stdout).unwrap();
    let again = Sim::start_with(&["--tenant", file.to_str().unwrap()]);
    place.attune(&again, &PLAN).exits(0);
    let all = json!({"op": "gte", "field": "id", "value": 0});
    assert_eq!(
        rows(&again, "Resources", &all),
        rows(&sim, "Resources", &all)
    );
    let second = place
        .attune_alone(&["sim", "dump", &again.console])
        .exits(0);
    assert_eq!(second.stdout, dump.stdout);
}

#[test]
fn the_same_seed_gives_the_same_tenant() {
    let dump = |seed: &str| {
        let sim = Sim::start_with(&["--people", "50", "--levels", "5", "--seed", seed]);
        let place = Place::with_tasky();
        place
            .attune_alone(&["sim", "dump", &sim.console])
            .exits(0)
            .stdout
    };
    let first = dump("7");
    assert_eq!(dump("7"), first);
    assert_ne!(dump("8"), first);
}

#[test]
fn a_dump_of_nothing_is_refused() {
    let place = Place::with_tasky();
    let ran = place
        .attune_alone(&["sim", "dump", "http://127.0.0.1:1/console/"])
        .exits(64);
    assert!(
        ran.stderr.contains("no simulator answers"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_tenant_file_that_is_wrong_is_refused_with_its_line() {
    let place = Place::with("tenant.yaml", "database: 1\nnonsense: 2\n");
    let ran = place
        .attune_alone(&["sim", "serve", "--tenant", "tenant.yaml"])
        .exits(1);
    assert!(ran.stderr.contains("line 2"), "{}", ran.stderr);
}
