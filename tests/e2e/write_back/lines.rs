//! Every kind of value, in every layout of the manifest's own files.

use serde_json::{Value, json};

use super::{TESS, WRITE_BACK, capture, fields, here, save, user_named};
use crate::harness::{PLAN_HERE, tell};

/// The level that the manifest makes.
const LEVEL: i64 = 55;

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
    extra:
      Service Desk:
        Change Requests: {View: All} # not of the catalogue
  field:
    name: Field Engineer
    adopt: true
    serviceDesk:
      objects:
        tickets: {view: All} # a choice
apiUsers:
  script:
    firstName: Nightly   # first

    lastName: 'Script'
    email: script@contoso.example
    active: true # user
    securityLevel: script # level
    customIntegration: Nightly script
    primaryInternalLocation: Headquarters
    credentials: {to: {file: secrets/script.json}}
# end
";

/// What somebody does; what the manifest says before, and what it says then.
type Case = (Value, &'static str, &'static str);

fn edits_of_the_level() -> Vec<Case> {
    let level = json!(LEVEL);
    let rights = "webServicesApi.resourceImpersonation";
    let right =
        |cell: &str, ticked: bool| save(&level, &json!({format!("{rights}.{cell}"): ticked}));
    let rename = json!({"do": "saveLevel", "level": level, "name": "Night: script", "active": null, "cells": {}});
    vec![
        (
            right("crm.contacts.add", false),
            "contacts: [view, add]} # in braces",
            "contacts: [view]} # in braces",
        ),
        (
            right("crm.accounts.edit", true),
            "{accounts: [view], ",
            "{accounts: [view, edit], ",
        ),
        (
            right("projects.projects.add", true),
            "add: false} # a map",
            "add: true} # a map",
        ),
        (
            right("serviceDesk.tickets.delete", false),
            "serviceDesk: all # a word",
            "serviceDesk: {\"*\": all, tickets: {delete: false}} # a word",
        ),
        (
            right("serviceDesk.tickets.add", false),
            "tickets: {delete: false}} # a word",
            "tickets: {delete: false, add: false}} # a word",
        ),
        (
            save(&level, &json!({"other.webhooks.max": 9})),
            "max: 5} # a number",
            "max: 9} # a number",
        ),
        (
            save(
                &level,
                &json!({"extra.Service Desk › Change Requests › View": "Mine"}),
            ),
            "View: All} # not",
            "View: Mine} # not",
        ),
        (
            save(
                &json!(53),
                &json!({"serviceDesk.objects.tickets.view": "Mine"}),
            ),
            "view: All} # a choice",
            "view: Mine} # a choice",
        ),
        (
            rename,
            "name: Script API   # name",
            "name: \"Night: script\"   # name",
        ),
    ]
}

fn edits_of_people(user: i64) -> Vec<Case> {
    let assign =
        |who: i64, level: i64| json!({"do": "assignLevel", "resource": who, "level": level});
    vec![
        (
            assign(TESS, 53),
            "securityLevel: Helpdesk Lead   # by name",
            "securityLevel: field   # by name",
        ),
        (
            fields(user, &json!({"firstName": "Daily"})),
            "firstName: Nightly   # first",
            "firstName: Daily   # first",
        ),
        (
            fields(user, &json!({"lastName": "true"})),
            "lastName: 'Script'",
            "lastName: \"true\"",
        ),
        (
            fields(user, &json!({"email": "other@contoso.example"})),
            "email: script@contoso.example",
            "email: other@contoso.example",
        ),
        (
            fields(user, &json!({"locationID": 90683})),
            "primaryInternalLocation: Headquarters",
            "primaryInternalLocation: Branch Office",
        ),
        (
            assign(user, 24),
            "securityLevel: script # level",
            "securityLevel: API User (system) # level",
        ),
        (
            fields(user, &json!({"isActive": false})),
            "active: true # user",
            "active: false # user",
        ),
        (
            json!({"do": "switchLevel", "level": LEVEL, "active": false}),
            "active: true\n",
            "active: false\n",
        ),
    ]
}

#[test]
fn what_somebody_changed_stands_in_the_manifest_and_nothing_else_does() {
    let (sim, place) = here(MANIFEST);
    let user = user_named(&sim, "Nightly");
    for (act, from, to) in edits_of_the_level()
        .into_iter()
        .chain(edits_of_people(user))
    {
        let before = place.read("attune.yaml");
        assert_eq!(before.matches(from).count(), 1, "{from}");
        tell(&sim, "operator", &act);
        capture(&sim, &place);
        let ran = place.attune(&sim, &WRITE_BACK).exits(2);
        let after = place.read("attune.yaml");
        assert_eq!(after, before.replace(from, to), "{act}\n{}", ran.stdout);
        place.attune(&sim, &["drift"]).exits(0);
        place.attune(&sim, &PLAN_HERE).exits(0);
        place
            .attune(&sim, &WRITE_BACK)
            .exits(0)
            .says_nothing_of(&["ritten back"]);
        assert_eq!(place.read("attune.yaml"), after);
    }
}
