//! JSON for programs: types of their own, so that a change inside attune does not break those who read it.
//!
//! Every document carries `format_version`; the schemas stand in `schemas/`. Documents are written on failure too: then
//! `error` says why, and what could not be found out is empty.

use std::collections::BTreeMap;

use serde_json::Value;

mod apply;
mod cell;
mod change;
mod error;
mod plan;
mod saved;

pub use apply::{ApplyDocument, ResultV1};
pub use cell::{BeforeV1, CellV1, ValueV1};
pub use change::{ApiUserV1, ChangeV1, PersonV1, ProtectedDataV1};
pub use error::{ErrorKindV1, ErrorV1, FindingV1};
pub use plan::{NoteV1, PlanDocument, ProblemV1, RiskV1, StepV1};
pub use saved::{ManifestFileV1, SavedPlanDocument, SavedPlanV1};

/// The version of the documents of this module.
pub const FORMAT_VERSION: u32 = 1;

/// A schema as the text of its file, keys in alphabetical order.
pub fn schema_text<T: schemars::JsonSchema>() -> String {
    let schema = sorted(schemars::schema_for!(T).to_value());
    // A schema is a JSON value; writing it cannot fail.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Sorts keys, so that a schema does not change with the order in which its generator works.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let entries: BTreeMap<String, Value> = map.into_iter().collect();
            entries
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect()
        }
        Value::Array(values) => values.into_iter().map(sorted).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}
