//! The schemas for editors.
#![cfg(test)]

use std::fs;
use std::path::PathBuf;

use attune_manifest::schema;
use attune_model::catalogue::{self, CellKind, CellSpec};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::FULL;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::new(schema).unwrap()
}

/// What a schema says of a YAML text, one complaint a line.
fn complaints(validator: &Validator, yaml: &str) -> String {
    let value: Value = serde_saphyr::from_str(yaml).unwrap();
    let mut lines: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| {
            format!("{}: {error}", error.instance_path())
                .trim_start_matches(": ")
                .to_owned()
        })
        .collect();
    lines.sort();
    lines.join("\n")
}

/// The YAML blocks of a Markdown file.
fn blocks(markdown: &str) -> Vec<String> {
    markdown
        .split("```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.strip_prefix("yaml\n"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_schemas_are_fresh() {
    for (file, fresh) in [
        ("manifest.v1.json", schema::manifest()),
        ("recipe.v1.json", schema::recipe()),
    ] {
        jsonschema::draft7::meta::validate(&fresh).unwrap();
        assert!(
            read(&format!("schemas/{file}")) == schema::to_text(&fresh),
            "schemas/{file} is stale: cargo run -p attune-manifest --example manifest_schemas -- schemas"
        );
    }
}

#[test]
fn manifests_are_valid() {
    let validator = validator(&schema::manifest());
    for entry in fs::read_dir(root().join("manifests/examples")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(complaints(&validator, &text), "", "{}", path.display());
    }
    assert_eq!(complaints(&validator, FULL), "");
}

#[test]
fn the_blocks_of_the_page_about_the_language_are_valid() {
    let validator = validator(&schema::manifest());
    let blocks = blocks(&read("docs/manifest.md"));
    assert!(blocks.len() > 10, "{}", blocks.len());
    for block in blocks {
        let whole = if block.contains("attune: 1") {
            block
        } else {
            format!("attune: 1\n{block}")
        };
        assert_eq!(complaints(&validator, &whole), "", "{whole}");
    }
}

#[test]
fn the_recipe_of_the_page_about_recipes_is_valid() {
    let validator = validator(&schema::recipe());
    let blocks = blocks(&read("docs/recipes.md"));
    assert_eq!(blocks.len(), 1);
    for block in blocks {
        assert_eq!(complaints(&validator, &block), "");
    }
}

#[test]
fn a_level_refuses_what_it_does_not_have() {
    let validator = validator(&schema::manifest());
    let level = |lines: &str| {
        complaints(
            &validator,
            &format!("attune: 1\nsecurityLevels:\n  a:\n    {lines}\n"),
        )
    };
    let said: Vec<String> = [
        "nmae: A",
        "expires: soon",
        "baseline: nothing",
        "crm: some",
        "crm: {objects: {account: {add: true}}}",
        "crm: {objects: {accounts: [view]}}",
        "serviceDesk: {objects: {tickets: {view: None}}}",
        "serviceDesk: {objects: {tickets: {\"*\": All}}}",
        "inventory: {objects: {inventoryLocationsAndItems: {edit: true}}}",
        "other: {webhooks: {max: 0}}",
        "webServicesApi: {canLogin: all}",
        "webServicesApi: {resourceImpersonation: {crm: {accounts: [view, view]}}}",
        "webServicesApi: {contactImpersonation: {tickets: [edit]}}",
        "extra: {Service Desk: {Can remove tags: []}}",
    ]
    .into_iter()
    .map(level)
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    /securityLevels/a: Additional properties are not allowed ('nmae' was unexpected)
    /securityLevels/a/expires: "soon" does not match "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    /securityLevels/a/baseline: "nothing" is not one of "copy" or "none"
    /securityLevels/a/crm: "some" does not match "^(all|none)$"
    /securityLevels/a/crm/objects: Additional properties are not allowed ('account' was unexpected)
    /securityLevels/a/crm/objects/accounts: ["view"] is not of types "string", "object"
    /securityLevels/a/serviceDesk/objects/tickets/view: "None" is not one of "Mine", "Mine + Organizations" or "All"
    /securityLevels/a/serviceDesk/objects/tickets/*: "All" is not one of "all" or "none"
    /securityLevels/a/inventory/objects/inventoryLocationsAndItems/edit: {} is not allowed for true
    /securityLevels/a/other/webhooks/max: 0 is less than the minimum of 1
    /securityLevels/a/webServicesApi/canLogin: "all" is not of type "boolean"
    /securityLevels/a/webServicesApi/resourceImpersonation/crm/accounts: ["view","view"] has non-unique elements
    /securityLevels/a/webServicesApi/contactImpersonation/tickets/0: "edit" is not one of "add"
    /securityLevels/a/extra/Service Desk/Can remove tags: [] is not of types "boolean", "integer", "string", "object"
    "#);
}

#[test]
fn the_other_blocks_refuse_what_they_do_not_have() {
    let validator = validator(&schema::manifest());
    let said: Vec<String> = [
        "{}",
        "attune: 2",
        "attune: 1\nsecurityLevel: {}",
        "attune: 1\ntenant: Contoso",
        "attune: 1\nconnection: {secret: abc}",
        "attune: 1\nconnection: {secret: {env: A, file: b}}",
        "attune: 1\nintegrations: {tasky: {recpie: tasky}}",
        "attune: 1\nimpersonation: {a: {allow: \"true\"}}",
        "attune: 1\nimpersonation: {a: {canLogin: true}}",
        "attune: 1\nimpersonation: {a: {systemLevels: move}}",
        "attune: 1\nimpersonation: {a: {levelsHeldBy: {emails: []}}}",
        "attune: 1\npeople: {a: {who: {licenseTypes: [API User]}}}",
        "attune: 1\napiUsers: {a_b: {}}",
        "attune: 1\napiUsers: {a: {email: nobody}}",
        "attune: 1\napiUsers: {a: {dateFormat: d.M.yy}}",
        "attune: 1\napiUsers: {a: {protectedData: [view]}}",
        "attune: 1\napiUsers: {a: {key: a@b}}",
        "attune: 1\napiUsers: {a: {credentials: {to: {}}}}",
        "attune: 1\nchecks: {a: {ticket: {status: new}}}",
        "attune: 1\naccept: {a: {expires: 2026-13-01}}",
        "attune: 1\npolicy: {securityLevels: {\"Legacy *\": {keep: true}}}",
        "attune: 1\npolicy: {prune: [apiUsers]}",
    ]
    .into_iter()
    .map(|text| complaints(&validator, text))
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    "attune" is a required property
    /attune: 2 is not one of 1
    Additional properties are not allowed ('securityLevel' was unexpected)
    /tenant: "Contoso" does not match "^[a-z0-9][a-z0-9-]{0,63}$"
    /connection/secret: "abc" is not of type "object"
    /connection/secret: {"env":"A","file":"b"} has more than 1 property
    /integrations/tasky: Additional properties are not allowed ('recpie' was unexpected)
    /impersonation/a/allow: "true" is not of type "boolean"
    /impersonation/a/canLogin: true is not one of false
    /impersonation/a/systemLevels: "move" is not one of "copy" or "refuse"
    /impersonation/a/levelsHeldBy/emails: [] has less than 1 item
    /people/a/who/licenseTypes/0: "API User" is not one of "Administrator", "Executive" or 6 other candidates
    /apiUsers: "a_b" does not match "^[a-z0-9][a-z0-9-]{0,63}$"
    /apiUsers/a/email: "nobody" does not match "^[^@\s<>,;:"]+@[^@\s<>,;:"]+$"
    /apiUsers/a/dateFormat: "d.M.yy" is not one of "MM/dd/yyyy", "MM-dd-yyyy" or 7 other candidates
    /apiUsers/a/protectedData/0: "view" is not one of "editProtected", "viewProtected" or 2 other candidates
    /apiUsers/a/key: "a@b" does not match "^[^@()\[\];:|\\\s]+$"
    /apiUsers/a/credentials/to: {} is not valid under any of the schemas listed in the 'oneOf' keyword
    /checks/a/ticket/status: "new" is not of type "integer"
    /accept/a/expires: "2026-13-01" does not match "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    /policy/securityLevels/Legacy *: Additional properties are not allowed ('keep' was unexpected)
    /policy/prune: ["apiUsers"] is not of type "boolean"
    "#);
}

#[test]
fn a_recipe_takes_placeholders_for_values_and_nothing_else() {
    let validator = validator(&schema::recipe());
    let head = "recipe: 1\nname: a\nproduct: A\nsummary: S\nsource: {url: u, date: 2026-11-21, evidence: full, confidence: high}\n";
    let said: Vec<String> = [
        "manifest: {securityLevels: {<handle>: {crm: {objects: {accounts: {view: <scope>, add: <flag>}}}}}}",
        "manifest: {securityLevels: {<handle>: {webServicesApi: {canLogin: <flag>, contactImpersonation: {tickets: <verbs>}}}}}",
        "manifest: {apiUsers: {<Handle>: {email: <email>}}}",
        "manifest: {apiUsers: {<handle>: {email: <email}}}",
        "manifest: {securityLevels: {<handle>: {<section>: all}}}",
        "manifest: {tenant: <tenant>}",
        "manifest: {}\nparameters: {a: {type: txt, what: W}}",
        "manifest: {}\nparameters: {a: {type: flag, what: W, adds: {people: {a: {how: b}}}}}",
        "manifest: {}\ngaps: {a: {what: W, at: []}}",
        "manifest: {}\nbyHand: {during: []}",
    ]
    .into_iter()
    .map(|rest| complaints(&validator, &format!("{head}{rest}")))
    .map(|said| if said.is_empty() { "valid".to_owned() } else { said })
    .collect();
    insta::assert_snapshot!(said.join("\n"), @r#"
    valid
    valid
    /manifest/apiUsers: "<Handle>" does not match "^[a-z0-9][a-z0-9-]{0,63}$|<[a-z0-9][a-z0-9-]*>"
    /manifest/apiUsers/<handle>/email: "<email" does not match "^[^@\s<>,;:"]+@[^@\s<>,;:"]+$|<[a-z0-9][a-z0-9-]*>"
    /manifest/securityLevels/<handle>: Additional properties are not allowed ('<section>' was unexpected)
    /manifest: Additional properties are not allowed ('tenant' was unexpected)
    /parameters/a/type: "txt" is not one of "text", "choice" or 9 other candidates
    /parameters/a/adds/people/a: Additional properties are not allowed ('how' was unexpected)
    /gaps/a/at: [] has less than 1 item
    /byHand: Additional properties are not allowed ('during' was unexpected)
    "#);
}

/// A manifest with one cell.
fn with_cell(spec: &CellSpec, value: &Value) -> Value {
    let cell = spec
        .path
        .rsplit('.')
        .fold(value.clone(), |below, name| json!({name: below}));
    json!({"attune": 1, "securityLevels": {"a": cell}})
}

#[test]
fn every_cell_takes_its_values_and_no_others() {
    let validator = validator(&schema::manifest());
    let mut taken = 0;
    for spec in catalogue::cells() {
        let (fits, does_not): (Vec<Value>, Vec<Value>) = match spec.kind {
            CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => (
                vec![json!(true), json!(false)],
                vec![
                    json!("All"),
                    json!("all"),
                    json!(1),
                    json!([]),
                    json!("true"),
                ],
            ),
            CellKind::Choice(scopes) => (
                scopes.iter().map(|scope| json!(scope.label())).collect(),
                vec![json!("Some"), json!("all"), json!(true), json!(null)],
            ),
            CellKind::Number { min } => (
                vec![json!(min), json!(u32::MAX)],
                vec![json!(-1), json!(0.5), json!("1"), json!(4_294_967_296_u64)],
            ),
            CellKind::SameAs(_) => (vec![], vec![json!(true), json!("All"), json!(1), json!({})]),
        };
        for value in fits {
            let manifest = with_cell(spec, &value);
            assert!(validator.is_valid(&manifest), "{manifest}");
            taken += 1;
        }
        for value in does_not {
            let manifest = with_cell(spec, &value);
            assert!(!validator.is_valid(&manifest), "{manifest}");
        }
    }
    assert!(taken > 2 * catalogue::cells().count() - 10, "{taken}");
}

#[test]
fn every_key_says_what_it_is() {
    let mut keys = 0;
    silent_keys(&schema::manifest(), "", &mut keys);
    silent_keys(&schema::recipe(), "", &mut keys);
    assert!(keys > 400, "{keys}");
}

/// Counts the keys of a schema; fails where one has no description.
fn silent_keys(schema: &Value, path: &str, keys: &mut usize) {
    for (keyword, below) in schema.as_object().into_iter().flatten() {
        match (keyword.as_str(), below) {
            ("properties", Value::Object(properties)) => {
                for (key, schema) in properties {
                    let path = format!("{path}.{key}");
                    let said = schema
                        .get("description")
                        .or_else(|| schema.pointer("/anyOf/0/description"));
                    assert!(said.is_some_and(|text| text != ""), "{path}");
                    *keys += 1;
                    silent_keys(schema, &path, keys);
                }
            }
            ("additionalProperties" | "items" | "definitions" | "blocks" | "anyOf", schema) => {
                silent_keys(schema, path, keys);
            }
            (_, _) => {}
        }
    }
}
