//! The examples of the documentation are valid.

use std::fs;
use std::path::PathBuf;

use super::rules;
use crate::layers::folder;

fn document(name: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join("docs").join(name)).ok()
}

/// The YAML of a document, block by block.
fn blocks(text: &str) -> Vec<String> {
    text.split("```yaml\n")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once("```")?.0.to_owned()))
        .collect()
}

#[test]
fn the_recipe_of_the_document_is_a_recipe() {
    let recipe = blocks(&document("recipes.md").unwrap()).remove(0);
    let files = folder(&[
        ("recipes/acme-desk.yaml", &recipe),
        (
            "attune.yaml",
            "attune: 1
tenant: contoso
integrations:
  acme:
    recipe: acme-desk
    with: {email: psa@contoso.example, users: {emails: [\"*@contoso.example\"]}, webhooks: 3}
    leave: [crm-objects]
",
        ),
    ])
    .unwrap();
    assert_eq!(files.wrong("attune.yaml"), "valid");
}

#[test]
fn the_baseline_and_the_overlay_of_the_document_go_together() {
    let blocks = blocks(&document("manifest.md").unwrap());
    let baseline = blocks
        .iter()
        .find(|block| block.starts_with("# baseline.yaml"))
        .unwrap();
    let overlay = blocks
        .iter()
        .find(|block| block.starts_with("# contoso.yaml"))
        .unwrap();
    let baseline =
        format!("{baseline}integrations: {{deskdirector: {{recipe: deskdirector, with: {{}}}}}}\n");
    let files = folder(&[
        ("baseline.yaml", &baseline),
        ("sites/contoso.yaml", overlay),
    ])
    .unwrap();
    assert_eq!(files.wrong("sites/contoso.yaml"), "valid");
}

#[test]
fn each_section_of_the_document_is_valid() {
    let text = document("manifest.md").unwrap();
    let mut wrong = Vec::new();
    for block in blocks(&text) {
        if block.starts_with('#') {
            continue;
        }
        // What another section declares.
        let with = "securityLevels: {tasky-api: {name: N, copyOf: API User (system), admin: {features: {kaseyaIntegrations: true}}}, helpdesk: {name: Helpdesk level}}\n";
        let user = "apiUsers: {tasky: {firstName: T, lastName: I, email: t@contoso.example, securityLevel: tasky-api, credentials: {to: {file: t.json}}}}\n";
        let mut lines = block.clone();
        if !block.contains("securityLevels:\n  tasky-api") {
            lines.push_str(with);
        }
        if !block.contains("apiUsers:\n  tasky:") {
            lines.push_str(user);
        }
        wrong.extend(rules(&lines));
    }
    assert_eq!(wrong, Vec::<String>::new());
}
