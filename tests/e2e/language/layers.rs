//! Folders, baselines, overlays, and `attune explain`.

use crate::harness::Place;

/// A baseline with a lock, and an overlay that renames a level, drops an integration and adds another.
fn overlaid() -> Place {
    let place = Place::with(
        "baseline.yaml",
        "\
attune: 1
lock: [securityLevels.tasky-api.webServicesApi]
securityLevels:
  tasky-api:
    name: API User (with Impersonation)
    copyOf: API User (system)
    webServicesApi: {canLogin: true}
integrations:
  deskdirector:
    recipe: deskdirector
    with: {email: psa@contoso.example}
    leave: [resource-impersonation, contact-impersonation]
",
    );
    place.write(
        "tenants/contoso.yaml",
        "\
attune: 1
tenant: contoso
extends: ../baseline.yaml
drop: [integrations.deskdirector]
securityLevels:
  tasky-api: {name: Tasky}
integrations:
  tasky:
    recipe: tallman-tasky
    with: {email: psa@contoso.example, users: {emails: [\"*@contoso.example\"]}}
",
    );
    place
}

fn explained(place: &Place, at: &str) -> String {
    let arguments = ["explain", "-f", "tenants/contoso.yaml", at];
    place.attune_alone(&arguments).exits(0).stdout
}

#[test]
fn an_overlay_goes_above_its_baseline() {
    let place = overlaid();
    let ran = place
        .attune_alone(&["validate", "-f", "tenants/contoso.yaml"])
        .exits(0);
    assert_eq!(
        ran.stdout,
        "tenants/contoso.yaml is valid: tenant contoso, 2 security levels, 1 impersonation rule, 1 API user.\n"
    );
    insta::assert_snapshot!(explained(&place, "securityLevels.tasky-api.name"), @r"
    securityLevels.tasky-api.name
      wins        tenants/contoso.yaml:6:21  Tasky
      overridden  baseline.yaml:5:11         API User (with Impersonation)
    ");
    insta::assert_snapshot!(explained(&place, "integrations.deskdirector"), @"
    integrations.deskdirector
      dropped     tenants/contoso.yaml:4:8  drop
      part        baseline.yaml:9:3         {recipe: deskdirector, with: {email: psa@contoso.example}, leave: [resource-impersonation, contact-impersonation]}
    ");
}

#[test]
fn a_recipe_is_a_layer_with_its_own_places() {
    let place = overlaid();
    let at = "securityLevels.tasky.webServicesApi.resourceImpersonation.crm.accounts";
    insta::assert_snapshot!(explained(&place, &format!("{at}.view")), @"
    securityLevels.tasky.webServicesApi.resourceImpersonation.crm.accounts.view = true
      wins        recipes/tallman-tasky.yaml:32:17  [view] (at securityLevels.tasky.webServicesApi.resourceImpersonation.crm.accounts) (recipe tallman-tasky)
    ");
    insta::assert_snapshot!(explained(&place, "apiUsers.tasky.email"), @"
    apiUsers.tasky.email
      wins        tenants/contoso.yaml:10:19  psa@contoso.example (recipe tallman-tasky)
    ");
    insta::assert_snapshot!(explained(&place, "securityLevels.tasky.webServicesApi.resourceImpersonation.projects.taskNotes.delete"), @"
    securityLevels.tasky.webServicesApi.resourceImpersonation.projects.taskNotes.delete = false
      wins        recipes/tallman-tasky.yaml:33:73  [view, add, edit] (at securityLevels.tasky.webServicesApi.resourceImpersonation.projects.taskNotes) (recipe tallman-tasky)
    ");
}

#[test]
fn a_place_is_written_as_set_takes_it() {
    let text =
        "attune: 1\ntenant: contoso\npolicy:\n  people: {boss@contoso.example: {protect: true}}\n";
    let place = Place::with("attune.yaml", text);
    for key in ["boss@contoso.example", "\"boss@contoso.example\""] {
        let at = format!("policy.people.{key}.protect");
        let explained = place.attune_alone(&["explain", &at]).exits(0).stdout;
        insta::allow_duplicates! {
            insta::assert_snapshot!(explained, @r"
            policy.people.boss@contoso.example.protect
              wins        attune.yaml:4:44  true
            ");
        }
    }
    let ran = place.attune_alone(&["explain", "policy..people"]).exits(64);
    assert_eq!(
        ran.stderr,
        "error: the path: 1:8: a key is missing here\n\
         hint: write `levels.helpdesk.emails[0]`; keys that hold dots or brackets go in quotes\n"
    );
}

#[test]
fn what_no_layer_names_is_not_managed() {
    insta::assert_snapshot!(explained(&overlaid(), "securityLevels.tasky-api.active"), @r"
    securityLevels.tasky-api.active
      No layer says anything here: attune does not manage it.
    ");
}

#[test]
fn a_lock_is_shown_and_holds() {
    let place = overlaid();
    insta::assert_snapshot!(explained(&place, "securityLevels.tasky-api.webServicesApi.canLogin"), @r"
    securityLevels.tasky-api.webServicesApi.canLogin = true
      wins        baseline.yaml:7:32  true
      locked      baseline.yaml:2:8
    ");
    place.edit(
        "tenants/contoso.yaml",
        "{name: Tasky}",
        "{name: Tasky, webServicesApi: {canLogin: false}}",
    );
    let ran = place
        .attune_alone(&["validate", "-f", "tenants/contoso.yaml"])
        .exits(1);
    insta::assert_snapshot!(ran.stderr, @"
    error[locked]: `securityLevels.tasky-api.webServicesApi` is locked and cannot be changed here
     --> tenants/contoso.yaml:6:55
      |
    6 |   tasky-api: {name: Tasky, webServicesApi: {canLogin: false}}
      |                                                       ^^^^^ changes it
      |
     ::: baseline.yaml:2:8
      |
    2 | lock: [securityLevels.tasky-api.webServicesApi]
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ locked here
      |
     ::: baseline.yaml:7:5
      |
    7 |     webServicesApi: {canLogin: true}
      |     ^^^^^^^^^^^^^^ its value
      |
      = help: remove this, or have the lock removed where it stands
    error: the manifest is not valid: 1 error
    ");
}

#[test]
fn a_folder_is_read_as_one_file() {
    let place = Place::with("attune.yaml", "attune: 1\ntenant: contoso\n");
    place.write(
        "levels.yml",
        "securityLevels:\n  a: {name: A, copyOf: API User (system), webServicesApi: {canLogin: true}}\n",
    );
    place.write(
        "people.yaml",
        "people:\n  a: {who: {emails: [a@contoso.example]}, securityLevel: Helpdesk}\n",
    );
    let valid = ". is valid: tenant contoso, 1 security level, 1 assignment.\n";
    assert_eq!(
        place.attune_alone(&["validate", "-f", "."]).exits(0).stdout,
        valid
    );
    // What editors leave, hidden files, other files and folders are not part of it.
    for name in [
        "levels.yml~",
        ".levels.yml.swp",
        ".#levels.yml",
        "#levels.yml#",
        "4913",
        ".hidden.yaml",
        "levels.yml.bak",
        "more/levels.yaml",
        "README.md",
    ] {
        place.write(name, "no: [manifest");
    }
    assert_eq!(
        place.attune_alone(&["validate", "-f", "."]).exits(0).stdout,
        valid
    );
    insta::assert_snapshot!(
        place.attune_alone(&["explain", "-f", ".", "securityLevels.a.name"]).exits(0).stdout,
        @r"
    securityLevels.a.name
      wins        levels.yml:2:13  A
    "
    );
    // A key that two of its files have is shown at both.
    place.write(
        "again.yaml",
        "tenant: contoso\nsecurityLevels:\n  a: {name: B}\n",
    );
    let ran = place.attune_alone(&["validate", "-f", "."]).exits(1);
    insta::assert_snapshot!(ran.stderr, @"
    error[duplicate-key]: `name` stands in two files, with two values
     --> levels.yml:2:7
      |
    2 |   a: {name: A, copyOf: API User (system), webServicesApi: {canLogin: true}}
      |       ^^^^ another value
      |
     ::: again.yaml:3:7
      |
    3 |   a: {name: B}
      |       ^^^^ first here
      |
      = help: keep it in one of the two files: the files of a folder are one manifest
    error: the manifest is not valid: 1 error
    ");
}
