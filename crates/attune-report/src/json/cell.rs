//! The cells of a level as JSON.

use std::collections::BTreeMap;

use attune_model::{CellChange, CellId, CellState, CellValue};
use schemars::JsonSchema;
use serde::Serialize;

use crate::label::label;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellV1 {
    /// Its address.
    pub cell: String,
    /// The visible words that lead to it on the page: `Service Desk > Change Requests > View`.
    pub label: String,
    /// What is known of it now; null where nobody can see it.
    pub before: Option<BeforeV1>,
    /// What it is to be: true, false, a number or a word.
    pub after: ValueV1,
}

/// A value that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BeforeV1 {
    /// The value.
    pub value: ValueV1,
    /// Where it was seen.
    pub source: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A cell's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ValueV1 {
    /// A box.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A word.
    Word(String),
}

pub(super) fn cells_v1(cells: &BTreeMap<CellId, CellChange>) -> Vec<CellV1> {
    cells
        .iter()
        .map(|(cell, CellChange { before, after })| CellV1 {
            cell: cell.to_string(),
            label: label(cell),
            before: match before {
                CellState::Known { value, source, at } => Some(BeforeV1 {
                    value: value.into(),
                    source: source.to_string(),
                    at: at.to_string(),
                }),
                CellState::Unknown => None,
            },
            after: after.into(),
        })
        .collect()
}

impl From<&CellValue> for ValueV1 {
    fn from(value: &CellValue) -> Self {
        match value {
            CellValue::Flag(flag) => Self::Flag(*flag),
            CellValue::Number(number) => Self::Number(*number),
            CellValue::Scope(scope) => Self::Word(scope.label().to_owned()),
            CellValue::Word(word) => Self::Word(word.clone()),
        }
    }
}
