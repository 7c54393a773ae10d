//! A guarded risk is asked for however the manifest says what leads to it: in layers, a recipe, a folder, by `set`, under
//! another handle, in words for many cells.

use std::collections::BTreeSet;

use attune_model::{Plan, Risk, RiskKind};
use serde_json::{Map, Value, json};

use super::look::{look, plan};

/// What somebody wants, in other words each time.
struct Intent {
    asks_for: RiskKind,
    /// Blocks of a manifest; the handle `h` becomes another one now and then.
    words: Vec<Value>,
}

fn intents() -> Vec<Intent> {
    let level = |cells: Value| {
        let mut block = json!({"name": "Helpdesk Lead", "adopt": true});
        block
            .as_object_mut()
            .unwrap()
            .extend(cells.as_object().unwrap().clone());
        json!({"securityLevels": {"h": block}})
    };
    let datto = |more: &Value| {
        let mut block = json!({
            "firstName": "Datto", "lastName": "RMM", "email": "rmm@contoso.example", "securityLevel": "API User (system)",
        });
        block
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({"apiUsers": {"h": block}})
    };
    let manager = json!({"name": "Manager (system)"});
    vec![
        Intent {
            asks_for: RiskKind::OneWay,
            words: vec![
                level(json!({"webServicesApi": {"canLogin": false}})),
                level(json!({"webServicesApi": "none", "apiOnly": false})),
                level(json!({"webServicesApi": {"*": "none"}, "apiOnly": false})),
                level(json!({"baseline": "none", "apiOnly": false})),
                json!({"impersonation": {"h": {"allow": true, "levels": ["Helpdesk Lead"], "canLogin": false}}}),
                json!({"impersonation": {"h": {
                    "allow": true, "levelsHeldBy": {"levels": ["Helpdesk Lead"]}, "canLogin": false,
                }}}),
            ],
        },
        Intent {
            asks_for: RiskKind::TakeOver,
            words: vec![
                json!({"securityLevels": {"h": {
                    "name": "Field Engineer", "serviceDesk": {"objects": {"tickets": {"delete": "All"}}},
                }}}),
                json!({"securityLevels": {"h": {"name": "Field Engineer", "active": false}}}),
                datto(&json!({"middleName": "Agent"})),
                datto(&json!({"active": false})),
                datto(&json!({"expires": "1969-12-31"})),
                datto(&json!({"locked": true})),
                datto(&json!({"protectedData": []})),
            ],
        },
        Intent {
            asks_for: RiskKind::LockOut,
            words: vec![
                json!({"people": {"h": {"who": {"emails": ["ada.winter@admin.contoso.example"]}, "securityLevel": manager}}}),
                json!({"people": {"h": {"who": {"emails": ["ADA.*@*"]}, "securityLevel": manager}}}),
                json!({"people": {"h": {"who": {"levels": ["System Administrator (system)"]}, "securityLevel": manager}}}),
                json!({"people": {"h": {"who": {"licenseTypes": ["Administrator"]}, "securityLevel": manager}}}),
            ],
        },
        Intent {
            asks_for: RiskKind::FirstRemoval,
            words: vec![
                datto(&json!({"active": false, "adopt": true})),
                datto(&json!({"expires": "1969-12-31", "adopt": true})),
            ],
        },
    ]
}

fn under(blocks: &Value, handle: &str) -> Value {
    let sections = blocks
        .as_object()
        .unwrap()
        .iter()
        .map(|(section, entries)| {
            let entry = entries["h"].clone();
            (section.clone(), json!({handle: entry}))
        });
    Value::Object(sections.collect::<Map<_, _>>())
}

/// A file of a manifest; JSON is YAML.
fn file(head: &Value, blocks: &Value) -> String {
    let mut all = head.as_object().unwrap().clone();
    all.extend(blocks.as_object().unwrap().clone());
    Value::Object(all).to_string()
}

/// The same blocks with only the keys of one half of each, so that two layers give all of them.
fn half(blocks: &Value, is_first: bool) -> Value {
    let mut half = blocks.clone();
    for section in half.as_object_mut().unwrap().values_mut() {
        for block in section.as_object_mut().unwrap().values_mut() {
            let entries = block.as_object_mut().unwrap();
            let mut index = 0;
            entries.retain(|_, _| {
                index += 1;
                (index % 2 == 1) == is_first
            });
        }
    }
    half
}

/// The refused risks of the same blocks in every way to write them down.
fn every_way(blocks: &Value, see: impl Fn(&[(&str, String)], &str) -> Plan) -> Vec<(String, Plan)> {
    let head = json!({"attune": 1, "tenant": "contoso"});
    let base = json!({"attune": 1});
    let none = json!({});
    let mut plans = Vec::new();
    for handle in ["h", "a", "zz-9"] {
        let blocks = under(blocks, handle);
        let whole = file(&head, &blocks);
        plans.push((
            format!("{handle}: whole"),
            see(&[("attune.yaml", whole.clone())], "attune.yaml"),
        ));
        let extends = json!({"attune": 1, "tenant": "contoso", "extends": "base.yaml"});
        let files = [
            ("base.yaml", file(&base, &blocks)),
            ("attune.yaml", file(&extends, &none)),
        ];
        plans.push((format!("{handle}: baseline"), see(&files, "attune.yaml")));
        for is_first in [true, false] {
            let files = [
                ("base.yaml", file(&base, &half(&blocks, is_first))),
                ("attune.yaml", file(&extends, &half(&blocks, !is_first))),
            ];
            plans.push((
                format!("{handle}: half in a baseline"),
                see(&files, "attune.yaml"),
            ));
        }
        let files = [
            ("all/a.yaml", file(&head, &none)),
            ("all/b.yaml", blocks.to_string()),
        ];
        plans.push((format!("{handle}: folder"), see(&files, "all")));
        let recipe = json!({
            "recipe": 1, "name": "own", "product": "Own", "summary": "Nothing of note.",
            "source": {"url": "https://example.invalid/", "date": "2026-11-21", "evidence": "full", "confidence": "high"},
            "manifest": under(&blocks_of(&blocks), "<handle>"),
        });
        let integration = json!({"integrations": {handle: {"recipe": "own"}}});
        let files = [
            ("recipes/own.yaml", recipe.to_string()),
            ("attune.yaml", file(&head, &integration)),
        ];
        plans.push((format!("{handle}: recipe"), see(&files, "attune.yaml")));
        let set = set_one_by_one(&whole);
        plans.push((
            format!("{handle}: set"),
            see(&[("attune.yaml", set)], "attune.yaml"),
        ));
    }
    plans
}

/// The blocks under `h` again.
fn blocks_of(blocks: &Value) -> Value {
    let sections = blocks
        .as_object()
        .unwrap()
        .iter()
        .map(|(section, entries)| {
            let entry = entries.as_object().unwrap().values().next().unwrap();
            (section.clone(), json!({"h": entry}))
        });
    Value::Object(sections.collect::<Map<_, _>>())
}

/// A manifest without any block, in which every key of the blocks is then set by `attune set`.
fn set_one_by_one(whole: &str) -> String {
    let whole: Value = serde_json::from_str(whole).unwrap();
    let mut text = "attune: 1\ntenant: contoso\n".to_owned();
    for (section, entries) in whole.as_object().unwrap() {
        for (handle, block) in entries.as_object().into_iter().flatten() {
            for (key, value) in block.as_object().unwrap() {
                let path = format!("{section}.{handle}.{key}");
                text = attune_manifest::edit::set(&text, &path, &value.to_string()).unwrap();
            }
        }
    }
    text
}

#[test]
fn a_guard_is_the_same_in_other_words() {
    let observed = look();
    for Intent { asks_for, words } in intents() {
        for blocks in words {
            let plans = every_way(&blocks, |files, at| plan(&observed, files, at));
            let refused = |plan: &Plan| plan.refused.iter().cloned().collect::<BTreeSet<Risk>>();
            let first = refused(&plans[0].1);
            assert!(
                first.iter().any(|risk| risk.kind == asks_for),
                "{blocks}: {:#?} {:#?}",
                plans[0].1.refused,
                plans[0].1.problems
            );
            for (way, plan) in &plans {
                assert_eq!(refused(plan), first, "{way} of {blocks}");
            }
        }
    }
}
