//! Manifests that are valid, and what they ask for.

use std::path::PathBuf;

use attune_manifest::Reference;
use attune_model::{CellId, CellValue, RuleLevels, SystemLevelPolicy};

use crate::{FULL, read};

/// What the full manifest asks for, as JSON.
const FULL_DESIRED: &str = include_str!("../manifests/full.json");

/// The cells of the only level of a manifest, a copy of `base`, with these lines as its sections.
fn cells(base: &str, sections: &str) -> Vec<(String, CellValue)> {
    let text = format!(
        "attune: 1\ntenant: contoso\nsecurityLevels:\n  level:\n    name: Level\n    copyOf: {base}\n{sections}"
    );
    let levels = read(&text).map(|manifest| manifest.desired.security_levels);
    levels
        .into_iter()
        .flatten()
        .flat_map(|(_, level)| level.cells)
        .map(|(id, value)| (id.to_string(), value))
        .collect()
}

fn flags(prefix: &str, values: &[(&str, bool)]) -> Vec<(String, CellValue)> {
    values
        .iter()
        .map(|(name, flag)| (format!("{prefix}.{name}"), CellValue::Flag(*flag)))
        .collect()
}

#[test]
fn everything() {
    let manifest = read(FULL).unwrap();
    let expected: serde_json::Value = serde_json::from_str(FULL_DESIRED).unwrap();
    assert_eq!(serde_json::to_value(&manifest.desired).unwrap(), expected);
}

#[test]
fn the_connection_is_given_by_references() {
    let connection = read(FULL).unwrap().connection;
    assert_eq!(
        connection.user_name,
        Reference::Environment("CONTOSO_USERNAME".to_owned())
    );
    assert_eq!(
        connection.secret,
        Reference::File(PathBuf::from("/run/secrets/autotask"))
    );
    assert_eq!(
        connection.integration_code,
        Reference::Environment("AUTOTASK_INTEGRATION_CODE".to_owned())
    );
}

#[test]
fn the_smallest_manifest_manages_nothing() {
    let manifest = read("attune: 1\ntenant: contoso").unwrap();
    assert_eq!(manifest.desired.tenant.as_str(), "contoso");
    assert!(manifest.desired.security_levels.is_empty());
    assert!(manifest.warnings.is_empty());
}

#[test]
fn system_levels_are_refused_unless_said_otherwise() {
    let text = "attune: 1\ntenant: contoso\nimpersonation:\n  all:\n    allow: true\n    levelsHeldBy: {emails: [\"*\"]}\n";
    let rules = read(text).unwrap().desired.impersonation;
    let rule = rules.values().next().unwrap();
    assert_eq!(rule.system_levels, SystemLevelPolicy::Refuse);
    assert_eq!(rule.can_login, None);
    let RuleLevels::HeldBy(people) = &rule.levels else {
        panic!("by name");
    };
    assert_eq!(people.active, None);
}

#[test]
fn a_list_is_the_complete_row() {
    let row = "webServicesApi.resourceImpersonation.serviceDesk.tickets";
    let cells = cells(
        "API User (system)",
        "    webServicesApi: {resourceImpersonation: {serviceDesk: {tickets: [view, edit]}}}\n",
    );
    let expected = flags(
        row,
        &[
            ("add", false),
            ("delete", false),
            ("edit", true),
            ("view", true),
        ],
    );
    assert_eq!(cells, expected);
}

#[test]
fn an_empty_list_clears_the_row() {
    let row = "webServicesApi.contactImpersonation.tickets";
    let cells = cells(
        "API User (system)",
        "    webServicesApi: {contactImpersonation: {tickets: []}}\n",
    );
    assert_eq!(cells, flags(row, &[("add", false)]));
}

#[test]
fn a_map_manages_what_it_names() {
    let row = "webServicesApi.resourceImpersonation.serviceDesk.tickets";
    let cells = cells(
        "API User (system)",
        "    webServicesApi: {resourceImpersonation: {serviceDesk: {tickets: {view: true, add: false}}}}\n",
    );
    assert_eq!(cells, flags(row, &[("add", false), ("view", true)]));
}

#[test]
fn all_ticks_every_box_below() {
    let ticked = cells(
        "API User (system)",
        "    webServicesApi: {resourceImpersonation: all}\n",
    );
    let below =
        attune_model::catalogue::cells_below("webServicesApi.resourceImpersonation").count();
    assert_eq!(ticked.len(), below);
    assert!(
        ticked
            .iter()
            .all(|(_, value)| *value == CellValue::Flag(true))
    );
}

#[test]
fn none_clears_boxes_and_leaves_numbers() {
    let cells = cells("API User (system)", "    other: {webhooks: none}\n");
    assert_eq!(cells, flags("other.webhooks", &[("canCreate", false)]));
}

#[test]
fn a_level_with_an_unknown_base_may_have_any_setting() {
    let cells = cells(
        "Somebody's level",
        "    webServicesApi: {allowImpersonation: true, contactImpersonation: none}\n",
    );
    let id = CellId::new("webServicesApi.allowImpersonation").to_string();
    assert_eq!(cells.len(), 6);
    assert_eq!(cells.first(), Some(&(id, CellValue::Flag(true))));
}

#[test]
fn line_breaks_and_a_byte_order_mark_make_no_difference() {
    let windows = format!("\u{feff}{}", FULL.replace('\n', "\r\n"));
    assert_eq!(read(&windows).unwrap().desired, read(FULL).unwrap().desired);
}
