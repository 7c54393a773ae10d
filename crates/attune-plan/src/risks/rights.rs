//! The cells that give more or less after a change, and what they are called.

use std::collections::BTreeMap;

use attune_model::catalogue::{CellKind, Section, Terms, Verb, cell};
use attune_model::{CellChange, CellId, CellValue};

use crate::words::listed;

/// The cells that end wider than they are known to be now.
pub(super) fn widened(cells: &BTreeMap<CellId, CellChange>) -> Vec<&CellId> {
    let widens = |change: &CellChange, kind: Option<CellKind>| {
        match (change.before.value(), kind) {
            (Some(before), Some(kind)) => kind.widens(before, &change.after),
            // What gives more outside the catalogue, nobody knows: only unticking a ticked box is taken to narrow.
            (before, None) => {
                before != Some(&CellValue::Flag(true)) || change.after != CellValue::Flag(false)
            }
            // What it is now is unknown: only the narrowest value is sure to widen nothing.
            (None, Some(kind)) => Some(&change.after) != kind.nothing().as_ref(),
        }
    };
    those(cells, widens)
}

/// The cells that end narrower than they are known to be now, or at their narrowest where that is unknown.
pub(super) fn narrowed(cells: &BTreeMap<CellId, CellChange>) -> Vec<&CellId> {
    let narrows = |change: &CellChange, kind: Option<CellKind>| {
        let (before, after) = (change.before.value(), &change.after);
        match (before, kind) {
            (Some(before), Some(kind)) => kind.widens(after, before),
            (_, None) => *after == CellValue::Flag(false),
            (None, Some(kind)) => Some(after) == kind.nothing().as_ref(),
        }
    };
    those(cells, narrows)
}

fn those(
    cells: &BTreeMap<CellId, CellChange>,
    wanted: impl Fn(&CellChange, Option<CellKind>) -> bool,
) -> Vec<&CellId> {
    let those = cells
        .iter()
        .filter(|(id, change)| wanted(change, cell(id).map(|spec| spec.kind)));
    those.map(|(id, _)| id).collect()
}

/// Cells by the labels of the page, one row a name with its columns: `CRM > Accounts (View, Add)`; at
/// most five rows, then how many more there are.
pub(super) fn named(ids: &[&CellId]) -> String {
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for id in ids {
        let (row, column) = label(id);
        match rows.iter_mut().find(|(known, _)| *known == row) {
            Some((_, columns)) => columns.extend(column),
            None => rows.push((row, column.into_iter().collect())),
        }
    }
    let names = rows.into_iter().map(|(row, mut columns)| {
        columns.sort_by_key(|name| Verb::ALL.iter().position(|verb| verb.label() == *name));
        match columns.as_slice() {
            [] => row,
            columns => format!("{row} ({})", columns.join(", ")),
        }
    });
    listed(names.collect())
}

/// The row of a cell with the heading that tells it from others, and its column. The tables of the section
/// `Web Services API` have groups of one name in other sections, so theirs are named by the group.
fn label(id: &CellId) -> (String, Option<&str>) {
    if let Some(spec) = cell(id) {
        let terms = Terms::default();
        let is_table = spec.column.is_some() && spec.section == Section::WebServicesApi;
        let heading = if is_table {
            spec.group
        } else {
            spec.section.label()
        };
        let row = format!("{heading} > {}", spec.row_label(&terms));
        return (row, spec.column.map(Verb::label));
    }
    match id.labels() {
        Some(labels) => (
            format!("{} > {}", labels.section, labels.row),
            labels.column,
        ),
        None => (id.to_string(), None),
    }
}
