//! What becomes of attune's things whose block is gone.

use serde_json::json;

use crate::harness::{APPLY_HERE, PLAN_HERE, Place, Sim, dump, rows, tell};
use crate::script::{applied, manifest};

const NINA: i64 = 29_682_893;
/// The number that the level gets.
const DESK: i64 = 55;

/// A level beside that of the API user.
const LEVELS: &str = "  script: {name: Script API, copyOf: API User (system), active: true}
  desk: {name: Desk, copyOf: Service Desk User (system), active: true}
";

const EMPTY: &str = "attune: 1\ntenant: contoso\npolicy: {prune: false}\n";
const PRUNE: &str = "attune: 1\ntenant: contoso\npolicy: {prune: true}\n";

/// Whether the API user is active, and which levels of the blocks are.
fn active(sim: &Sim) -> (bool, Vec<String>) {
    let filter = json!({"op": "eq", "field": "firstName", "value": "Nightly"});
    let user = rows(sim, "Resources", &filter)[0]["isActive"] == true;
    let dump = dump(sim);
    let is_active = |name: &&str| {
        let name = format!("\"name\":\"{name}\",\"active\":true");
        dump.iter().any(|line| line.contains(&name))
    };
    let levels = ["Script API", "Desk"].into_iter().filter(is_active);
    (user, levels.map(str::to_owned).collect())
}

#[test]
fn without_prune_what_has_no_block_is_only_spoken_of() {
    let (sim, place) = applied(&manifest(LEVELS));
    place.write("attune.yaml", EMPTY);
    let ran = place.attune(&sim, &PLAN_HERE).exits(0);
    ran.says(&[
        "(unmanaged) The ledger says that these are attune's, and no block or rule stands for them any more: \
         API user Nightly Script <scripts@contoso.example>, \"Desk\", \"Script API\". `policy: {prune: true}` would inactivate them.",
        "No changes.",
    ]);
    assert_eq!(
        active(&sim),
        (true, vec!["Script API".to_owned(), "Desk".to_owned()])
    );
}

#[test]
fn with_prune_it_is_inactivated_the_level_after_its_holder() {
    let (sim, place) = applied(&manifest(LEVELS));
    place.write("attune.yaml", PRUNE);
    place.attune(&sim, &PLAN_HERE).exits(2).says(&[
        "1. ~ update API user Nightly Script <scripts@contoso.example> [rest -> rest-fact] why: it is attune's, and no block stands for it any more Active on -> off",
        "3. ~ edit security level \"Script API\" [operator -> console-reread] why: it is attune's, and no block stands for it any more Active on -> off",
        "2 levels to edit, 1 API user to update.",
        // Neither made nor adopted, and so never touched.
        "Custom levels left alone: Helpdesk Lead, Field Engineer, Old Helpdesk.",
        "Left alone: 13 people, 2 API users.",
    ]);
    place.attune(&sim, &APPLY_HERE).exits(0);
    assert_eq!(active(&sim), (false, Vec::new()));
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."]);
    // The blocks come back, and so does what they stand for.
    place.write("attune.yaml", &manifest(LEVELS));
    place.edit(
        "attune.yaml",
        "    lastName",
        "    active: true\n    lastName",
    );
    place.attune(&sim, &APPLY_HERE).exits(0);
    assert_eq!(
        active(&sim),
        (true, vec!["Script API".to_owned(), "Desk".to_owned()])
    );
}

#[test]
fn what_is_protected_is_a_problem_and_nothing_is_pruned() {
    let (sim, place) = applied(&manifest(LEVELS));
    place.write(
        "attune.yaml",
        "attune: 1\ntenant: contoso\npolicy:\n  prune: true\n  apiUsers: {scripts@contoso.example: {protect: true}}\n",
    );
    let ran = place.attune(&sim, &APPLY_HERE).exits(1);
    let message = "error[protected]: Nightly Script <scripts@contoso.example> is protected, and would be inactivated, since no block stands for it any more";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
    place.write(
        "attune.yaml",
        "attune: 1\ntenant: contoso\npolicy:\n  prune: true\n  securityLevels: {Desk: {protect: true}}\n",
    );
    let ran = place.attune(&sim, &APPLY_HERE).exits(1);
    let message = "error[protected]: \"Desk\" is protected, and would be inactivated";
    assert!(ran.stderr.contains(message), "{}", ran.stderr);
    assert_eq!(
        active(&sim),
        (true, vec!["Script API".to_owned(), "Desk".to_owned()])
    );
}

#[test]
fn what_is_ignored_is_not_even_spoken_of() {
    let (sim, place) = applied(&manifest(LEVELS));
    place.write(
        "attune.yaml",
        "attune: 1\ntenant: contoso\npolicy:\n  prune: true\n  apiUsers: {\"scripts@*\": {ignore: true}}\n  securityLevels: {Script*: {ignore: true}, Desk: {ignore: true}}\n",
    );
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."])
        .says_nothing_of(&["Nightly", "Script API", "Desk\""]);
}

#[test]
fn a_block_under_another_handle_prunes_nothing() {
    let (sim, place) = applied(&manifest(LEVELS));
    let renamed = manifest(LEVELS)
        .replace("  script:", "  batch:")
        .replace("securityLevel: script", "securityLevel: batch");
    place.write(
        "attune.yaml",
        &format!("{renamed}policy: {{prune: true}}\n"),
    );
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."]);
}

#[test]
fn a_level_that_somebody_holds_stays_and_the_plan_says_who() {
    let (sim, place) = applied(&manifest(LEVELS));
    tell(
        &sim,
        "operator",
        &json!({"do": "assignLevel", "resource": NINA, "level": DESK}),
    );
    place.write("attune.yaml", PRUNE);
    place.attune(&sim, &APPLY_HERE).exits(0).says(&[
        "No block stands for \"Desk\" any more, which is attune's. It stays active, because it is held by Nina Larsen.",
        "Applied: 2 done.",
    ]);
    assert_eq!(active(&sim), (false, vec!["Desk".to_owned()]));
    // Once nobody holds it, it goes too.
    tell(
        &sim,
        "operator",
        &json!({"do": "assignLevel", "resource": NINA, "level": 37}),
    );
    place.attune(&sim, &APPLY_HERE).exits(0);
    assert_eq!(active(&sim), (false, Vec::new()));
}

#[test]
fn a_tenant_that_was_adopted_is_not_emptied_by_an_empty_manifest() {
    let (sim, place) = (Sim::start(), Place::empty());
    let import = ["import", "--tenant", "contoso", "--console", "simulated"];
    place.attune(&sim, &import).exits(0);
    place.write("attune.yaml", PRUNE);
    // attune's own API user is one of them, and whoever holds a level keeps it.
    let message = "attune Reconciler <psa-integrations@contoso.example> is the API user that attune itself signs in with, and would be inactivated";
    place
        .attune(&sim, &APPLY_HERE)
        .exits(4)
        .says(&["--allow lock-out would let it pass.", message]);
}
