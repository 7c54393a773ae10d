//! `attune drift --write-back`: what somebody changed in the tenant stands in the manifest afterwards, and nothing else does.

use serde_json::{Value, json};

use crate::harness::{APPLY_HERE, PLAN_HERE, Place, Sim, rows, tell};

const WRITE_BACK: [&str; 2] = ["drift", "--write-back"];
const LEVEL: i64 = 55;
const TESS: i64 = 29_682_886;

/// Comments at every kind of place, values in every layout.
const MANIFEST: &str = "\
# top
attune: 1
tenant: contoso
people:
  tess: # alone
    who: {emails: [tess.turner@contoso.example]}
    securityLevel: Helpdesk Lead   # by name
securityLevels:
  # the level
  script: # of a script
    name: Script API   # name
    copyOf: API User (system)
    active: true
    webServicesApi:
      canLogin: true
      resourceImpersonation:
        # lists, maps and words
        crm: {accounts: [view], contacts: [view, add]} # in braces
        projects:
          projects: {view: true, add: false} # a map
        serviceDesk: all # a word
    other:
      webhooks: {canCreate: true, max: 5} # a number
apiUsers:
  script:
    firstName: Nightly   # first

    lastName: 'Script'
    email: script@contoso.example
    active: true
    securityLevel: script # level
    customIntegration: Nightly script
    primaryInternalLocation: Headquarters
    credentials: {to: {file: secrets/script.json}}
# end
";

fn here(manifest: &str) -> (Sim, Place) {
    let (sim, place) = (Sim::start(), Place::with("attune.yaml", manifest));
    place.attune(&sim, &APPLY_HERE).exits(0);
    (sim, place)
}

/// Only the page shows cells.
fn capture(sim: &Sim, place: &Place) {
    place
        .attune(sim, &["capture", "--console", "simulated"])
        .exits(0);
}

/// What somebody does, and the lines of the manifest that are others then.
type Case = (Value, &'static [(&'static str, &'static str)]);

fn cells(cells: Value) -> Value {
    json!({"do": "saveLevel", "level": LEVEL, "name": null, "active": null, "cells": cells})
}

fn fields(user: i64, fields: Value) -> Value {
    json!({"do": "updateApiUser", "user": user, "fields": fields})
}

/// The lines that only one of two texts has, in pairs; the rest is byte for byte the same.
fn changed<'t>(before: &'t str, after: &'t str) -> Vec<(&'t str, &'t str)> {
    let (before, after) = (before.split('\n'), after.split('\n'));
    assert_eq!(before.clone().count(), after.clone().count());
    let pairs = before.zip(after);
    pairs.filter(|(before, after)| before != after).collect()
}

#[test]
fn what_somebody_changed_stands_in_the_manifest_and_nothing_else_does() {
    let (sim, place) = here(MANIFEST);
    let name = json!({"op": "eq", "field": "firstName", "value": "Nightly"});
    let user = rows(&sim, "Resources", &name)[0]["id"].as_i64().unwrap();
    let rights = "webServicesApi.resourceImpersonation";
    let cell = |cell: &str, value: Value| cells(json!({format!("{rights}.{cell}"): value}));
    let cases: Vec<Case> = vec![
        (
            cell("crm.contacts.add", json!(false)),
            &[(
                "        crm: {accounts: [view], contacts: [view, add]} # in braces",
                "        crm: {accounts: [view], contacts: [view]} # in braces",
            )],
        ),
        (
            cell("crm.accounts.edit", json!(true)),
            &[(
                "        crm: {accounts: [view], contacts: [view]} # in braces",
                "        crm: {accounts: [view, edit], contacts: [view]} # in braces",
            )],
        ),
        (
            cell("projects.projects.add", json!(true)),
            &[(
                "          projects: {view: true, add: false} # a map",
                "          projects: {view: true, add: true} # a map",
            )],
        ),
        (
            cell("serviceDesk.tickets.delete", json!(false)),
            &[(
                "        serviceDesk: all # a word",
                "        serviceDesk: {\"*\": all, tickets: {delete: false}} # a word",
            )],
        ),
        (
            cell("serviceDesk.tickets.add", json!(false)),
            &[(
                "        serviceDesk: {\"*\": all, tickets: {delete: false}} # a word",
                "        serviceDesk: {\"*\": all, tickets: {delete: false, add: false}} # a word",
            )],
        ),
        (
            cells(json!({"other.webhooks.max": 9})),
            &[(
                "      webhooks: {canCreate: true, max: 5} # a number",
                "      webhooks: {canCreate: true, max: 9} # a number",
            )],
        ),
        (
            json!({"do": "saveLevel", "level": LEVEL, "name": "Night: script", "active": null, "cells": {}}),
            &[(
                "    name: Script API   # name",
                "    name: \"Night: script\"   # name",
            )],
        ),
        (
            json!({"do": "assignLevel", "resource": TESS, "level": 53}),
            &[(
                "    securityLevel: Helpdesk Lead   # by name",
                "    securityLevel: Field Engineer   # by name",
            )],
        ),
        (
            fields(user, json!({"firstName": "Daily"})),
            &[(
                "    firstName: Nightly   # first",
                "    firstName: Daily   # first",
            )],
        ),
        (
            fields(user, json!({"lastName": "true"})),
            &[("    lastName: 'Script'", "    lastName: \"true\"")],
        ),
        (
            fields(user, json!({"email": "other@contoso.example"})),
            &[(
                "    email: script@contoso.example",
                "    email: other@contoso.example",
            )],
        ),
        (
            fields(user, json!({"locationID": 90683})),
            &[(
                "    primaryInternalLocation: Headquarters",
                "    primaryInternalLocation: Branch Office",
            )],
        ),
        (
            json!({"do": "assignLevel", "resource": user, "level": 24}),
            &[(
                "    securityLevel: script # level",
                "    securityLevel: API User (system) # level",
            )],
        ),
        (
            fields(user, json!({"isActive": false})),
            &[("    active: true", "    active: false")],
        ),
        (
            json!({"do": "switchLevel", "level": LEVEL, "active": false}),
            &[("    active: true", "    active: false")],
        ),
    ];
    for (act, expected) in cases {
        let before = place.read("attune.yaml");
        tell(&sim, "operator", &act);
        capture(&sim, &place);
        let ran = place.attune(&sim, &WRITE_BACK).exits(2);
        let after = place.read("attune.yaml");
        assert_eq!(
            changed(&before, &after),
            expected,
            "{act}\n{}\n{}",
            ran.stdout,
            ran.stderr
        );
        place.attune(&sim, &["drift"]).exits(0);
        place.attune(&sim, &PLAN_HERE).exits(0);
        let again = place.attune(&sim, &WRITE_BACK).exits(0);
        assert!(!again.stdout.contains("ritten back"), "{}", again.stdout);
        assert_eq!(place.read("attune.yaml"), after);
    }
}
