//! What no line of a manifest says.

use serde_json::json;

use super::{TESS, WRITE_BACK, capture, here, left, levels, save};
use crate::harness::{APPLY_HERE, Place, Sim, dump, tell};

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
    let flag = json!({"webServicesApi.allowImpersonation": false});
    tell(&sim, "operator", &save(&json!(53), &flag));
    let add = json!({"webServicesApi.resourceImpersonation.crm.contacts.add": false});
    tell(&sim, "operator", &save(&levels["Script API"], &add));
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
