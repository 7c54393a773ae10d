//! Cells of the level editor that the catalogue does not have: a real page may show more than attune knows.

use std::fmt;

use attune_model::{CellId, CellValue};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Such a cell, known by the labels of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ExtraCell {
    /// The section's heading: one of the catalogue's, or another one.
    pub(crate) section: String,
    /// The row's label.
    pub(crate) row: String,
    /// The column's heading, where it stands in a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<String>,
    /// What it takes.
    pub(crate) kind: ExtraKind,
    /// Which levels show it.
    #[serde(default)]
    pub(crate) on: ExtraPresence,
}

/// What such a cell takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExtraKind {
    /// A box.
    Box,
    /// A drop-down with `Yes` and `No`.
    YesNo,
    /// A whole number.
    Number,
    /// A drop-down with these words, the least first.
    Choice(Vec<String>),
}

/// Which levels show such a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ExtraPresence {
    /// All.
    #[default]
    EveryLevel,
    /// API-only ones.
    ApiOnly,
    /// Those of people.
    People,
}

/// What no label has: it stands between the labels in the address of a cell.
const BETWEEN: char = '›';

impl ExtraCell {
    /// Its address.
    pub(crate) fn id(&self) -> CellId {
        CellId::extra(&self.section, &self.row, self.column.as_deref())
    }

    /// Whether levels of this kind show it.
    pub(crate) fn is_on(&self, api_only: bool) -> bool {
        match self.on {
            ExtraPresence::EveryLevel => true,
            ExtraPresence::ApiOnly => api_only,
            ExtraPresence::People => !api_only,
        }
    }

    /// That it can be told from those before; an error says why not.
    pub(super) fn check(&self, before: &[Self]) -> Result<(), String> {
        let labels = [Some(&self.section), Some(&self.row), self.column.as_ref()];
        let mut labels = labels.into_iter().flatten();
        if labels.any(|label| label.trim().is_empty() || label.contains(BETWEEN)) {
            return Err(format!("a label is a text without `{BETWEEN}`"));
        }
        if matches!(&self.kind, ExtraKind::Choice(words) if words.is_empty()) {
            return Err("a choice needs words".to_owned());
        }
        if before.iter().any(|cell| cell.id() == self.id()) {
            return Err("a cell before has these labels".to_owned());
        }
        Ok(())
    }
}

impl fmt::Display for ExtraCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} > {}", self.section, self.row)?;
        match &self.column {
            Some(column) => write!(f, " > {column}"),
            None => Ok(()),
        }
    }
}

impl ExtraKind {
    /// The value as the cell keeps it; none where it does not take it.
    pub(crate) fn take(&self, value: &CellValue) -> Option<CellValue> {
        match (self, value) {
            (Self::Box | Self::YesNo, CellValue::Flag(_))
            | (Self::Number, CellValue::Number(_)) => Some(value.clone()),
            (Self::Choice(words), CellValue::Scope(_) | CellValue::Word(_)) => words
                .iter()
                .find(|word| **word == value.to_string() || of_word(word) == *value)
                .map(|word| of_word(word)),
            (Self::Box | Self::YesNo | Self::Number | Self::Choice(_), _) => None,
        }
    }

    /// What `Full Permission` sets.
    pub(crate) fn full(&self) -> CellValue {
        match self {
            Self::Box | Self::YesNo => CellValue::Flag(true),
            Self::Number => CellValue::Number(0),
            Self::Choice(words) => of_word(words.last().map_or("", String::as_str)),
        }
    }

    /// What `No Permission` sets.
    pub(crate) fn nothing(&self) -> CellValue {
        match self {
            Self::Box | Self::YesNo => CellValue::Flag(false),
            Self::Number => CellValue::Number(0),
            Self::Choice(words) => of_word(words.first().map_or("", String::as_str)),
        }
    }
}

/// The value that a word is read as, be it that of a scope or another one.
fn of_word(word: &str) -> CellValue {
    serde_json::from_value(json!(word)).unwrap_or_else(|_| CellValue::Word(word.to_owned()))
}
