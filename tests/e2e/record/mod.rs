//! `--record FILE`: what became of a run, written down however it ends.

#[cfg(target_os = "linux")]
mod interrupted;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::fleet::Fleet;
use crate::git::git;
use crate::harness::{APPLY, PLAN, Place, Ran, Sim, root};
use crate::requests::log;

const RECORD: [&str; 2] = ["--record", "out/run.json"];

/// The record at a path: valid, and without what differs from run to run.
fn record_at(path: &Path) -> Value {
    let schema = fs::read_to_string(root().join("schemas/run.v1.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let text = fs::read_to_string(path).unwrap();
    assert!(text.ends_with("}\n"), "{text}");
    let mut record: Value = serde_json::from_str(&text).unwrap();
    assert!(jsonschema::is_valid(&schema, &record), "{record:#}");
    let moment = |key: &str| {
        let text = record[key].as_str().unwrap();
        text.parse::<jiff::Timestamp>().unwrap()
    };
    assert!(moment("began") <= moment("ended"), "{record:#}");
    let known = record.as_object_mut().unwrap();
    for key in ["run", "began", "ended"] {
        known.remove(key).unwrap();
    }
    assert_eq!(known.remove("attune"), Some(json!("0.1.0")));
    assert_eq!(known.remove("kind"), Some(json!("run")));
    assert_eq!(known.remove("format_version"), Some(json!(1)));
    for tenant in record["tenants"].as_array_mut().unwrap() {
        if let Some(host) = tenant.get_mut("host") {
            assert!(host.as_str().unwrap().starts_with("127.0.0.1:"), "{host}");
            *host = json!("127.0.0.1");
        }
    }
    record
}

fn record(place: &Place) -> Value {
    record_at(&place.path("out/run.json"))
}

/// How many requests the simulator's REST API has had; its log has those of the simulated operator too.
pub(crate) fn sent(sim: &Sim) -> usize {
    let is_rest = |entry: &&Value| {
        let path = entry["path"].as_str().unwrap();
        path.to_ascii_lowercase().starts_with("v1.0/")
    };
    log(sim).iter().filter(is_rest).count()
}

/// Runs a command with a record; the record says how it ended.
#[track_caller]
fn recorded(sim: &Sim, place: &Place, arguments: &[&str], code: i32) -> Value {
    let arguments = [arguments, &RECORD].concat();
    place.attune(sim, &arguments).exits(code);
    let record = record(place);
    assert_eq!(record["exit"]["code"], code);
    record
}

#[test]
fn a_plan_and_an_apply_are_told_in_numbers() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let mut before = 0;
    let mut asked = || {
        let all = sent(&sim);
        let asked = all - before;
        before = all;
        asked
    };
    asked();
    let planned = recorded(&sim, &place, &PLAN, 2);
    assert_eq!(
        planned,
        json!({
            "command": "plan",
            "exit": {"code": 2, "meaning": "changes are due, or drift was found"},
            "tenants": [{
                "tenant": "contoso",
                "host": "127.0.0.1",
                "exit": {"code": 2, "meaning": "changes are due, or drift was found"},
                "standing": "changes-due",
                "requests": asked(),
                "steps": {"planned": 10},
            }],
        })
    );
    let applied = recorded(&sim, &place, &APPLY, 0);
    assert_eq!(
        applied["tenants"],
        json!([{
            "tenant": "contoso",
            "host": "127.0.0.1",
            "exit": {"code": 0, "meaning": "done, or in sync"},
            "standing": "done",
            "requests": asked(),
            "steps": {
                "planned": 10,
                "carried_out": {"done": 10, "waiting": 0, "failed": 0, "skipped": 0},
            },
        }])
    );
}

#[test]
fn every_command_that_looks_at_a_tenant_writes_one_in_place_of_the_last() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.attune(&sim, &APPLY).exits(0);
    place.write("out/run.json", "an older one");
    let from = ["-f", "tasky.yaml"];
    let simulated = ["--console", "simulated"];
    let commands: [(&[&str], &str, Value); 8] = [
        (&["drift"], "drift", json!("in-sync")),
        (&["verify"], "verify", json!("in-sync")),
        (&["audit"], "audit", json!("looked")),
        (
            &[
                "audit",
                "levels",
                "API User (system)",
                "Project Manager (system)",
            ],
            "audit",
            json!("looked"),
        ),
        (&["doctor"], "doctor", Value::Null),
        (
            &["capture", simulated[0], simulated[1]],
            "capture",
            Value::Null,
        ),
        (&["plan"], "plan", json!("in-sync")),
        (
            &[
                "undo",
                "--auto-approve",
                simulated[0],
                simulated[1],
                "--allow",
                "all",
            ],
            "undo",
            Value::Null,
        ),
    ];
    for (arguments, command, standing) in commands {
        let arguments = [arguments, &from, &RECORD].concat();
        let ran = place.attune(&sim, &arguments);
        let record = record(&place);
        assert_eq!(record["command"], command);
        assert_eq!(record["exit"]["code"], ran.code, "{}", ran.stderr);
        let [tenant] = record["tenants"].as_array().unwrap().as_slice() else {
            panic!("{record:#}");
        };
        assert_eq!(tenant["tenant"], "contoso", "{command}");
        assert_eq!(tenant["standing"], standing, "{command}");
        assert_eq!(tenant["exit"], record["exit"]);
    }
}

#[test]
fn a_tenant_without_a_manifest_has_no_name() {
    let (sim, place) = (Sim::start(), Place::empty());
    let record = recorded(&sim, &place, &["audit"], 0);
    let tenant = record["tenants"][0].as_object().unwrap();
    assert!(!tenant.contains_key("tenant"), "{record:#}");
    let imported = recorded(&sim, &place, &["import", "--tenant", "fabrikam"], 0);
    assert_eq!(imported["tenants"][0]["tenant"], "fabrikam");
}

#[test]
fn failures_are_written_down_too() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let nobody = recorded(&sim, &place, &["plan", "-f", "missing.yaml"], 1);
    assert_eq!(nobody["tenants"], json!([]));
    assert_eq!(nobody["exit"]["meaning"], "an error, or a step failed");

    let before = sent(&sim);
    let arguments = [&PLAN[..], &RECORD].concat();
    let mut command = place.command(Some(&sim), &arguments);
    Ran::of(command.env("AUTOTASK_SECRET", "wrong")).exits(3);
    let refused = record(&place);
    assert_eq!(
        refused["tenants"],
        json!([{
            "tenant": "contoso",
            "host": "127.0.0.1",
            "exit": refused["exit"],
            "standing": "could-not-look",
            "requests": sent(&sim) - before,
        }])
    );

    let mut command = place.command(Some(&sim), &arguments);
    Ran::of(command.env("AUTOTASK_ZONE_URL", "http://127.0.0.1:1/ATServicesRest/")).exits(3);
    let unreachable = record(&place);
    assert_eq!(
        unreachable["tenants"],
        json!([{
            "tenant": "contoso",
            "exit": unreachable["exit"],
            "standing": "could-not-look",
            "requests": 0,
        }]),
        "nothing was sent, and the zone's host is not known"
    );

    let unasked = [&APPLY[..3], &["--auto-approve", "--console", "nobody"]].concat();
    place
        .attune(
            &sim,
            &[&unasked[..], &["--record", "out/other.json"]].concat(),
        )
        .exits(64);
    assert!(
        !place.path("out/other.json").exists(),
        "no command was read"
    );
    let usage = ["drift", "-f", "tasky.yaml", "--notify"];
    assert_eq!(
        recorded(&sim, &place, &usage, 64)["exit"]["meaning"],
        "the command line itself is wrong"
    );
}

#[test]
fn a_record_that_cannot_be_written_is_said_and_hides_no_worse_end() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.write("out", "a file where a folder would have to be");
    let ran = place.attune(&sim, &[&APPLY[..], &RECORD].concat()).exits(1);
    assert!(
        ran.stdout.contains("done     move Tess Turner"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr.contains("error: cannot write out/run.json: ")
            && ran.stderr.ends_with("hint: What the command did stays done; only its record is missing. Check the path, the folder and the disk.\n"),
        "{}",
        ran.stderr
    );
    place.attune(&sim, &PLAN).exits(0);
    let usage = ["drift", "-f", "tasky.yaml", "--notify"];
    let ran = place
        .attune(&sim, &[&usage[..], &RECORD].concat())
        .exits(64);
    assert!(
        ran.stderr.contains("error: cannot write out/run.json: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_environment_names_it_too_and_the_trace_that_the_run_is_a_part_of() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let run = |parent: &str| {
        let mut command = place.command(Some(&sim), &PLAN);
        command.env("ATTUNE_RECORD", "out/run.json");
        Ran::of(command.env("TRACEPARENT", parent)).exits(2)
    };
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let ran = run(&format!("00-{trace}-00f067aa0ba902b7-01"));
    assert_eq!(ran.stderr, "");
    assert_eq!(record(&place)["trace_id"], trace);
    let ran = run("hello");
    assert_eq!(
        ran.stderr,
        "warning: TRACEPARENT is no trace context of the W3C (00-TRACE-SPAN-FLAGS), and is passed over\n"
    );
    assert_eq!(record(&place).get("trace_id"), None);
    // Nothing that looks at files only is recorded.
    fs::remove_file(place.path("out/run.json")).unwrap();
    let mut command = place.command(Some(&sim), &["validate", "-f", "tasky.yaml"]);
    Ran::of(command.env("ATTUNE_RECORD", "out/run.json")).exits(0);
    assert!(!place.path("out/run.json").exists());
}

#[test]
fn the_commit_and_whether_the_files_are_its_own() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let folder = place.folder.path();
    git(folder, &["init", "--quiet"]);
    assert_eq!(recorded(&sim, &place, &PLAN, 2).get("commit"), None);
    git(folder, &["add", "tasky.yaml"]);
    git(folder, &["commit", "--quiet", "-m", "first"]);
    let id = git(folder, &["rev-parse", "HEAD"]).trim().to_owned();
    let commit = |dirty: bool| json!({"id": id, "dirty": dirty});
    assert_eq!(recorded(&sim, &place, &PLAN, 2)["commit"], commit(false));
    place.edit("tasky.yaml", "lastName: Integration", "lastName: Bridge");
    assert_eq!(recorded(&sim, &place, &PLAN, 2)["commit"], commit(true));
}

#[test]
fn many_tenants_have_a_row_each() {
    let fleet = Fleet::start(
        "tenants: 4\npeople: 2\nlevels: 1\napiUsers: 1\ndrifting: 1\nunreachable: 1\n",
    );
    let out = fleet.workspace().join("out/run.json");
    fleet
        .attune(&["drift", "--all", "--record", "out/run.json"])
        .exits(3);
    let record = record_at(&out);
    assert_eq!(record["command"], "drift");
    assert_eq!(record["exit"]["code"], 3);
    let rows = record["tenants"].as_array().unwrap();
    let asked = fleet.asked();
    assert_eq!(rows.len(), asked.len());
    for (row, known) in rows.iter().zip(asked) {
        assert_eq!(row["tenant"], known.name);
        let (code, standing) = match known.role.as_str() {
            "drifting" => (2, "drifted"),
            "unreachable" => (3, "could-not-look"),
            _ => (0, "in-sync"),
        };
        assert_eq!(row["exit"]["code"], code, "{row:#}");
        assert_eq!(row["standing"], standing);
        assert_eq!(row["requests"], known.requests, "{row:#}");
    }
    fleet.say("hold: Change freeze until 2 January\n");
    fleet
        .attune(&["apply", "--tenant", "tenant-1", "--record", "out/run.json"])
        .exits(4);
    let held = &record_at(&out)["tenants"];
    assert_eq!(
        *held,
        json!([{
            "tenant": "tenant-1",
            "exit": {"code": 4, "meaning": "refused by a guard, or held"},
            "standing": "held",
            "requests": 0,
        }])
    );
}

#[test]
fn a_record_names_nobody_and_holds_no_secret() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    recorded(&sim, &place, &APPLY, 0);
    let text = place.read("out/run.json");
    let delivered: Value = serde_json::from_str(&place.read("secrets/tasky.json")).unwrap();
    let secrets = [&sim.secret, &sim.integration_code, &sim.user_name];
    let secrets = secrets.into_iter().map(String::as_str);
    for word in secrets.chain([delivered["secret"].as_str().unwrap(), "Tess", "@"]) {
        assert!(!text.contains(word), "{word:?} in {text}");
    }
}
