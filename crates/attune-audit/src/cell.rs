//! Cells that somebody saw.

use std::collections::BTreeMap;
use std::fmt;

use attune_model::{CellId, CellState, CellValue, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a cell holds, in the words of the page; the same after it was written and read back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A box: ticked or not.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A word of a drop-down.
    Word(String),
}

impl From<&CellValue> for Value {
    fn from(value: &CellValue) -> Self {
        match value {
            CellValue::Flag(flag) => Self::Flag(*flag),
            CellValue::Number(number) => Self::Number(*number),
            CellValue::Scope(scope) => Self::Word(scope.label().to_owned()),
            CellValue::Word(word) => Self::Word(word.clone()),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(true) => f.write_str("on"),
            Self::Flag(false) => f.write_str("off"),
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => f.write_str(word),
        }
    }
}

/// A cell that somebody saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeenCell {
    /// The value.
    pub value: Value,
    /// Where it was seen: `console`, `ledger (attested)`.
    pub source: String,
    /// When, RFC 3339.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// The cells of which something is known.
pub(crate) fn seen(cells: &BTreeMap<CellId, CellState>) -> BTreeMap<CellId, SeenCell> {
    cells
        .iter()
        .filter_map(|(id, state)| match state {
            CellState::Known { value, source, at } => Some((
                id.clone(),
                SeenCell {
                    value: value.into(),
                    source: source.to_string(),
                    at: *at,
                },
            )),
            CellState::Unknown => None,
        })
        .collect()
}

/// When the cell that was seen longest ago was seen.
pub(crate) fn oldest(cells: &BTreeMap<CellId, SeenCell>) -> Option<Timestamp> {
    cells.values().map(|cell| cell.at).min()
}
