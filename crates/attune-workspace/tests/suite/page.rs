//! The page and the schema say what is read.
#![cfg(test)]

use std::fs;
use std::path::PathBuf;

use attune_manifest::schema::to_text;
use attune_workspace::{rules, schema};
use jsonschema::Validator;
use serde_json::Value;

use crate::folder::Folder;

fn read(path: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft7::new(&schema::workspace()).unwrap()
}

/// What the schema says of a text, one complaint a line.
fn complaints(yaml: &str) -> String {
    let value: Value = serde_saphyr::from_str(yaml).unwrap();
    let validator = validator();
    let errors = validator.iter_errors(&value);
    let mut lines: Vec<String> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    lines.sort();
    lines.join("\n")
}

/// The blocks of a Markdown file that are parts of workspaces.
fn blocks(markdown: &str) -> Vec<&str> {
    let blocks = markdown.split("```yaml\n").skip(1);
    let blocks = blocks.filter_map(|rest| Some(rest.split_once("```")?.0));
    // That of a simulated fleet is no workspace.
    blocks
        .filter(|block| !block.starts_with("# fleet.yaml"))
        .collect()
}

#[test]
fn the_schema_is_fresh() {
    let fresh = schema::workspace();
    jsonschema::draft7::meta::validate(&fresh).unwrap();
    assert!(
        read("schemas/workspace.v1.json") == to_text(&fresh),
        "schemas/workspace.v1.json is stale: cargo run -p attune-workspace --example workspace_schema -- schemas"
    );
}

#[test]
fn the_schema_takes_what_is_read() {
    assert_eq!(complaints(include_str!("../full.yaml")), "");
}

#[test]
fn the_blocks_of_the_page_are_valid() {
    let page = read("docs/workspace.md");
    let blocks = blocks(&page);
    assert!(blocks.len() > 3, "{}", blocks.len());
    for block in blocks {
        let head = if block.contains("workspace: 1") {
            String::new()
        } else {
            "workspace: 1\ntenants: [\"tenants/*/attune.yaml\"]\ngroups: {pilot: {tenants: [contoso]}}\n".to_owned()
        };
        let text = if block.starts_with("groups:") {
            head.replace("groups: {pilot: {tenants: [contoso]}}\n", "") + block
        } else {
            head + block
        };
        assert_eq!(complaints(&text), "", "{text}");
        let folder = Folder::of(&[], &text);
        for tenant in ["contoso", "fabrikam", "old-acme"] {
            let manifest = format!("attune: 1\ntenant: {tenant}\n");
            folder.write(&format!("tenants/{tenant}/attune.yaml"), &manifest);
        }
        folder.write("legacy.yaml", "attune: 1\ntenant: legacy\n");
        folder.write("baselines/common.yaml", "attune: 1\n");
        folder.write("baselines/pilot.yaml", "attune: 1\n");
        assert_eq!(folder.wrong(), "valid", "{text}");
    }
}

#[test]
fn the_page_lists_the_rules() {
    let page = read("docs/workspace.md");
    for rule in rules() {
        let row = format!("| `{}` | {} |", rule.id, rule.summary);
        assert!(page.contains(&row), "{row}");
    }
}

#[test]
fn the_schema_refuses_what_is_not_read() {
    let head = "workspace: 1\ntenants: [a.yaml]\n";
    let said: Vec<String> = [
        "tenant: a",
        "groups: {Pilot: {tenants: [a]}}",
        "groups: {pilot: {}}",
        "groups: {pilot: {tenants: [a], window: {days: [saturday]}}}",
        "groups: {pilot: {tenants: [a], window: {from: \"25:00\", timeZone: UTC}}}",
        "budgets: {threads: 4}",
        "hold: true",
        "notices: [{}]",
        "notices: [{slack: {url: \"https://a.example\"}}]",
        "notices: [{slack: {url: {env: A}}, teams: {url: {env: A}}}]",
        "notices: [{mail: {server: a, from: a@b.example, to: [], user: {env: A}}}]",
        "notices: [{ticket: {company: -1}}]",
    ]
    .into_iter()
    .map(|rest| complaints(&format!("{head}{rest}\n")))
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    : Additional properties are not allowed ('tenant' was unexpected)
    /groups: "Pilot" does not match "^[a-z0-9][a-z0-9-]{0,63}$"
    /groups/pilot: "tenants" is a required property
    /groups/pilot/window/days/0: "saturday" is not one of "mon", "tue" or 5 other candidates
    /groups/pilot/window: "timeZone" is a required property
    /groups/pilot/window/from: "25:00" does not match "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"
    /budgets/threads: 4 is greater than the maximum of 3
    /hold: true is not of type "string"
    /notices/0: {} is not valid under any of the schemas listed in the 'oneOf' keyword
    /notices/0/slack/url: "https://a.example" is not of type "object"
    /notices/0: {"slack":{"url":{"env":"A"}},"teams":{"url":{"env":"A"}}} is valid under more than one of the schemas listed in the 'oneOf' keyword
    /notices/0/mail/to: [] has less than 1 item
    /notices/0/mail: "password" is a required property
    /notices/0/ticket/company: -1 is less than the minimum of 0
    /notices/0/ticket: "connection" is a required property
    /notices/0/ticket: "doneStatus" is a required property
    /notices/0/ticket: "priority" is a required property
    /notices/0/ticket: "status" is a required property
    "#);
}
