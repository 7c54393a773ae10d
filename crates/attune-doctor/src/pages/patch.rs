//! Other words for labels that were not found, to be tried.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use attune_model::catalogue::{Terms, cell_at};
use attune_model::{Date, nearest};

use super::{Pages, Sheet};

/// A file of locators that takes rows the catalogue does not have for rows that were not found, where the words are near
/// enough; none where nothing fits. It has a tenant's own words, so it is for whoever sits at the terminal.
pub fn patch(pages: &Pages, today: Date) -> Option<String> {
    let mut words: BTreeMap<&'static str, BTreeSet<&str>> = BTreeMap::new();
    for sheet in [&pages.api_only_levels, &pages.levels_of_people] {
        for (label, row) in pairs(sheet) {
            words.entry(label).or_default().insert(row);
        }
    }
    if words.is_empty() {
        return None;
    }
    let mut text = "locators: 1\nlanguage: en\nlabels:\n".to_owned();
    for (label, rows) in words {
        let rows: Vec<String> = rows.into_iter().map(quoted).collect();
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "  - label: {}\n    words: [{}]\n    source: seen by attune doctor, to be tried\n    valid_from: {today}\n    confidence: inferred",
            quoted(label),
            rows.join(", ")
        );
    }
    Some(text)
}

/// Rows of the catalogue that were not found, each with the nearest row that was.
fn pairs(sheet: &Sheet) -> Vec<(&'static str, &str)> {
    let unknown: Vec<&str> = sheet
        .labels
        .iter()
        .flatten()
        .filter_map(|labels| labels.split(" › ").nth(1))
        .collect();
    let missing: BTreeSet<&'static str> = sheet
        .not_found
        .iter()
        .filter_map(|cell| Some(cell_at(cell.as_str())?.row))
        .collect();
    missing
        .into_iter()
        .filter_map(|label| {
            let official = Terms::default().fill(label);
            Some((label, nearest(&official, unknown.iter().copied())?))
        })
        .collect()
}

/// A text in YAML, whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
