//! Recipes that agree and cannot be used, and those of one's own.

use attune_model::CellValue;

use super::{portrait, set, tenant, written, written_in};
use crate::recipes::with_recipe;

const TASKY: &str = "integrations: {t: {recipe: tallman-tasky, with: {email: t@contoso.example, users: {emails: [\"*@contoso.example\"]}}}}\n";

#[test]
fn a_recipe_that_needs_to_know_whom_it_acts_as_is_named_above_the_blocks() {
    insta::assert_snapshot!(written(&tenant(TASKY).unwrap()).0, @"
    attune: 1
    tenant: contoso

    securityLevels:
      # like recipe tallman-tasky: attune recipes show tallman-tasky
      api-user-with-impersonation:
        name: API User (with Impersonation)
        active: true
        apiOnly: true
        webServicesApi:
          canLogin: true
          resourceImpersonation:
            crm: {accounts: [view], contacts: [view], opportunitiesAndQuotes: [view]}
            projects: {projects: [view], projectNotes: [view, add, edit], taskNotes: [view, add, edit]}
            serviceDesk:
              tickets: [view, add, edit, delete]
              ticketNotes: [view, add, edit, delete]
              serviceCalls: [view, add, edit, delete]
            otherShared:
              attachments: [view, add, edit, delete]
              timeEntries: [view, add, edit, delete]

    apiUsers:
      # like recipe tallman-tasky: attune recipes show tallman-tasky
      tasky-integration:
        firstName: Tasky
        lastName: Integration
        email: t@contoso.example
        active: true
        securityLevel: api-user-with-impersonation
        integrationVendor: Tallman.io - Tasky
    ");
}

#[test]
fn a_cell_that_differs_is_not_like_it() {
    let mut portrait = tenant(TASKY).unwrap();
    set(
        &mut portrait,
        "webServicesApi.canLogin",
        &CellValue::Flag(false),
    );
    assert!(!written(&portrait).0.contains("recipe"));
}

/// A recipe with this API user and a level on which the other two cells stand.
fn recipe(first_name: &str, vendor: &str) -> String {
    format!(
        "parameters:
  email: {{type: email, what: E.}}
  vendor: {{type: text, optional: true, what: V.}}
  first: {{type: text, default: Acme, what: F.}}
  label: {{type: text, optional: true, what: L.}}
manifest:
  securityLevels:
    <handle>: {{name: Acme, copyOf: API User (system), extra: {{Service Desk: {{Row: {{View: <label>}}}}}}}}
  apiUsers:
    <handle>:
      firstName: {first_name}
      lastName: Desk
      email: <email>
      securityLevel: <handle>
      integrationVendor: {vendor}
      credentials: {{to: {{file: <credentials>}}}}
"
    )
}

const ACME: &str = "integrations: {x: {recipe: acme, with: {email: a@contoso.example, vendor: Acme - Desk, label: All}}}\n";

#[test]
fn recipes_beside_the_manifest_are_recognised_too() {
    let files = with_recipe(&recipe("Acme", "<vendor>"), ACME).unwrap();
    let seen = portrait(&files.load("attune.yaml").unwrap().desired);
    insta::assert_snapshot!(written_in(&files.path(""), &seen).0, @"
    attune: 1
    tenant: contoso

    integrations:
      acme:
        recipe: acme
        with: {email: a@contoso.example, label: All, vendor: Acme - Desk}

    securityLevels:
      acme:
        active: true

    apiUsers:
      acme:
        active: true
    ");
    assert!(!written(&seen).0.contains("recipe"));
}

#[test]
fn a_recipe_that_names_neither_vendor_nor_name_fits_nobody() {
    for (first_name, vendor, recognised) in [
        ("<first>", "<vendor>", true),
        ("<label>", "Acme - Desk", true),
        ("<label>", "<vendor>", false),
    ] {
        let lines = recipe(first_name, vendor);
        let files = with_recipe(&lines, ACME).unwrap();
        let seen = portrait(&files.load("attune.yaml").unwrap().desired);
        let text = written_in(&files.path(""), &seen).0;
        assert_eq!(
            text.contains("recipe: acme\n"),
            recognised,
            "{first_name} {vendor}\n{text}"
        );
    }
}
