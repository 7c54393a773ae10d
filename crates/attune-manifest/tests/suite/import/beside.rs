//! What stands beside a recipe, and what keeps it from being recognised.

use std::collections::BTreeMap;

use attune_model::catalogue;
use attune_model::{CellValue, Scope};

use super::{read, set, tenant, written};

const ZENCONTRACT: &str = "integrations: {z: {recipe: zencontract, with: {email: z@contoso.example, integration-vendor: ZenContract - Contracts}}}\n";
const TIMEZEST: &str = "integrations: {t: {recipe: timezest, with: {email: t@contoso.example, password-never-expires: true}}}\n";
const DESKDIRECTOR: &str = "integrations: {d: {recipe: deskdirector, with: {email: d@contoso.example}, leave: [resource-impersonation, contact-impersonation]}}\n";

#[test]
fn what_the_recipe_does_not_say_stands_beside_it() {
    let mut portrait = tenant(TIMEZEST).unwrap();
    set(
        &mut portrait,
        "contracts.objects.contracts.view",
        &CellValue::Scope(Scope::All),
    );
    set(
        &mut portrait,
        "admin.features.kaseyaIntegrations",
        &CellValue::Flag(true),
    );
    for user in portrait.api_users.values_mut() {
        user.resource.active = false;
        user.location = Some("Headquarters".to_owned());
        user.protected_data = Some([].into());
    }
    let (text, _) = written(&portrait);
    insta::assert_snapshot!(text, @"
    attune: 1
    tenant: contoso

    integrations:
      timezest:
        recipe: timezest
        with: {email: t@contoso.example, password-never-expires: true}

    securityLevels:
      timezest:
        active: true
        contracts: {objects: {contracts: {view: All}}}
        admin: {features: {kaseyaIntegrations: true}}

    apiUsers:
      timezest:
        active: false
        primaryInternalLocation: Headquarters
        protectedData: []
    ");
}

#[test]
fn a_recipe_that_takes_everything_else_away_says_that_of_every_cell() {
    let mut portrait = tenant(ZENCONTRACT).unwrap();
    assert!(written(&portrait).0.contains("recipe: zencontract\n"));
    set(
        &mut portrait,
        "serviceDesk.objects.tickets.view",
        &CellValue::Scope(Scope::All),
    );
    assert!(!written(&portrait).0.contains("recipe"));
}

#[test]
fn what_the_guide_leaves_open_may_be_anything() {
    // It takes everything away that it does not name, and names nothing of CRM.
    let lines = "integrations: {a: {recipe: adaptive-catalog, with: {email: a@contoso.example, integration-vendor: Adaptive}, leave: [crm, inventory, reports, admin, web-services-api]}}\n";
    let mut portrait = tenant(lines).unwrap();
    set(
        &mut portrait,
        "crm.access.customerCancelation",
        &CellValue::Scope(Scope::All),
    );
    insta::assert_snapshot!(written(&portrait).0, @r"
    attune: 1
    tenant: contoso

    integrations:
      adaptive-catalog:
        recipe: adaptive-catalog
        with: {email: a@contoso.example, integration-vendor: Adaptive}
        leave: [inventory, reports, admin, web-services-api]

    securityLevels:
      adaptive-catalog:
        active: true
        crm: {access: {customerCancelation: All}}

    apiUsers:
      adaptive-catalog:
        active: true
    ");
    set(
        &mut portrait,
        "serviceDesk.objects.tickets.view",
        &CellValue::Scope(Scope::All),
    );
    assert!(!written(&portrait).0.contains("recipe"));
}

#[test]
fn a_cell_that_differs_makes_plain_blocks() {
    let mut portrait = tenant(ZENCONTRACT).unwrap();
    set(
        &mut portrait,
        "contracts.objects.contracts.add",
        &CellValue::Flag(false),
    );
    let (text, _) = written(&portrait);
    assert!(!text.contains("recipe"), "{text}");
    assert!(
        text.contains("securityLevels:\n  api-user-zencontract:\n"),
        "{text}"
    );
    assert!(
        text.contains("apiUsers:\n  zencontract-integration:\n"),
        "{text}"
    );
}

#[test]
fn a_page_that_was_seen_whole_is_managed_whole() {
    let mut portrait = tenant(DESKDIRECTOR).unwrap();
    for spec in catalogue::cells().filter(|spec| spec.on.includes(true)) {
        let value = if spec.path.starts_with("crm.") {
            spec.kind.full()
        } else {
            spec.kind.nothing()
        };
        set(
            &mut portrait,
            spec.path,
            &value.unwrap_or(CellValue::Number(5)),
        );
    }
    // The gaps of the guide are filled by what was seen, so none is left.
    let (text, _) = written(&portrait);
    insta::assert_snapshot!(text, @"
    attune: 1
    tenant: contoso

    integrations:
      deskdirector:
        recipe: deskdirector
        with: {email: d@contoso.example}

    securityLevels:
      deskdirector:
        active: true
        baseline: none
        crm: all

    apiUsers:
      deskdirector:
        active: true
    ");
    let levels = read(&text).unwrap().desired.security_levels;
    let managed = levels.values().flat_map(|level| &level.cells);
    let seen = portrait.levels.values().flat_map(|level| &level.content);
    let seen: BTreeMap<_, _> = seen.flat_map(|content| &content.cells).collect();
    assert!(
        managed
            .clone()
            .all(|(id, value)| seen.get(id) == Some(&value))
    );
    // What has one possible value only, and a number whose box is off, cannot be managed.
    assert_eq!((managed.count(), seen.len()), (135, 140));
}

#[test]
fn an_optional_part_is_given_where_all_of_it_was_seen() {
    let mut portrait = tenant(TIMEZEST).unwrap();
    let with = "    with: {email: t@contoso.example, password-never-expires: true}\n";
    assert!(written(&portrait).0.contains(with));
    set(
        &mut portrait,
        "other.settings.passwordNeverExpires",
        &CellValue::Flag(false),
    );
    insta::assert_snapshot!(written(&portrait).0, @"
    attune: 1
    tenant: contoso

    integrations:
      timezest:
        recipe: timezest
        with: {email: t@contoso.example}

    securityLevels:
      timezest:
        active: true
        other: {settings: {passwordNeverExpires: false}}

    apiUsers:
      timezest:
        active: true
    ");
}

#[test]
fn what_nobody_looked_at_is_not_recognised() {
    let mut portrait = tenant(TIMEZEST).unwrap();
    for level in portrait.levels.values_mut() {
        level.content = None;
    }
    assert!(!written(&portrait).0.contains("recipe"));

    let mut portrait = tenant(TIMEZEST).unwrap();
    for user in portrait.api_users.values_mut() {
        user.tracking = None;
    }
    assert!(!written(&portrait).0.contains("recipe"));
}

#[test]
fn fields_of_the_form_that_the_recipe_names_must_have_been_seen() {
    let lines = "integrations: {c: {recipe: cytracom, with: {email: c@contoso.example}}}\n";
    let mut portrait = tenant(lines).unwrap();
    assert!(written(&portrait).0.contains("recipe: cytracom\n"));
    for user in portrait.api_users.values_mut() {
        user.form.clear();
    }
    assert!(!written(&portrait).0.contains("recipe"));
}

#[test]
fn a_name_that_differs_is_another_api_user() {
    let mut portrait = tenant(TIMEZEST).unwrap();
    for user in portrait.api_users.values_mut() {
        "Scheduling".clone_into(&mut user.resource.last_name);
    }
    assert!(!written(&portrait).0.contains("recipe"));
}
