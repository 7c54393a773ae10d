//! `attune drift --write-back`: what somebody changed in the tenant stands in the manifest afterwards, and nothing else does.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{APPLY_HERE, PLAN_HERE, Place, Ran, Sim, call, dump, rows, tell};

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

/// What is not written back: `object: value: place: why`.
fn left(document: &Value) -> Vec<String> {
    let left = document["write_back"]["left"].as_array().unwrap();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap_or("-").to_owned();
    let keys = ["object", "value", "place", "why"];
    left.iter()
        .map(|one| keys.map(|key| text(one, key)).join(": "))
        .collect()
}

#[test]
fn what_layers_below_say_is_said_above_them() {
    let sim = Sim::start();
    let place = Place::with(
        "attune.yaml",
        "# ours\nattune: 1\ntenant: contoso\nextends: baseline.yaml\n\nintegrations:\n  desk: {recipe: ./desk.yaml, \
         with: {email: desk@contoso.example}} # vendor\n",
    );
    let baseline = "attune: 1\nlock: [securityLevels.script.other]\nsecurityLevels:\n  script:\n    name: Script API\n    \
                    copyOf: API User (system)\n    other: {webhooks: {canCreate: false}}\n    webServicesApi: {resourceImpersonation: \
                    {crm: {accounts: [view]}, serviceDesk: none}}\n";
    place.write("baseline.yaml", baseline);
    let recipe = "recipe: 1\nname: desk\nproduct: Desk\nsummary: Tickets.\nsource: {url: https://desk.example, date: 2026-11-01, \
                  evidence: full, confidence: high}\nparameters:\n  email: {type: email, what: Address.}\nmanifest:\n  \
                  securityLevels:\n    <handle>: {name: Desk API, copyOf: API User (system), webServicesApi: \
                  {resourceImpersonation: {serviceDesk: {tickets: [view]}}}}\n  apiUsers:\n    <handle>:\n      firstName: Desk\n      \
                  lastName: App\n      email: <email>\n      securityLevel: <handle>\n      customIntegration: Desk\n      \
                  credentials: {to: {file: <credentials>}}\n";
    place.write("desk.yaml", recipe);
    place.attune(&sim, &APPLY_HERE).exits(0);
    let levels = levels(&sim);
    let save = |level: &str, cells: Value| {
        let call = json!({"do": "saveLevel", "level": levels[level], "name": null, "active": null, "cells": cells});
        tell(&sim, "operator", &call);
    };
    let rights = "webServicesApi.resourceImpersonation";
    let rights = |cell: &str| format!("{rights}.{cell}");
    save(
        "Script API",
        json!({rights("crm.accounts.add"): true, rights("serviceDesk.tickets.view"): true, "other.webhooks.canCreate": true}),
    );
    save(
        "Desk API",
        json!({rights("serviceDesk.tickets.view"): false, rights("serviceDesk.tickets.edit"): true}),
    );
    let name = json!({"op": "eq", "field": "firstName", "value": "Desk"});
    let user = rows(&sim, "Resources", &name)[0]["id"].as_i64().unwrap();
    tell(
        &sim,
        "operator",
        &fields(
            user,
            json!({"lastName": "Application", "email": "app@contoso.example"}),
        ),
    );
    capture(&sim, &place);
    let ran = place
        .attune(&sim, &["drift", "--write-back", "--format", "json"])
        .exits(2);
    let document = ran.document("drift.v1.json");
    assert_eq!(
        left(&document),
        [
            "security level \"Script API\": other.webhooks.canCreate: securityLevels.script.other.webhooks.canCreate: baseline.yaml:2 locks it"
        ]
    );
    assert_eq!(place.read("baseline.yaml"), baseline);
    assert_eq!(place.read("desk.yaml"), recipe);
    insta::assert_snapshot!(place.read("attune.yaml"), @r#"
    # ours
    attune: 1
    tenant: contoso
    extends: baseline.yaml

    integrations:
      desk: {recipe: ./desk.yaml, with: {email: app@contoso.example}} # vendor

    securityLevels:
      desk:
        webServicesApi:
          resourceImpersonation:
            serviceDesk:
              tickets: [edit]
      script:
        webServicesApi:
          resourceImpersonation:
            crm:
              accounts: [view, add]
            serviceDesk: {"*": none, tickets: {view: true}}

    apiUsers:
      desk:
        lastName: Application
    "#);
    let written = document["write_back"]["written"].as_array().unwrap();
    let written: Vec<String> = written
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap_or("-").to_owned();
            let [file, place, was, is, overrides] =
                ["file", "place", "was", "is", "overrides"].map(text);
            format!(
                "{file}:{}: {place}: {was} -> {is} above {overrides}",
                one["line"]
            )
        })
        .collect();
    insta::assert_snapshot!(written.join("\n"), @"
    attune.yaml:14: securityLevels.desk.webServicesApi.resourceImpersonation.serviceDesk.tickets.edit: off -> on above desk.yaml:10
    attune.yaml:14: securityLevels.desk.webServicesApi.resourceImpersonation.serviceDesk.tickets.view: on -> off above -
    attune.yaml:19: securityLevels.script.webServicesApi.resourceImpersonation.crm.accounts.add: off -> on above baseline.yaml:8
    attune.yaml:20: securityLevels.script.webServicesApi.resourceImpersonation.serviceDesk.tickets.view: off -> on above baseline.yaml:8
    attune.yaml:7: integrations.desk.with.email: desk@contoso.example -> app@contoso.example above -
    attune.yaml:24: apiUsers.desk.lastName: App -> Application above desk.yaml:14
    ");
    // What is locked is still there, and nothing else.
    place
        .attune(&sim, &["drift"])
        .exits(2)
        .says(&["1 changed outside, 0 by the manifest."]);
}

/// The numbers of all levels, by name.
fn levels(sim: &Sim) -> Value {
    let (status, answer) = call(
        sim,
        Method::GET,
        "Resources/entityInformation/fields",
        (&sim.user_name, &sim.secret),
        None,
        None,
    );
    assert_eq!(status, 200, "{answer}");
    let fields = answer["fields"].as_array().unwrap();
    let level = fields
        .iter()
        .find(|field| field["name"] == "userType")
        .unwrap();
    let values = level["picklistValues"].as_array().unwrap().iter();
    let values = values.map(|value| {
        let id: i64 = value["value"].as_str().unwrap().parse().unwrap();
        (value["label"].as_str().unwrap().to_owned(), json!(id))
    });
    Value::Object(values.collect())
}

#[test]
fn what_no_line_says_is_left_with_a_word() {
    let manifest = "\
attune: 1
tenant: contoso
people:
  desk: {who: {emails: [tess.turner@contoso.example, omar.haddad@contoso.example]}, securityLevel: Helpdesk Lead}
impersonation:
  field: {allow: true, levels: [Field Engineer]}
securityLevels:
  lead:
    name: Script API
    copyOf: API User (system)
    active: true
    webServicesApi:
      resourceImpersonation:
        crm:
          contacts:
          - view
          # why it may add
          - add
  spare: {name: Spare API, copyOf: API User (system)}
";
    let (sim, place) = here(manifest);
    let levels = levels(&sim);
    // A day that is over decides, whatever `active` says.
    place.edit(
        "attune.yaml",
        "    active: true\n",
        "    active: true\n    expires: 2020-01-01\n",
    );
    place.attune(&sim, &APPLY_HERE).exits(0);
    tell(
        &sim,
        "operator",
        &json!({"do": "switchLevel", "level": levels["Script API"], "active": true}),
    );
    tell(
        &sim,
        "operator",
        &json!({"do": "assignLevel", "resource": TESS, "level": 53}),
    );
    let save = |level: &Value, cells: Value| {
        let call = json!({"do": "saveLevel", "level": level, "name": null, "active": null, "cells": cells});
        tell(&sim, "operator", &call);
    };
    save(
        &json!(53),
        json!({"webServicesApi.allowImpersonation": false}),
    );
    let add = "webServicesApi.resourceImpersonation.crm.contacts.add";
    save(&levels["Script API"], json!({add: false}));
    capture(&sim, &place);
    let sim = without_level(&sim, &place, "Spare API");
    // What the manifest itself changed is no business of somebody else.
    place.edit("attune.yaml", "- view\n", "- view\n          - edit\n");
    let before = place.read("attune.yaml");
    let ran = place
        .attune(&sim, &["drift", "--write-back", "--format", "json"])
        .exits(2);
    let document = ran.document("drift.v1.json");
    insta::assert_snapshot!(left(&document).join("\n"), @r#"
    security level "Spare API": existence: securityLevels.spare: it is gone, and a block always wants its thing there, active or not
    security level "Field Engineer": webServicesApi.allowImpersonation: impersonation.field.allow: a rule that chooses levels by their holders or names wants it
    security level "Script API": Active: securityLevels.lead.active: something else than this line decides, such as a day that is over
    security level "Script API": webServicesApi.resourceImpersonation.crm.contacts.add: securityLevels.lead.webServicesApi.resourceImpersonation.crm.contacts.add: a comment beside it would be lost
    Tess Turner <tess.turner@contoso.example>: Security Level: people.desk.securityLevel: the block means people by a choice, and only one of them holds another level
    "#);
    assert_eq!(document["write_back"]["written"], json!([]));
    assert_eq!(document["manifest_changed"].as_array().unwrap().len(), 1);
    assert_eq!(place.read("attune.yaml"), before);
    let said = place.attune(&sim, &WRITE_BACK).exits(2).stdout;
    let (_, said) = said.split_once("Not written back:\n").unwrap();
    insta::assert_snapshot!(said, @r#"
      security level "Spare API": existence
        attune.yaml:21: securityLevels.spare: it is gone, and a block always wants its thing there, active or not. Apply makes it again; if it is to stay gone, take out the block and what refers to it.
      security level "Field Engineer": webServicesApi.allowImpersonation
        attune.yaml:6: impersonation.field.allow: a rule that chooses levels by their holders or names wants it. Change the rule, or accept the deviation for a time under `accept`.
      security level "Script API": Active
        attune.yaml:11: securityLevels.lead.active: something else than this line decides, such as a day that is over. Change the manifest by hand.
      security level "Script API": webServicesApi.resourceImpersonation.crm.contacts.add
        attune.yaml:16: securityLevels.lead.webServicesApi.resourceImpersonation.crm.contacts.add: a comment beside it would be lost. Make the change by hand, and see to the comment.
      Tess Turner <tess.turner@contoso.example>: Security Level
        attune.yaml:4: people.desk.securityLevel: the block means people by a choice, and only one of them holds another level. Name them under `except` of the block, or in a block of their own.

    What the manifest changed itself is left: `attune apply` carries it out.
    5 changed outside, 1 by the manifest.
    "#);
}

/// The same tenant, where somebody took a level away that nobody holds.
fn without_level(sim: &Sim, place: &Place, name: &str) -> Sim {
    let name = format!("\"name\":\"{name}\"");
    let left: Vec<String> = dump(sim)
        .into_iter()
        .filter(|line| !line.contains(&name))
        .collect();
    place.write("left/tenant.yaml", &(left.join("\n") + "\n"));
    Sim::start_with(&["--tenant", place.path("left/tenant.yaml").to_str().unwrap()])
}

#[test]
fn a_folder_is_changed_where_the_line_stands_and_a_failed_look_changes_nothing() {
    let sim = Sim::start();
    let place = Place::empty();
    let levels_file = "# levels\nsecurityLevels:\n  script: {name: Script API, copyOf: API User (system), active: true}\n";
    let users_file = "# users\napiUsers:\n  script:\n    firstName: Nightly\n    lastName: Script\n    \
                      email: script@contoso.example\n    securityLevel: script\n    customIntegration: Nightly\n    \
                      credentials: {to: {file: secrets/script.json}}\n";
    place.write("t/head.yaml", "attune: 1\ntenant: contoso\n");
    place.write("t/levels.yaml", levels_file);
    place.write("t/users.yaml", users_file);
    let apply = [&APPLY_HERE[..], &["-f", "t"]].concat();
    place.attune(&sim, &apply).exits(0);
    let name = json!({"op": "eq", "field": "firstName", "value": "Nightly"});
    let user = rows(&sim, "Resources", &name)[0]["id"].as_i64().unwrap();
    tell(&sim, "operator", &fields(user, json!({"lastName": "Job"})));
    let rename = json!({"do": "saveLevel", "level": levels(&sim)["Script API"], "name": "Job API", "active": null, "cells": {}});
    tell(&sim, "operator", &rename);

    let arguments = ["drift", "--write-back", "-f", "t"];
    let mut refused = place.command(Some(&sim), &arguments);
    Ran::of(refused.env("AUTOTASK_SECRET", "wrong")).exits(3);
    assert_eq!(place.read("t/levels.yaml"), levels_file);
    assert_eq!(place.read("t/users.yaml"), users_file);

    place.attune(&sim, &arguments).exits(2).says(&[
        "Written back: t/levels.yaml:3: securityLevels.script.name was \"Script API\", is \"Job API\"",
        "t/users.yaml:5: apiUsers.script.lastName was Script, is Job",
    ]);
    assert_eq!(place.read("t/head.yaml"), "attune: 1\ntenant: contoso\n");
    assert_eq!(
        place.read("t/levels.yaml"),
        levels_file.replace("Script API", "Job API")
    );
    assert_eq!(
        place.read("t/users.yaml"),
        users_file.replace("lastName: Script", "lastName: Job")
    );
    place.attune(&sim, &["drift", "-f", "t"]).exits(0);
    place
        .attune(&sim, &["drift", "--write-back", "--since-last", "-f", "t"])
        .exits(64);
}

#[test]
fn of_many_tenants_each_is_changed_for_itself() {
    let sim = Sim::start();
    let place = Place::with(
        "attune.workspace.yaml",
        "workspace: 1\ntenants: [tenants/contoso.yaml]\n",
    );
    let manifest = "attune: 1\ntenant: contoso\nsecurityLevels:\n  script: {name: Script API, copyOf: API User (system), active: true}\n";
    place.write("tenants/contoso.yaml", manifest);
    let apply = [&APPLY_HERE[..], &["--all"]].concat();
    place.attune(&sim, &apply).exits(0);
    let switch = json!({"do": "switchLevel", "level": levels(&sim)["Script API"], "active": false});
    tell(&sim, "operator", &switch);
    let ran = place
        .attune(&sim, &["drift", "--write-back", "--all"])
        .exits(2);
    ran.says(&["tenants/contoso.yaml:4: securityLevels.script.active was on, is off"]);
    assert_eq!(
        place.read("tenants/contoso.yaml"),
        manifest.replace("active: true", "active: false")
    );
    place.attune(&sim, &["drift", "--all"]).exits(0);
}
