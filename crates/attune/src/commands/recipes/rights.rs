//! The cells of a level as people read them: by section and row.

use std::collections::BTreeMap;

use attune_manifest::Recipe;
use attune_model::catalogue::{self, CellSpec, Terms, Verb};
use attune_model::{CellId, CellValue, Handle, Place};

/// One row of a section.
pub(super) struct Row {
    /// `Section > Group > Row`.
    pub(super) label: String,
    /// What it is set to: `on`, `All`, or `View All, Add on`.
    pub(super) value: String,
    /// The address of its first cell.
    pub(super) at: CellId,
}

/// The rows of some cells, in the order of the page; what stays off is left out.
pub(super) fn rows(cells: &BTreeMap<CellId, CellValue>) -> Vec<Row> {
    let terms = Terms::default();
    let mut rows: Vec<Row> = Vec::new();
    for spec in catalogue::cells() {
        let Some(value) = cells.get(&spec.id()) else {
            continue;
        };
        if spec.kind.nothing().as_ref() == Some(value) {
            continue;
        }
        add(
            &mut rows,
            label(spec, &terms),
            spec.column,
            value,
            spec.id(),
        );
    }
    for (id, value) in cells {
        if let Some(labels) = id.labels() {
            let label = format!("{} > {}", labels.section, labels.row);
            let value = match labels.column {
                Some(column) => format!("{column} {value}"),
                None => value.to_string(),
            };
            rows.push(Row {
                label,
                value,
                at: id.clone(),
            });
        }
    }
    rows
}

fn add(rows: &mut Vec<Row>, label: String, column: Option<Verb>, value: &CellValue, at: CellId) {
    let value = match (column, value) {
        // A box under a column needs no more than the column's name.
        (Some(column), CellValue::Flag(true)) => column.label().to_owned(),
        (Some(column), value) => format!("{} {value}", column.label()),
        (None, value) => value.to_string(),
    };
    match rows.last_mut().filter(|row| row.label == label) {
        Some(row) => {
            row.value.push_str(", ");
            row.value.push_str(&value);
        }
        None => rows.push(Row { label, value, at }),
    }
}

fn label(spec: &CellSpec, terms: &Terms) -> String {
    let parts = [spec.section.label(), spec.group, spec.row];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    terms.fill(&parts.join(" > "))
}

/// The reason for a place: that of the longest place around it. `handle` stands for the integration's.
pub(super) fn why<'a>(recipe: &'a Recipe, handle: &Handle, place: &Place) -> Option<&'a str> {
    recipe
        .why
        .iter()
        .filter(|(why, _)| Place(why.replace("<handle>", handle.as_str())).covers(place))
        .max_by_key(|(why, _)| why.len())
        .map(|(_, reason)| reason.as_str())
}
