//! Where recipes are found, and where their mistakes are told.

use super::{head, with_recipe};
use crate::layers::folder;

const NAMED: &str =
    "manifest: {securityLevels: {<handle>: {name: NAME, copyOf: API User (system)}}}\n";

fn name_of_level(files: &crate::layers::Folder) -> String {
    match files.load("attune.yaml") {
        Ok(manifest) => {
            let levels = manifest.desired.security_levels.values();
            levels.map(|level| level.name.to_string()).collect()
        }
        Err(_) => files.wrong("attune.yaml"),
    }
}

#[test]
fn one_beside_the_manifest_goes_before_one_that_comes_along() {
    let own = format!("{}{}", head("tallman-tasky"), NAMED.replace("NAME", "Own"));
    let text = "attune: 1\ntenant: contoso\nintegrations: {x: {recipe: tallman-tasky}}\n";
    let files = folder(&[("recipes/tallman-tasky.yaml", &own), ("attune.yaml", text)]).unwrap();
    assert_eq!(name_of_level(&files), "Own");
    let alone = folder(&[("attune.yaml", text)]).unwrap();
    assert_eq!(alone.rules("attune.yaml"), ["missing-key attune.yaml:3:16"]);
}

#[test]
fn one_is_named_by_its_path() {
    let by_path = format!("{}{}", head("acme"), NAMED.replace("NAME", "By path"));
    for path in [
        "./guides/acme.yaml",
        "guides/acme.yaml",
        "guides/../guides/acme.yaml",
    ] {
        let text = format!("attune: 1\ntenant: contoso\nintegrations: {{x: {{recipe: {path}}}}}\n");
        let files = folder(&[("guides/acme.yaml", &by_path), ("attune.yaml", &text)]).unwrap();
        assert_eq!(name_of_level(&files), "By path");
    }
    let text =
        "attune: 1\ntenant: contoso\nintegrations: {x: {recipe: ./gone.yaml}, y: {recipe: acm}}\n";
    let files = folder(&[("recipes/acme.yaml", &by_path), ("attune.yaml", text)]).unwrap();
    let rules = files.rules("attune.yaml");
    assert_eq!(
        rules,
        [
            "recipe-unknown attune.yaml:3:28",
            "recipe-unknown attune.yaml:3:54"
        ]
    );
    assert!(files.wrong("attune.yaml").contains("did you mean `acme`?"));
}

#[test]
fn one_that_ends_in_yml_has_a_path_and_no_name() {
    let own = format!("{}{}", head("acme"), NAMED.replace("NAME", "Own"));
    let text = |named: &str| {
        format!("attune: 1\ntenant: contoso\nintegrations: {{x: {{recipe: {named}}}}}\n")
    };
    let by_name = text("acm");
    let files = folder(&[("recipes/acme.yml", &own), ("attune.yaml", &by_name)]).unwrap();
    assert!(!files.wrong("attune.yaml").contains("did you mean `acme`?"));
    let by_path = text("recipes/acme.yml");
    let files = folder(&[("recipes/acme.yml", &own), ("attune.yaml", &by_path)]).unwrap();
    assert_eq!(name_of_level(&files), "Own");
}

#[test]
fn a_mistake_of_the_user_is_told_at_his_line_and_one_of_the_recipe_in_it() {
    let recipe = "parameters: {users: {type: people, what: Who.}}
manifest:
  securityLevels: {<handle>: {name: A <handle>, copyOf: API User (system), crm: {objcts: all}}}
  impersonation: {<handle>: {allow: true, levelsHeldBy: <users>}}
  policy: {people: {<first>: {protect: true}}}
";
    let files = with_recipe(
        recipe,
        "integrations:
  x: {recipe: acme, with: {users: {emails: [nobody]}}}
  y: {recipe: acme, with: {users: {emails: [nowhere]}}}
",
    )
    .unwrap();
    assert_eq!(
        files.rules("attune.yaml"),
        [
            "email-shape attune.yaml:4:45",
            "email-shape attune.yaml:5:45",
            "unknown-cell recipes/acme.yaml:8:82",
            "recipe-placeholder recipes/acme.yaml:10:21"
        ]
    );
}

#[test]
fn a_file_that_is_no_recipe_is_told_once() {
    let files = with_recipe(
        "manifst: {}\n",
        "integrations: {x: {recipe: acme}, y: {recipe: acme}}\n",
    )
    .unwrap();
    assert_eq!(
        files.rules("attune.yaml"),
        [
            "missing-key recipes/acme.yaml:1:1",
            "unknown-key recipes/acme.yaml:6:1"
        ]
    );
}

#[test]
fn a_baseline_finds_recipes_beside_itself() {
    let recipe = |name: &str| format!("{}{}", head("acme"), NAMED.replace("NAME", name));
    for (named, own) in [
        ("./recipes/acme.yaml", false),
        ("acme", false),
        ("acme", true),
    ] {
        let base = format!("attune: 1\nintegrations: {{x: {{recipe: {named}}}}}\n");
        let (shared, beside) = (recipe("Shared"), recipe("Own"));
        let mut all = vec![
            (
                "site/attune.yaml",
                "attune: 1\ntenant: contoso\nextends: ../shared/base.yaml\n",
            ),
            ("shared/base.yaml", base.as_str()),
            ("site/recipes/acme.yaml", beside.as_str()),
        ];
        if !own {
            all.push(("shared/recipes/acme.yaml", &shared));
        }
        let files = folder(&all).unwrap();
        let levels = files
            .load("site/attune.yaml")
            .unwrap()
            .desired
            .security_levels;
        let names: Vec<&str> = levels.values().map(|level| level.name.as_str()).collect();
        assert_eq!(names, [if own { "Own" } else { "Shared" }], "{named}");
    }
}

#[test]
fn a_guide_was_read_on_a_day() {
    let recipe = head("acme").replace("2026-11-21", "yesterday") + "manifest: {}\n";
    let text = "attune: 1\ntenant: contoso\nintegrations: {x: {recipe: acme}}\n";
    let files = folder(&[("recipes/acme.yaml", &recipe), ("attune.yaml", text)]).unwrap();
    assert_eq!(
        files.rules("attune.yaml"),
        ["expiry-date recipes/acme.yaml:5:43"]
    );
}
