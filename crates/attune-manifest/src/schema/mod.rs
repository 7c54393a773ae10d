//! JSON Schemas for editors: manifests and recipes, in draft 07, which the YAML language server reads best.
//!
//! A schema knows the keys, the words and the shapes, one file at a time. What needs more than that (a handle that no
//! block has, a cell that the base of a level cannot have, a key that no overlay gives) is left to the loader.

mod api_user;
mod block;
mod cell;
mod credentials;
mod level;
mod person;
mod place;
mod placeholder;
mod recipe;
pub mod shape;

use serde_json::{Map, Value, json};

pub use block::{connection, reference};
use shape::{list, map, said, text};

/// The schema of manifests: of whole ones, baselines and overlays alike, so only `attune` is needed.
pub fn manifest() -> Value {
    let mut top = vec![
        (
            "attune",
            said(
                json!({"type": "integer", "enum": [1]}),
                "The version of this language: 1.",
            ),
        ),
        (
            "tenant",
            said(
                shape::handle(),
                "A name for the tenant. A manifest without one is a baseline, for others to extend.",
            ),
        ),
        (
            "extends",
            said(
                json!({"type": ["string", "array"], "items": text(), "examples": ["../baseline.yaml"]}),
                "The files that this one goes over, from its own folder; of several, later ones win.",
            ),
        ),
        (
            "lock",
            said(
                list(text()),
                "Places that overlays may not change: `securityLevels.tasky-api.webServicesApi`.",
            ),
        ),
        (
            "drop",
            said(
                list(text()),
                "Places of the files below that this tenant does not have: `integrations.deskdirector`.",
            ),
        ),
        ("connection", connection()),
        ("integrations", block::integrations()),
    ];
    top.extend(fragment());
    top.extend([("accept", block::accept()), ("policy", block::policy())]);
    let mut schema = head(
        "attune manifest",
        "One tenant of Autotask, or a baseline for several.",
    );
    extend(&mut schema, map(top));
    schema.insert("required".to_owned(), json!(["attune"]));
    Value::Object(schema)
}

/// The schema of recipes: a placeholder such as `<email>` may stand wherever a value stands.
pub fn recipe() -> Value {
    let mut schema = head(
        "attune recipe",
        "A vendor's set-up guide: the rights it asks for, why, and what it leaves open.",
    );
    extend(&mut schema, recipe::document());
    let blocks = placeholder::open(map(fragment()));
    schema.insert("definitions".to_owned(), json!({"blocks": blocks}));
    Value::Object(schema)
}

/// A schema as the text of its file.
pub fn to_text(schema: &Value) -> String {
    format!("{schema:#}\n")
}

/// The blocks that a recipe can stand for.
fn fragment() -> Vec<(&'static str, Value)> {
    vec![
        ("securityLevels", level::levels()),
        ("impersonation", person::impersonation()),
        ("people", person::people()),
        ("apiUsers", api_user::api_users()),
        ("checks", block::checks()),
    ]
}

fn head(title: &str, description: &str) -> Map<String, Value> {
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".to_owned(), json!(title));
    schema.insert("description".to_owned(), json!(description));
    schema
}

fn extend(schema: &mut Map<String, Value>, with: Value) {
    if let Value::Object(with) = with {
        schema.extend(with);
    }
}
