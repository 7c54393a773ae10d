//! How a cell is called on the page.

use attune_model::catalogue::{Terms, cell};
use attune_model::{CellId, Labels};

/// The visible words that lead to a cell, in the official terms: `Service Desk > Change Requests > View`. The address,
/// where it is neither in the catalogue nor made of labels.
pub(crate) fn label(id: &CellId) -> String {
    if let Some(spec) = cell(id) {
        return spec.page_path(&Terms::default());
    }
    match id.labels() {
        Some(Labels {
            section,
            row,
            column,
        }) => {
            let words: Vec<&str> = [section, row].into_iter().chain(column).collect();
            words.join(" > ")
        }
        None => id.to_string(),
    }
}
