//! Other words for labels that were not found, to be tried.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use attune_model::catalogue::cell_at;
use attune_model::{Date, nearest};

use super::{Pages, Sheet};

/// A file of locators for a language, that takes rows the catalogue does not have for rows that were not found, where the words
/// are near enough; none where nothing fits. `words_of` says what a label can be called in that language. The file has a
/// tenant's own words, so it is for whoever sits at the terminal.
pub fn patch(
    pages: &Pages,
    language: &str,
    words_of: impl Fn(&str) -> Vec<String>,
    today: Date,
) -> Option<String> {
    let mut words: BTreeMap<&'static str, BTreeSet<&str>> = BTreeMap::new();
    for sheet in [&pages.api_only_levels, &pages.levels_of_people] {
        for (label, row) in pairs(sheet, &words_of) {
            words.entry(label).or_default().insert(row);
        }
    }
    if words.is_empty() {
        return None;
    }
    let mut text = format!("{}labels:\n", bare_patch(language));
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

/// A file of locators for a language that has none: pages in it are read with English words until others stand in the file.
pub fn bare_patch(language: &str) -> String {
    format!("locators: 1\nlanguage: {language}\n")
}

/// Rows of the catalogue that were not found, each with the nearest row that was.
fn pairs<'a>(
    sheet: &'a Sheet,
    words_of: &impl Fn(&str) -> Vec<String>,
) -> Vec<(&'static str, &'a str)> {
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
            let words = words_of(label);
            let mut near = words
                .iter()
                .filter_map(|word| nearest(word, unknown.iter().copied()));
            Some((label, near.next()?))
        })
        .collect()
}

/// A text in YAML, whatever is in it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
