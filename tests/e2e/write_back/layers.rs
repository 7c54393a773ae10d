//! What a baseline, a recipe, a parameter of it say, and what is locked.

use serde_json::{Value, json};

use super::{capture, fields, left, levels, save, user_named};
use crate::harness::{APPLY_HERE, Place, Sim, tell};

/// A manifest that says nothing itself, a baseline with a lock, a recipe with a parameter.
const ABOVE: &str = "\
# ours
attune: 1
tenant: contoso
extends: baseline.yaml

integrations:
  desk: {recipe: ./desk.yaml, with: {email: desk@contoso.example}} # vendor
";
const BASELINE: &str = "\
attune: 1
lock: [securityLevels.script.other]
securityLevels:
  script:
    name: Script API
    copyOf: API User (system)
    other: {webhooks: {canCreate: false}}
    webServicesApi: {resourceImpersonation: {crm: {accounts: [view]}, serviceDesk: none}}
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
  securityLevels:
    <handle>:
      name: Desk API
      copyOf: API User (system)
      webServicesApi: {resourceImpersonation: {serviceDesk: {tickets: [view]}}}
  apiUsers:
    <handle>:
      firstName: Desk
      lastName: App
      email: <email>
      securityLevel: <handle>
      customIntegration: Desk
      credentials: {to: {file: <credentials>}}
";

/// Changes something of everything that the layers below say.
fn change_what_layers_say(sim: &Sim) {
    let levels = levels(sim);
    let right = |cell: &str| format!("webServicesApi.resourceImpersonation.{cell}");
    let (add, view, edit) = (
        right("crm.accounts.add"),
        right("serviceDesk.tickets.view"),
        right("serviceDesk.tickets.edit"),
    );
    let script = json!({add: true, &view: true, "other.webhooks.canCreate": true});
    tell(sim, "operator", &save(&levels["Script API"], &script));
    let desk = json!({view: false, edit: true});
    tell(sim, "operator", &save(&levels["Desk API"], &desk));
    let user = json!({"lastName": "Application", "email": "app@contoso.example"});
    tell(sim, "operator", &fields(user_named(sim, "Desk"), &user));
}

/// Every line that was written, `file:line: place: was -> is above what`.
fn written(document: &Value) -> Vec<String> {
    let written = document["write_back"]["written"].as_array().unwrap();
    let line = |one: &Value| {
        let text = |key: &str| one[key].as_str().unwrap_or("-").to_owned();
        let [file, place, was, is, overrides] =
            ["file", "place", "was", "is", "overrides"].map(text);
        format!(
            "{file}:{}: {place}: {was} -> {is} above {overrides}",
            one["line"]
        )
    };
    written.iter().map(line).collect()
}

#[test]
fn what_layers_below_say_is_said_above_them() {
    let (sim, place) = (Sim::start(), Place::with("attune.yaml", ABOVE));
    place.write("baseline.yaml", BASELINE);
    place.write("desk.yaml", RECIPE);
    place.attune(&sim, &APPLY_HERE).exits(0);
    change_what_layers_say(&sim);
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
    assert_eq!(place.read("baseline.yaml"), BASELINE);
    assert_eq!(place.read("desk.yaml"), RECIPE);
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
    insta::assert_snapshot!(written(&document).join("\n"), @"
    attune.yaml:14: securityLevels.desk.webServicesApi.resourceImpersonation.serviceDesk.tickets.edit: off -> on above desk.yaml:13
    attune.yaml:14: securityLevels.desk.webServicesApi.resourceImpersonation.serviceDesk.tickets.view: on -> off above -
    attune.yaml:19: securityLevels.script.webServicesApi.resourceImpersonation.crm.accounts.add: off -> on above baseline.yaml:8
    attune.yaml:20: securityLevels.script.webServicesApi.resourceImpersonation.serviceDesk.tickets.view: off -> on above baseline.yaml:8
    attune.yaml:7: integrations.desk.with.email: desk@contoso.example -> app@contoso.example above -
    attune.yaml:24: apiUsers.desk.lastName: App -> Application above desk.yaml:17
    ");
    // What is locked is still there, and nothing else.
    place
        .attune(&sim, &["drift"])
        .exits(2)
        .says(&["1 changed outside, 0 by the manifest."]);
}
