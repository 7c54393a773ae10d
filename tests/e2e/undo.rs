//! `attune undo`: a run is taken back as far as what was there before is known and nobody changed it since.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::{APPLY_HERE, PLAN_HERE, Place, Ran, Sim, call, dump, tell};

const UNDO: [&str; 4] = ["undo", "--auto-approve", "--console", "simulated"];
const CARL: i64 = 29_682_890;

/// A tenant after the Tasky example was applied, and what it was before.
fn applied() -> (Sim, Place, BTreeSet<String>) {
    let (sim, place) = (Sim::start(), Place::with_example("tasky.yaml"));
    std::fs::rename(place.path("tasky.yaml"), place.path("attune.yaml")).unwrap();
    let before = things(&sim);
    place.attune(&sim, &APPLY_HERE).exits(0);
    (sim, place, before)
}

fn with(blocks: &str) -> Place {
    Place::with(
        "attune.yaml",
        format!("attune: 1\ntenant: contoso\n{blocks}"),
    )
}

/// Every level, person, API user and record of the tenant, without the date of hire, which is that of the first change.
fn things(sim: &Sim) -> BTreeSet<String> {
    let hired = "\"hireDate\":\"2026-01-05T09:00:00Z\"";
    let lines = dump(sim).into_iter();
    let lines = lines.map(|line| line.replace(hired, ""));
    lines
        .filter(|line| line.trim_start().starts_with("- {"))
        .collect()
}

/// Name or title of each, and whether it is active.
fn named(things: &BTreeSet<String>) -> Vec<(String, Option<bool>)> {
    let mut named: Vec<(String, Option<bool>)> = things
        .iter()
        .map(|line| {
            let thing: Value =
                serde_json::from_str(line.trim_start().trim_start_matches("- ")).unwrap();
            let keys = ["name", "firstName", "ticketNumber", "title"];
            let name = keys
                .into_iter()
                .find_map(|key| thing[key].as_str())
                .unwrap();
            let name = name.split(" 20").next().unwrap().to_owned();
            (name, thing["active"].as_bool())
        })
        .collect();
    named.sort();
    named
}

fn undo(sim: &Sim, place: &Place, more: &[&str]) -> Ran {
    place.attune(sim, &[&UNDO[..], more].concat())
}

#[test]
fn a_tenant_is_as_it_was_save_for_what_nobody_can_delete() {
    let (sim, place, before) = applied();
    let ran = undo(&sim, &place, &[]).exits(0).says(&[
        // People first, then the API user, then the levels that nobody holds any more.
        "1. ~ move Nina Larsen <nina.larsen@contoso.example>",
        "5. ~ update API user Tasky Integration <psa-integrations@contoso.example> [rest -> rest-fact] why: an earlier run changed it, and that run is undone Active on -> off",
        "Allow impersonation of resources with this security level on -> off held by: Priya Nair, Sam Okafor",
        "9. ~ edit security level \"API User (with Impersonation)\"",
        "(left out) check that tasky writes a ticket and a note as Tess Turner <tess.turner@contoso.example>: the ticket and the note that it made stay",
        "Applied: 9 done.",
    ]);
    assert!(
        ran.stderr.starts_with("Taking back the run "),
        "{}",
        ran.stderr
    );
    let after = things(&sim);
    let gone: Vec<&String> = before.difference(&after).collect();
    assert_eq!(gone, Vec::<&String>::new());
    let stays: BTreeSet<String> = after.difference(&before).cloned().collect();
    let inactive = |name: &str| (name.to_owned(), Some(false));
    assert_eq!(
        named(&stays),
        [
            inactive("API User (with Impersonation)"),
            inactive("Service Desk User (with Impersonation)"),
            ("T20260105.0004".to_owned(), None),
            inactive("Tasky"),
            inactive("Team Member (with Impersonation)"),
            ("attune check tasky-note".to_owned(), None),
        ]
    );
}

#[test]
fn an_undo_is_a_run_like_any_other_and_can_be_undone() {
    let (sim, place, _) = applied();
    let applied = things(&sim);
    undo(&sim, &place, &[]).exits(0);
    place.attune(&sim, &PLAN_HERE).exits(2);
    undo(&sim, &place, &[]).exits(0).says(&["Applied: 9 done."]);
    assert_eq!(things(&sim), applied);
    place
        .attune(&sim, &PLAN_HERE)
        .exits(0)
        .says(&["No changes."]);
}

#[test]
fn an_earlier_run_is_named_by_the_ledger() {
    let (sim, place, _) = applied();
    place.edit("attune.yaml", "lastName: Integration", "lastName: Bridge");
    place.attune(&sim, &APPLY_HERE).exits(0);
    let ledger = place
        .attune_alone(&["ledger", "show", "--format", "json"])
        .exits(0)
        .json();
    let runs: Vec<&str> = ledger["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["run"].as_str().unwrap())
        .collect();
    let first = runs[0];
    assert_ne!(first, *runs.last().unwrap());
    let ran = undo(&sim, &place, &[first]).exits(0);
    assert!(
        ran.stderr
            .starts_with(&format!("Taking back the run {first} of ")),
        "{}",
        ran.stderr
    );
    // The later run's change stays.
    ran.says(&["update API user Tasky Bridge <psa-integrations@contoso.example>"])
        .says_nothing_of(&["Last Name"]);
}

#[test]
fn what_somebody_changed_since_is_left_alone() {
    let sim = Sim::start();
    let place = with(
        "people:\n  some:\n    who: {emails: [carl.jansen@partner.example, nina.larsen@contoso.example]}\n    securityLevel: {name: Manager (system)}\n\
         securityLevels:\n  field: {name: Field Engineer, adopt: true, serviceDesk: {objects: {tickets: {delete: All}}}}\n",
    );
    place.attune(&sim, &APPLY_HERE).exits(0);
    tell(
        &sim,
        "operator",
        &json!({"do": "assignLevel", "resource": CARL, "level": 39}),
    );
    undo(&sim, &place, &[]).exits(0).says(&[
        "1. ~ move Nina Larsen <nina.larsen@contoso.example>",
        // Seen when the page was opened, just before it was saved.
        "Tickets All -> None held by: Bo Lund",
        "(left out) Carl Jansen <carl.jansen@partner.example>: left as they are, somebody gave them another level than \"Manager (system)\" since",
        "(left out) level/field/adopt: what was adopted stays known to the ledger; nothing in Autotask changed",
        "Applied: 2 done.",
    ]);
}

#[test]
fn what_cannot_be_taken_back_is_said() {
    let sim = Sim::start();
    let place = with(
        "securityLevels:\n  script: {name: Script API, copyOf: API User (system), webServicesApi: {canLogin: true}, reports: {\"*\": none}}\n",
    );
    place.attune(&sim, &APPLY_HERE).exits(0);
    place.edit("attune.yaml", "canLogin: true", "canLogin: false");
    place.edit(
        "attune.yaml",
        "reports: {\"*\": none}",
        "reports: {\"*\": all}",
    );
    let allowed = [&APPLY_HERE[..], &["--allow", "one-way"]].concat();
    place.attune(&sim, &allowed).exits(0);
    undo(&sim, &place, &[]).exits(0).says(&["(left out) level \"Script API\": webServicesApi.canLogin stays off, since Autotask does not let it be ticked again", "CRM on -> off"]);
}

#[test]
fn guards_hold_for_an_undo_too() {
    let sim = Sim::start();
    let place = with(
        "securityLevels:\n  own: {name: Reconciler, copyOf: API User (system)}\napiUsers:\n  attune: {firstName: attune, lastName: Reconciler, \
         email: psa-integrations@contoso.example, securityLevel: own, adopt: true}\n",
    );
    let allow = ["--allow", "lock-out"];
    place
        .attune(&sim, &[&APPLY_HERE[..], &allow].concat())
        .exits(0);
    let moved = things(&sim);
    undo(&sim, &place, &[]).exits(4).says(&[
        "Refused: attune Reconciler <psa-integrations@contoso.example> is the API user that attune itself signs in with. --allow lock-out would let it pass.",
        "Refused: \"Reconciler\" is the level that attune itself holds, and it would be inactivated.",
    ]);
    assert_eq!(things(&sim), moved);
    // With nobody at the console the steps wait, and the undo can be repeated.
    place
        .attune(&sim, &["undo", "--auto-approve", "--allow", "lock-out"])
        .exits(5)
        .says(&["Applied: 0 done, 2 waiting."]);
    assert!(
        place
            .read(".attune/checklist.md")
            .contains("(step undo/assign/29682897)")
    );
    undo(&sim, &place, &allow)
        .exits(0)
        .says(&["Applied: 2 done."]);
}

#[test]
fn where_nothing_was_done_nothing_is_undone_and_nothing_is_left_behind() {
    let (sim, place) = (Sim::start(), with(""));
    undo(&sim, &place, &[]).exits(64).complains(
        "error: the ledger knows no run that changed anything\nhint: There is nothing to take back.\n",
    );
    assert_eq!(place.names(), ["attune.yaml"]);
    let (sim, place, _) = applied();
    undo(&sim, &place, &["monday"]).exits(64).complains(
        "error: the ledger knows no run monday\nhint: `attune ledger show --format json` names the run of every line.\n",
    );
    // A plan that nobody approves is not carried out.
    let applied = things(&sim);
    place
        .attune(&sim, &["undo", "--console", "simulated"])
        .exits(64);
    assert_eq!(things(&sim), applied);
}

#[test]
fn a_replacement_is_undone_the_other_way_round() {
    let sim = Sim::start();
    let place = with(
        "apiUsers:\n  script: {firstName: Nightly, lastName: Script, email: scripts@contoso.example, \
         securityLevel: {name: API User (system)}, customIntegration: Nightly script, credentials: {to: {file: secrets/script.json}}}\n",
    );
    place.attune(&sim, &APPLY_HERE).exits(0);
    place.edit(
        "attune.yaml",
        "customIntegration: Nightly script",
        "integrationVendor: Tallman.io - Tasky",
    );
    place.attune(&sim, &APPLY_HERE).exits(0);
    undo(&sim, &place, &[]).exits(0).says(&[
        "1. ~ update API user Nightly Script <scripts@contoso.example> [rest -> rest-fact] why: an earlier run changed it, and that run is undone Active off -> on",
        "2. ~ retire API user Nightly Script <scripts@contoso.example> (resource 29682900)",
        "(advice) the key and secret of Nightly Script <scripts@contoso.example> are in secrets/script.before-29682899.json; attune does not move them",
        "Applied: 2 done.",
    ]);
    let own = (sim.user_name.as_str(), sim.secret.as_str());
    let active = |id: i64| {
        let (status, answer) = call(
            &sim,
            reqwest::Method::GET,
            &format!("Resources/{id}"),
            own,
            None,
            None,
        );
        assert_eq!(status, 200);
        answer["item"]["isActive"] == true
    };
    assert!(active(29_682_899) && !active(29_682_900));
}
