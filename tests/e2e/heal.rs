//! `attune drift --heal`: back to what was applied last, whatever was committed since.

use serde_json::json;

use crate::git::git;
use crate::harness::{APPLY_HERE, Place, Ran, Sim, rows, tell};

const HEAL: [&str; 2] = ["drift", "--heal"];
const MANIFEST: &str = "\
attune: 1
tenant: contoso
extends: ../base.yaml
integrations:
  desk: {recipe: ./desk.yaml, with: {email: desk@contoso.example}}
";
const BASE: &str = "\
attune: 1
securityLevels:
  spare: {name: Spare API, copyOf: API User (system), active: true}
";
const RECIPE: &str = "\
recipe: 1
name: desk
product: Desk
summary: Tickets.
source: {url: https://desk.example, date: 2026-11-01, evidence: full, confidence: high}
parameters:
  email: {type: email, what: Address.}
manifest:
  apiUsers:
    <handle>:
      firstName: Desk
      lastName: App
      email: <email>
      securityLevel: API User (system)
      customIntegration: Desk
      credentials: {to: {file: <credentials>}}
";

fn commit(place: &Place, subject: &str) -> String {
    git(place.folder.path(), &["add", "."]);
    git(place.folder.path(), &["commit", "-q", "-m", subject]);
    git(place.folder.path(), &["rev-parse", "HEAD"])
}

/// A repository with a manifest of three files, applied as of its first commit.
fn applied() -> (Sim, Place, String) {
    let (sim, place) = (Sim::start(), Place::empty());
    place.write("t/attune.yaml", MANIFEST);
    place.write("t/desk.yaml", RECIPE);
    place.write("base.yaml", BASE);
    place.write(".gitignore", ".attune\nsecrets\n");
    git(place.folder.path(), &["init", "-q"]);
    let first = commit(&place, "first");
    at(&sim, &place, &APPLY_HERE).exits(0);
    (sim, place, first)
}

/// In the folder of the manifest.
fn at(sim: &Sim, place: &Place, arguments: &[&str]) -> Ran {
    let mut command = place.command(Some(sim), arguments);
    Ran::of(command.current_dir(place.path("t")))
}

fn user(sim: &Sim) -> i64 {
    let email = json!({"op": "eq", "field": "firstName", "value": "Desk"});
    rows(sim, "Resources", &email)[0]["id"].as_i64().unwrap()
}

/// What the ledger has of manifests that were applied: the text of each line.
fn noted(sim: &Sim, place: &Place) -> Vec<String> {
    let shown = at(sim, place, &["ledger", "show"]).exits(0).stdout;
    let lines = shown
        .lines()
        .filter_map(|line| line.split_once(" applied "));
    lines.map(|(_, text)| text.trim().to_owned()).collect()
}

#[test]
fn a_plan_leads_back_to_what_was_applied_and_not_to_what_is_newer() {
    let (sim, place, first) = applied();
    assert_eq!(
        noted(&sim, &place),
        [format!("t/attune.yaml as of commit {first}")]
    );
    at(&sim, &place, &["ledger", "verify"]).exits(0);

    // Somebody changes a name, and somebody commits another baseline and another recipe, which nobody applies.
    let fields = json!({"lastName": "Changed"});
    let call = json!({"do": "updateApiUser", "user": user(&sim), "fields": fields});
    tell(&sim, "operator", &call);
    place.edit("base.yaml", "Spare API", "Other API");
    commit(&place, "another level");
    place.edit("t/desk.yaml", "lastName: App", "lastName: Newer");
    commit(&place, "another name");
    place.write("README.md", "no part of it\n");
    commit(&place, "a page");

    let ran = at(&sim, &place, &[&HEAL[..], &["--out", "heal.json"]].concat()).exits(2);
    let short = |commit: &str| git(place.folder.path(), &["rev-parse", "--short", commit]);
    let head = format!(
        "Back to what was applied last: {} first\nNewer, not applied: 2 commits\n  {} another name\n  {} another level\n\nPlan for contoso",
        short(&first),
        short("HEAD~1"),
        short("HEAD~2")
    );
    assert!(ran.stdout.starts_with(&head), "{}", ran.stdout);
    let ran = ran
        .says(&["Changed -> App"])
        .says_nothing_of(&["Newer API", "Other API"]);
    ran.complains("The plan is saved as heal.json.\n");
    let shown = at(&sim, &place, &["show", "heal.json"]).exits(0);
    shown.says(&[&format!("manifest base.yaml of commit {first} (sha256 ")]);

    let carry_out = [
        "apply",
        "heal.json",
        "--auto-approve",
        "--console",
        "simulated",
    ];
    at(&sim, &place, &carry_out).exits(0);
    let ran = at(&sim, &place, &HEAL).exits(0);
    ran.says(&["Newer, not applied: 2 commits", "No changes."]);
    // It is the same commit, so that nothing new is noted; what is newer is applied as ever.
    assert_eq!(noted(&sim, &place).len(), 1);
    at(&sim, &place, &APPLY_HERE).exits(0);
    let ran = at(&sim, &place, &HEAL).exits(0);
    ran.says(&["a page"]).says_nothing_of(&["Newer"]);
    assert_eq!(noted(&sim, &place).len(), 2);
    // Another commit with the same files is nothing new.
    place.write("README.md", "again no part of it\n");
    commit(&place, "the page again");
    at(&sim, &place, &APPLY_HERE).exits(0);
    assert_eq!(noted(&sim, &place).len(), 2);
}

#[test]
fn a_plan_that_was_reviewed_notes_the_commit_that_it_was_made_of() {
    let (sim, place, first) = applied();
    place.edit("t/desk.yaml", "lastName: App", "lastName: Newer");
    let second = commit(&place, "another name");
    at(&sim, &place, &["plan", "--out", "whole.json"]).exits(0);
    let part = ["plan", "--target", "apiUsers.desk", "--out", "part.json"];
    at(&sim, &place, &part).exits(0);
    place.edit("t/desk.yaml", "lastName: Newer", "lastName: Newest");
    commit(&place, "and another");
    let carry_out = |plan| ["apply", plan, "--auto-approve", "--console", "simulated"];
    at(&sim, &place, &carry_out("whole.json")).exits(0);
    let line = |commit: &str| format!("t/attune.yaml as of commit {commit}");
    assert_eq!(noted(&sim, &place), [line(&first), line(&second)]);
    // A part of a manifest is not what was applied.
    at(
        &sim,
        &place,
        &["plan", "--target", "apiUsers.desk", "--out", "part.json"],
    )
    .exits(0);
    at(&sim, &place, &carry_out("part.json")).exits(0);
    assert_eq!(noted(&sim, &place), [line(&first), line(&second)]);
    at(&sim, &place, &HEAL).exits(2).says(&["Newest -> Newer"]);
}

#[test]
fn where_no_commit_was_noted_it_says_what_to_do() {
    let sim = Sim::start();
    let place = Place::empty();
    place.write("t/attune.yaml", "attune: 1\ntenant: contoso\nsecurityLevels:\n  spare: {name: Spare API, copyOf: API User (system)}\n");
    let hint = "hint: Commit the manifest and run `attune apply`: it notes the commit, also where nothing is to be done.\n";
    let refused = |why: &str| {
        at(&sim, &place, &HEAL)
            .exits(64)
            .complains(&format!("error: {why}\n{hint}"));
    };
    refused("the ledger does not say which commit was applied");
    at(&sim, &place, &APPLY_HERE).exits(0);
    assert_eq!(
        noted(&sim, &place),
        ["attune.yaml as of no commit: attune.yaml is in no git repository"]
    );
    refused("what was applied last is in no commit: attune.yaml is in no git repository");

    git(place.folder.path(), &["init", "-q"]);
    let note = |why: &str| {
        at(&sim, &place, &APPLY_HERE).exits(0);
        assert_eq!(noted(&sim, &place).last().unwrap(), why);
    };
    note("attune.yaml as of no commit: the git repository has no commit yet");
    git(
        place.folder.path(),
        &["commit", "-q", "--allow-empty", "-m", "empty"],
    );
    note("attune.yaml as of no commit: t/attune.yaml is in no commit yet");
    git(place.folder.path(), &["add", "t/attune.yaml"]);
    git(place.folder.path(), &["commit", "-q", "-m", "first"]);
    place.edit("t/attune.yaml", "attune: 1\n", "# changed\nattune: 1\n");
    note("attune.yaml as of no commit: t/attune.yaml is not as in the last commit");
    git(place.folder.path(), &["checkout", "-q", "t/attune.yaml"]);
    let first = git(place.folder.path(), &["rev-parse", "HEAD"]);
    note(&format!("t/attune.yaml as of commit {first}"));
    let lines = place.read("t/.attune/ledger.jsonl");
    note(&format!("t/attune.yaml as of commit {first}"));
    assert_eq!(place.read("t/.attune/ledger.jsonl"), lines);
    at(&sim, &place, &HEAL).exits(0).says(&["No changes."]);
    let json = at(&sim, &place, &[&HEAL[..], &["--format", "json"]].concat()).exits(0);
    assert_eq!(json.document("plan.v1.json")["tenant"], "contoso");
    at(&sim, &place, &[&HEAL[..], &["--format", "sarif"]].concat()).exits(64);

    // Elsewhere, the commit is not to be had.
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(
        outside.path().join("attune.yaml"),
        place.read("t/attune.yaml"),
    )
    .unwrap();
    let state = place.path("t/.attune");
    let mut command = place.command(
        Some(&sim),
        &[&HEAL[..], &["--state", state.to_str().unwrap()]].concat(),
    );
    let ran = Ran::of(command.current_dir(outside.path())).exits(64);
    assert!(
        ran.stderr
            .starts_with("error: attune.yaml is in no git repository\n"),
        "{}",
        ran.stderr
    );
}
