//! What a guide leaves open is filled or left.

use super::with_recipe;

const RECIPE: &str = "manifest:
  securityLevels: {<handle>: {name: A, copyOf: API User (system)}}
gaps:
  desk: {what: Which tickets., at: [securityLevels.<handle>.webServicesApi.resourceImpersonation.serviceDesk.tickets, securityLevels.<handle>.serviceDesk]}
";

fn gaps(rest: &str) -> Vec<String> {
    let manifest = format!("integrations: {{x: {{recipe: acme{rest}");
    with_recipe(RECIPE, &manifest).map_or_else(
        |error| vec![error.to_string()],
        |files| files.rules("attune.yaml"),
    )
}

#[test]
fn an_open_gap_is_an_error_where_the_recipe_is_named() {
    assert_eq!(gaps("}}\n"), ["recipe-gap attune.yaml:3:28"]);
}

#[test]
fn it_can_be_left() {
    assert!(gaps(", leave: [desk]}}\n").is_empty());
    assert_eq!(
        gaps(", leave: [desc]}}\n"),
        ["recipe-gap attune.yaml:3:28", "recipe-gap attune.yaml:3:42"]
    );
}

#[test]
fn it_is_filled_at_its_place_below_it_and_around_it() {
    let level = |level: &str| gaps(&format!("}}}}\nsecurityLevels: {{x: {{{level}}}}}\n"));
    let none: [&str; 0] = [];
    for filled in [
        "webServicesApi: {resourceImpersonation: {serviceDesk: {tickets: []}}}",
        "webServicesApi: {resourceImpersonation: {serviceDesk: {tickets: {view: true}}}}",
        "webServicesApi: {resourceImpersonation: {serviceDesk: all}}",
        "webServicesApi: {resourceImpersonation: {serviceDesk: {\"*\": none}}}",
        "webServicesApi: {\"*\": none, resourceImpersonation: {serviceDesk: {ticketNotes: [view]}}}",
        "serviceDesk: {settings: {canAdministerTags: true}}",
        "baseline: none",
    ] {
        assert_eq!(level(filled), none, "{filled}");
    }
    for open in [
        "webServicesApi: {canLogin: true}",
        "webServicesApi: {resourceImpersonation: {serviceDesk: {ticketNotes: [view]}}}",
        "serviceDesk: {}",
        "baseline: copy",
        "expires: 2026-12-31",
    ] {
        assert_eq!(level(open), ["recipe-gap attune.yaml:3:28"], "{open}");
    }
}

#[test]
fn another_integration_does_not_fill_it() {
    let other = "}, y: {recipe: acme, leave: [desk]}}\nsecurityLevels: {y: {serviceDesk: all}}\n";
    let rules = gaps(other);
    // Two levels of one name as well.
    assert!(
        rules.contains(&"recipe-gap attune.yaml:3:28".to_owned()),
        "{rules:?}"
    );
}
