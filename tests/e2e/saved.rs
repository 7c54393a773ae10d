//! Saved plans: what they hold, when they are refused, and that a refusal leaves nothing behind.

use std::fs;

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{APPLY, PLAN, Place, Ran, Sim, call, root, rows};

const TESS: i64 = 29_682_886;

/// Carries out `plan.json` with an operator played by attune.
const APPLY_SAVED: [&str; 5] = [
    "apply",
    "plan.json",
    "--auto-approve",
    "--console",
    "simulated",
];

fn save(sim: &Sim, place: &Place) -> Ran {
    place.attune(sim, &["plan", "-f", "tasky.yaml", "--out", "plan.json"])
}

/// A tenant, a folder, and a plan that is saved in it.
fn saved() -> (Sim, Place) {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let ran = save(&sim, &place).exits(0);
    assert!(
        ran.stderr.contains("The plan is saved as plan.json."),
        "{}",
        ran.stderr
    );
    (sim, place)
}

/// Changes a resource in the tenant over REST, as somebody else would.
fn change(sim: &Sim, fields: Value) {
    let own = (sim.user_name.as_str(), sim.secret.as_str());
    let (status, answer) = call(sim, Method::PATCH, "Resources", own, None, Some(fields));
    assert_eq!(status, 200, "{answer}");
}

#[track_caller]
fn refused(sim: &Sim, place: &Place, words: &[&str]) {
    let ran = place.attune(sim, &APPLY_SAVED).exits(4);
    for word in words {
        assert!(ran.stderr.contains(word), "{word}:\n{}", ran.stderr);
    }
    assert!(
        ran.stderr.contains("Nothing was applied."),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_saved_plan_is_shown_elsewhere_and_applied_without_its_manifest() {
    let (sim, place) = saved();
    let elsewhere = Place::with("plan.json", place.read("plan.json"));
    let shown = elsewhere.attune_alone(&["show", "plan.json"]).exits(0);
    assert!(
        shown
            .stdout
            .contains("Plan for contoso (database 200117)\n"),
        "{}",
        shown.stdout
    );
    assert!(
        shown.stdout.contains("manifest tasky.yaml (sha256 "),
        "{}",
        shown.stdout
    );
    fs::remove_file(place.path("tasky.yaml")).unwrap();
    let applied = place.attune(&sim, &APPLY_SAVED).exits(0);
    assert!(
        applied.stdout.contains("Applied: 10 done."),
        "{}",
        applied.stdout
    );
    assert!(place.path("secrets/tasky.json").exists());
    fs::copy(
        root().join("manifests/examples/tasky.yaml"),
        place.path("tasky.yaml"),
    )
    .unwrap();
    place.attune(&sim, &PLAN).exits(0);
}

#[test]
fn what_is_shown_as_json_has_a_schema() {
    let (_sim, place) = saved();
    let schema = fs::read_to_string(root().join("schemas/show.v1.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let valid = |ran: Ran| {
        let document = ran.json();
        assert!(jsonschema::is_valid(&schema, &document), "{document:#}");
        assert_eq!(document["exit_code"], ran.code);
        document
    };
    let show = ["show", "plan.json", "--format", "json"];
    let document = valid(place.attune_alone(&show).exits(0));
    assert_eq!(
        document["saved"]["plan"]["steps"].as_array().unwrap().len(),
        10
    );
    assert_eq!(document["saved"]["ledger_lines"], 0);
    let tess = &document["saved"]["relied_on"][format!("Tess Turner ({TESS})")];
    assert_eq!(tess["name"], "Tess Turner");
    let missing = valid(
        place
            .attune_alone(&["show", "none.json", "--format", "json"])
            .exits(1),
    );
    assert_eq!(missing["saved"], Value::Null);
    assert_eq!(missing["error"]["kind"], "state");
}

#[test]
fn a_plan_is_applied_once() {
    let (sim, place) = saved();
    place.attune(&sim, &APPLY_SAVED).exits(0);
    let before = place.read(".attune/ledger.jsonl");
    refused(&sim, &place, &["the plan was applied already"]);
    assert_eq!(place.read(".attune/ledger.jsonl"), before);
}

#[test]
fn a_ledger_that_moved_on_refuses() {
    let (sim, place) = saved();
    place.attune(&sim, &APPLY).exits(0);
    refused(
        &sim,
        &place,
        &[
            "the ledger moved on since the plan was made",
            "it had 0 lines, it has ",
        ],
    );
}

#[test]
fn what_moved_is_named_and_nothing_is_written() {
    let (sim, place) = saved();
    change(&sim, json!({"id": TESS, "email": "tess@contoso.example"}));
    refused(
        &sim,
        &place,
        &[
            "the tenant is not as the plan took it to be",
            "Tess Turner (29682886): e-mail address was tess.turner@contoso.example, is tess@contoso.example",
        ],
    );
    assert!(!place.path(".attune").exists());
    assert!(!place.path("secrets").exists());
    let tasky = json!({"op": "eq", "field": "firstName", "value": "Tasky"});
    assert_eq!(rows(&sim, "Resources", &tasky).len(), 0);
    let ran = place.attune(
        &sim,
        &["apply", "plan.json", "--auto-approve", "--format", "json"],
    );
    let document = ran.exits(4).json();
    assert_eq!(document["error"]["kind"], "refused");
    assert_eq!(document["error"]["findings"][0]["rule"], "moved");
    assert_eq!(document["results"], json!([]));
}

#[test]
fn what_no_step_stands_on_may_move() {
    let (sim, place) = saved();
    let carl = &rows(
        &sim,
        "Resources",
        &json!({"op": "eq", "field": "firstName", "value": "Carl"}),
    )[0];
    change(
        &sim,
        json!({"id": carl["id"], "email": "carl@fabrikam.example"}),
    );
    place.attune(&sim, &APPLY_SAVED).exits(0);
}

#[test]
fn a_plan_for_another_database_is_refused() {
    let (_sim, place) = saved();
    let tenant = fs::read_to_string(root().join("crates/attune-sim/tenants/contoso.yaml")).unwrap();
    let tenant = tenant.replace("database: 200117", "database: 200118");
    fs::write(place.path("other.yaml"), tenant).unwrap();
    let path = place.path("other.yaml");
    let other = Sim::start_with(&["--tenant", path.to_str().unwrap()]);
    refused(
        &other,
        &place,
        &["it is for database 200117, and the connection leads to database 200118"],
    );
}

#[test]
fn a_file_that_was_altered_or_is_newer_is_not_read() {
    let (sim, place) = saved();
    let text = place.read("plan.json");
    place.edit("plan.json", "Tasky", "Tusky");
    let ran = place.attune(&sim, &APPLY_SAVED).exits(1);
    assert!(
        ran.stderr
            .contains("plan.json was altered after it was saved"),
        "{}",
        ran.stderr
    );
    fs::write(
        place.path("plan.json"),
        text.replace("\"format_version\": 1", "\"format_version\": 2"),
    )
    .unwrap();
    let ran = place.attune(&sim, &APPLY_SAVED).exits(1);
    assert!(
        ran.stderr
            .contains("is of format version 2, this attune knows version 1"),
        "{}",
        ran.stderr
    );
    fs::write(place.path("plan.json"), "{}").unwrap();
    let ran = place.attune_alone(&["show", "plan.json"]).exits(1);
    assert!(ran.stderr.contains("is no saved plan"), "{}", ran.stderr);
    assert!(!place.path(".attune").exists());
}

#[test]
fn a_refused_plan_is_saved_and_cannot_be_applied() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    place.edit("tasky.yaml", "    # canLogin: false", "    canLogin: false");
    let ran = save(&sim, &place).exits(4);
    assert!(
        ran.stderr.contains("it cannot be applied"),
        "{}",
        ran.stderr
    );
    let shown = place.attune_alone(&["show", "plan.json"]).exits(0);
    assert!(
        shown.stdout.contains("cannot be applied"),
        "{}",
        shown.stdout
    );
    place.attune(&sim, &APPLY_SAVED).exits(4);
    assert!(!place.path(".attune").exists());
    // What was allowed is saved, and not named again.
    let allow = ["plan", "-f", "tasky.yaml", "--allow", "one-way"];
    let out = ["--out", "plan.json"];
    place.attune(&sim, &[&allow[..], &out].concat()).exits(0);
    place
        .attune(&sim, &["apply", "plan.json", "--allow", "one-way"])
        .exits(64);
    place.attune(&sim, &APPLY_SAVED).exits(0);
}

#[test]
fn paths_are_seen_from_the_plans_folder() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let plan = ["plan", "-f", "tasky.yaml", "--out", "plans/today/plan.json"];
    place.attune(&sim, &plan).exits(0);
    let text = place.read("plans/today/plan.json");
    assert!(text.contains("\"folder\": \"../..\""), "{text}");
    let whole = place.path("plans/today/plan.json");
    let other = Place::with("unrelated.txt", "");
    let apply = ["apply", whole.to_str().unwrap(), "--auto-approve"];
    let simulated = ["--console", "simulated"];
    other
        .attune(&sim, &[&apply[..], &simulated].concat())
        .exits(0);
    assert!(place.path("secrets/tasky.json").exists());
    assert!(place.path(".attune/ledger.jsonl").exists());
    place.attune(&sim, &PLAN).exits(0);
}

#[test]
fn no_secret_is_in_a_saved_plan() {
    let (sim, place) = saved();
    let text = place.read("plan.json");
    for secret in [&sim.secret, &sim.integration_code, &sim.user_name] {
        assert!(!text.contains(secret.as_str()));
    }
    assert!(text.contains("\"env\": \"AUTOTASK_SECRET\""), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(place.path("plan.json")).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
}

#[test]
fn a_part_of_a_plan_is_chosen_by_places() {
    let (sim, place) = (Sim::start(), Place::with_tasky());
    let plan = |more: &[&str]| {
        let arguments = ["plan", "-f", "tasky.yaml", "--out", "plan.json"];
        place.attune(&sim, &[&arguments[..], more].concat())
    };
    let ran = plan(&["--target", "apiUsers.tasky"]).exits(0);
    assert!(
        ran.stdout.contains(
            "(left out) Only apiUsers.tasky and what it needs: 8 of 10 steps are left out."
        ),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("1. + copy security level"));
    assert!(ran.stdout.contains("2. + create API user Tasky"));
    place.attune(&sim, &APPLY_SAVED).exits(0);
    let rest = plan(&["--exclude", "impersonation"]).exits(0);
    assert!(
        rest.stdout.contains("No changes in the chosen part."),
        "{}",
        rest.stdout
    );
    let slip = plan(&["--target", "apiUsers.tusky"]).exits(64);
    assert!(
        slip.stderr
            .contains("the manifest has no block at `apiUsers.tusky`"),
        "{}",
        slip.stderr
    );
}
