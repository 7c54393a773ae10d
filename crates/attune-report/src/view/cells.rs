//! Cells in the order of the page: a group a heading, a row a row, columns where the page has columns.

use std::collections::BTreeMap;

use attune_model::catalogue::{self, CellSpec, Terms, Verb};
use attune_model::{CellChange, CellId, CellState, Labels};

use super::{Before, Shift, words};

/// The cells below one heading.
pub(crate) struct CellGroup {
    /// The headings of the page: `CRM > Object Permissions`.
    pub(crate) heading: String,
    /// The columns that are used, in the order of the page; empty where each row holds one value.
    pub(crate) columns: Vec<&'static str>,
    pub(crate) rows: Vec<CellRow>,
}

/// A row of the page.
pub(crate) struct CellRow {
    pub(crate) label: String,
    /// One for each column, `None` where it is not set; one only where there are no columns.
    pub(crate) values: Vec<Option<Shift>>,
}

/// All cells of a level that are set.
pub(super) fn cell_groups(cells: &BTreeMap<CellId, CellChange>) -> Vec<CellGroup> {
    let known: Vec<(&CellSpec, &CellChange)> = catalogue::cells()
        .filter_map(|spec| cells.get(&spec.id()).map(|change| (spec, change)))
        .collect();
    let mut groups: Vec<CellGroup> = known
        .chunk_by(|(one, _), (other, _)| {
            (one.section, one.group, one.column.is_some())
                == (other.section, other.group, other.column.is_some())
        })
        .filter_map(group)
        .collect();
    groups.extend(extra_groups(cells));
    groups
}

fn group(cells: &[(&CellSpec, &CellChange)]) -> Option<CellGroup> {
    let terms = Terms::default();
    let (first, _) = cells.first()?;
    let columns: Vec<Verb> = Verb::ALL
        .into_iter()
        .filter(|verb| cells.iter().any(|(spec, _)| spec.column == Some(*verb)))
        .collect();
    let rows = if columns.is_empty() {
        cells
            .iter()
            .map(|(spec, change)| CellRow {
                label: spec.row_label(&terms),
                values: vec![Some(shift(change))],
            })
            .collect()
    } else {
        cells
            .chunk_by(|(one, _), (other, _)| one.row == other.row)
            .filter_map(|row| {
                let (spec, _) = row.first()?;
                let value = |verb: &Verb| {
                    let found = row.iter().find(|(spec, _)| spec.column == Some(*verb));
                    found.map(|(_, change)| shift(change))
                };
                Some(CellRow {
                    label: spec.row_label(&terms),
                    values: columns.iter().map(value).collect(),
                })
            })
            .collect()
    };
    Some(CellGroup {
        heading: first.heading(&terms),
        columns: columns.into_iter().map(Verb::label).collect(),
        rows,
    })
}

/// The cells that the catalogue does not have, by the labels of the page.
fn extra_groups(cells: &BTreeMap<CellId, CellChange>) -> Vec<CellGroup> {
    let extra: Vec<(String, CellRow)> = cells
        .iter()
        .filter(|(cell, _)| catalogue::cell(cell).is_none())
        .map(|(cell, change)| {
            let (heading, label) = match cell.labels() {
                Some(Labels {
                    section,
                    row,
                    column: Some(column),
                }) => (section, format!("{row} > {column}")),
                Some(Labels {
                    section,
                    row,
                    column: None,
                }) => (section, row.to_owned()),
                None => ("Cells that attune does not know", cell.to_string()),
            };
            let row = CellRow {
                label: words(&label),
                values: vec![Some(shift(change))],
            };
            (words(heading), row)
        })
        .collect();
    let mut groups: Vec<CellGroup> = Vec::new();
    for (heading, row) in extra {
        match groups.last_mut() {
            Some(last) if last.heading == heading => last.rows.push(row),
            Some(_) | None => groups.push(CellGroup {
                heading,
                columns: Vec::new(),
                rows: vec![row],
            }),
        }
    }
    groups
}

fn shift(change: &CellChange) -> Shift {
    let CellChange { before, after } = change;
    Shift {
        before: match before {
            CellState::Unknown => Before::Unknown,
            CellState::Known {
                value,
                source: _,
                at: _,
            } => Before::Was(words(&value.to_string())),
        },
        after: words(&after.to_string()),
    }
}
