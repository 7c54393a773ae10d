//! The state folder: not writable, another tenant, a torn line, a ledger that somebody else wrote in.

use std::fs;

use serde_json::json;

use crate::files::with_space;
use crate::harness::{APPLY, PLAN, Place, Sim, rows};

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

/// `attune ledger verify` of the manifest that is applied.
const VERIFY: [&str; 4] = ["ledger", "verify", "-f", "tasky.yaml"];

/// A ledger after one apply, and its lines.
fn applied() -> (Sim, Place, Vec<String>) {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY).exits(0);
    let lines = place.read(".attune/ledger.jsonl");
    let lines = lines.lines().map(str::to_owned).collect();
    (sim, place, lines)
}

#[test]
fn every_line_carries_a_checksum() {
    let (_, place, lines) = applied();
    let last = &lines[lines.len() - 1];
    let head = &last[last.len() - 66..last.len() - 2];
    let said = place.attune_alone(&VERIFY).exits(0).stdout;
    let words = format!(
        "{} lines are as attune wrote them.\nLast checksum: {head}\n",
        lines.len()
    );
    assert_eq!(said, words);
}

#[test]
fn a_ledger_that_was_changed_is_used_by_nobody() {
    let (sim, place, mut lines) = applied();
    lines[1] = lines[1].replace("copy-level", "copy-levle");
    place.write(".attune/ledger.jsonl", &(lines.join("\n") + "\n"));
    let before = place.read(".attune/ledger.jsonl");
    let words = "error: .attune/ledger.jsonl: line 2 is not as attune wrote it: it was changed or put in\n\
                 hint: Nothing was applied. Put the file back from git or a backup: what is attune's stands on it.\n";
    place.attune_alone(&VERIFY).exits(1).complains(words);
    for command in [
        &["plan", "-f", "tasky.yaml"][..],
        &["drift", "-f", "tasky.yaml"],
        &["verify", "-f", "tasky.yaml"],
        &["undo", "-f", "tasky.yaml", "--auto-approve"],
        &["capture", "-f", "tasky.yaml", "--console", "simulated"],
        &["ledger", "show", "-f", "tasky.yaml"],
        &APPLY,
    ] {
        place.attune(&sim, command).exits(1).complains(words);
    }
    assert_eq!(place.read(".attune/ledger.jsonl"), before);
}

#[test]
fn two_branches_that_were_applied_are_told_apart_from_a_change() {
    let (sim, place, base) = applied();
    // What each of two people appended behind the same last line.
    let branch = |value: &str| {
        place.write(".attune/ledger.jsonl", &(base.join("\n") + "\n"));
        place
            .attune_alone(&["set", "-f", "tasky.yaml", "apiUsers.tasky.lastName", value])
            .exits(0);
        place.attune(&sim, &APPLY).exits(0);
        let text = place.read(".attune/ledger.jsonl");
        text.lines()
            .skip(base.len())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (ours, theirs) = (branch("Ours"), branch("Theirs"));
    let hint = "hint: Two branches were applied to one tenant. Keep the ledger of one of them, with `git checkout --ours` or `--theirs`, \
                then plan: what the other one made is found by its name, and you are asked before it is taken over.\n";
    let merged = [&base[..], &ours, &theirs].concat();
    place.write(".attune/ledger.jsonl", &(merged.join("\n") + "\n"));
    place.attune(&sim, &PLAN).exits(1).complains(&format!(
        "error: .attune/ledger.jsonl: line {} and line {} both follow line {}: the ledgers of two branches were put together\n{hint}",
        base.len() + ours.len() + 1,
        base.len() + 1,
        base.len(),
    ));
    let mark = |text: &str| vec![text.to_owned()];
    let conflict = [
        &base[..],
        &mark("<<<<<<< HEAD"),
        &ours,
        &mark("======="),
        &theirs,
        &mark(">>>>>>> other"),
    ];
    place.write(
        ".attune/ledger.jsonl",
        &(conflict.concat().join("\n") + "\n"),
    );
    place.attune(&sim, &APPLY).exits(1).complains(&format!(
        "error: .attune/ledger.jsonl: line {} is a mark of a conflict that git left between the ledgers of two branches\n{hint}",
        base.len() + 1,
    ));
    let kept = [&base[..], &theirs].concat();
    place.write(".attune/ledger.jsonl", &(kept.join("\n") + "\n"));
    place.attune(&sim, &PLAN).exits(0);
}

#[test]
fn a_ledger_without_checksums_is_read_and_continued() {
    let (sim, place, lines) = applied();
    let unchained: Vec<String> = lines
        .iter()
        .map(|line| line[..line.len() - 76].replace("{\"v\":2", "{\"v\":1") + "}")
        .collect();
    place.write(".attune/ledger.jsonl", &(unchained.join("\n") + "\n"));
    let count = lines.len();
    let said = place.attune_alone(&VERIFY).exits(0).stdout;
    assert!(
        said.starts_with(&format!(
            "{count} lines are as attune wrote them.\nOf {count} this is taken on trust: an earlier attune wrote them without checksums. "
        )),
        "{said}"
    );
    place.attune(&sim, &PLAN).exits(0);
    place
        .attune_alone(&[
            "set",
            "-f",
            "tasky.yaml",
            "apiUsers.tasky.lastName",
            "Another",
        ])
        .exits(0);
    place.attune(&sim, &APPLY).exits(0);
    let said = place.attune_alone(&VERIFY).exits(0).stdout;
    let covered = format!(
        "The first {count} carry no checksum of their own, since an earlier attune wrote them; that of line {} covers them.\n",
        count + 1
    );
    assert!(said.contains(&covered), "{said}");
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

#[test]
fn a_full_disk_at_any_point_loses_and_doubles_nothing() {
    for blocks in [0, 1, 2, 4, 8, 12, 16, 24] {
        let (sim, place) = (Sim::start(), Place::with_tasky());
        let ran = with_space(&sim, &place, blocks, &APPLY);
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
