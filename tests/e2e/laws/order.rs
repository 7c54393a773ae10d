//! The order in which a manifest says things means nothing.

use std::sync::LazyLock;

use attune_model::Observed;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::cases::law;
use super::look::{look, plan};

static OBSERVED: LazyLock<Observed> = LazyLock::new(look);

/// Blocks of every kind; each list in them is a set.
fn manifest() -> Value {
    json!({
        "attune": 1,
        "tenant": "contoso",
        "securityLevels": {
            "tasky-api": {
                "name": "API User (Tasky)",
                "copyOf": "API User (system)",
                "webServicesApi": {
                    "canLogin": true,
                    "resourceImpersonation": {
                        "crm": {"accounts": ["view"], "contacts": ["view", "add"]},
                        "projects": {"projectNotes": ["view", "add", "edit"]},
                        "serviceDesk": "all",
                    },
                },
            },
            "own": {"name": "Own API", "copyOf": "API User (Tasky)"},
            "field": {"name": "Field Engineer", "adopt": true, "crm": {"*": "none"}},
        },
        "impersonation": {
            "users": {
                "allow": true,
                "levelsHeldBy": {
                    "emails": ["*@contoso.example", "*@partner.example"],
                    "except": ["ada.winter@admin.contoso.example", "bo.lund@contoso.example"],
                    "active": true,
                },
                "systemLevels": "copy",
            },
            "named": {"allow": true, "levels": ["Helpdesk Lead", "Field Engineer"]},
        },
        "apiUsers": {
            "tasky": {
                "firstName": "Tasky",
                "lastName": "Integration",
                "email": "psa@contoso.example",
                "securityLevel": "tasky-api",
                "integrationVendor": "Tallman.io - Tasky",
                "protectedData": ["viewProtected", "viewUnprotected"],
                "credentials": {"to": {"file": "secrets/tasky.json"}},
            },
            "datto": {
                "firstName": "Datto", "lastName": "RMM", "email": "rmm@contoso.example", "adopt": true,
                "securityLevel": "own",
            },
        },
        "policy": {"people": {"ada*": {"protect": true}, "zed*": {"ignore": true}}, "prune": true},
    })
}

/// The same with the entries of all maps and lists in an order that follows from the seed.
fn shuffled(value: &Value, seed: &mut u64) -> Value {
    let mut next = || {
        // The constants of Knuth's MMIX; any generator will do.
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        *seed >> 33
    };
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<(u64, &String, &Value)> = entries
                .iter()
                .map(|(key, value)| (next(), key, value))
                .collect();
            entries.sort_by_key(|(order, _, _)| *order);
            let entries = entries.into_iter();
            Value::Object(
                entries
                    .map(|(_, key, value)| (key.clone(), shuffled(value, seed)))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => {
            let mut items: Vec<(u64, &Value)> = items.iter().map(|item| (next(), item)).collect();
            items.sort_by_key(|(order, _)| *order);
            Value::Array(
                items
                    .into_iter()
                    .map(|(_, item)| shuffled(item, seed))
                    .collect(),
            )
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn bytes(manifest: &Value) -> String {
    let files = [("attune.yaml", manifest.to_string())];
    let plan = plan(&OBSERVED, &files, "attune.yaml");
    serde_json::to_string_pretty(&plan).unwrap()
}

proptest! {
    #![proptest_config(law(32, concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/e2e/laws/proptest-regressions/order.txt"
    )))]

    #[test]
    fn the_order_of_a_manifest_means_nothing(mut seed in any::<u64>()) {
        let manifest = manifest();
        let other = shuffled(&manifest, &mut seed);
        prop_assert_eq!(bytes(&other), bytes(&manifest));
    }
}

#[test]
fn the_manifest_is_planned_for() {
    let plan = plan(
        &OBSERVED,
        &[("attune.yaml", manifest().to_string())],
        "attune.yaml",
    );
    assert_eq!(plan.problems, []);
    assert!(plan.steps.len() > 8, "{}", plan.steps.len());
}
