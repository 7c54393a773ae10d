//! Cells as a small table: before -> after, columns where the page has columns.

use super::options::TextOptions;
use super::wrap::{pad, width, wrap};
use crate::view::{Before, CellGroup, CellRow, Shift, fold};

/// So many rows of a level are shown when it is folded.
const MOST_ROWS: usize = 30;

/// All groups, the labels of a level in one column; `?` stands for a value that nobody can see.
pub(super) fn cell_table(
    groups: &[CellGroup],
    indent: usize,
    options: &TextOptions,
) -> Vec<String> {
    let room = options.columns().saturating_sub(indent);
    let column = value_column(groups);
    let labels = label_column(groups, column, room);
    let mut left = options.most(MOST_ROWS);
    let mut hidden = 0;
    let mut lines = Vec::new();
    for group in groups {
        let (shown, folded) = fold(&group.rows, left);
        left = left.saturating_sub(shown.len());
        hidden += folded;
        if shown.is_empty() {
            continue;
        }
        lines.extend(head(group, column, labels, room));
        for row in shown {
            lines.extend(row_lines(row, column, labels));
        }
    }
    if hidden > 0 {
        lines.push(format!("and {hidden} more rows; --full shows all"));
    }
    lines
}

/// The widest label, but no wider than what the values leave.
fn label_column(groups: &[CellGroup], column: usize, room: usize) -> usize {
    let columns = groups.iter().map(|group| group.columns.len().max(1)).max();
    let values = columns.unwrap_or(0) * (column + 2);
    let limit = room.saturating_sub(values).max(20);
    let rows = groups.iter().flat_map(|group| &group.rows);
    let labels = rows.map(|row| width(&row.label) + 2);
    let headings = groups
        .iter()
        .filter(|group| !group.columns.is_empty())
        .map(|group| width(&group.heading));
    labels.chain(headings).max().unwrap_or(0).min(limit)
}

/// The widest value or heading of the columns of a level, so that all its tables are aligned.
fn value_column(groups: &[CellGroup]) -> usize {
    let tables = groups.iter().filter(|group| !group.columns.is_empty());
    let widths = tables.flat_map(|group| {
        let values = group.rows.iter().flat_map(|row| &row.values);
        let values = values.map(|value| width(&arrow(value.as_ref())));
        values.chain(group.columns.iter().map(|column| width(column)))
    });
    widths.max().unwrap_or(0)
}

/// The heading, and the columns beside it, or below it where it is too long.
fn head(group: &CellGroup, column: usize, labels: usize, room: usize) -> Vec<String> {
    let columns = group.columns.iter().map(|column| (*column).to_owned());
    let columns = aligned(columns, column);
    if !columns.is_empty() && width(&group.heading) <= labels {
        return vec![format!("{}  {columns}", pad(&group.heading, labels))];
    }
    let mut lines = wrap(&group.heading, room);
    if !columns.is_empty() {
        lines.push(format!("{}  {columns}", " ".repeat(labels)));
    }
    lines
}

/// A row; a label that is too long goes on below, so that the table stays whole.
fn row_lines(row: &CellRow, column: usize, labels: usize) -> Vec<String> {
    let values = aligned(row.values.iter().map(|value| arrow(value.as_ref())), column);
    wrap(&row.label, labels.saturating_sub(2).max(8))
        .into_iter()
        .enumerate()
        .map(|(index, part)| match index {
            0 => format!("{}  {values}", pad(&format!("  {part}"), labels)),
            _ => format!("    {part}"),
        })
        .collect()
}

fn aligned(parts: impl Iterator<Item = String>, column: usize) -> String {
    let parts: Vec<String> = parts.map(|part| pad(&part, column)).collect();
    parts.join("  ").trim_end().to_owned()
}

fn arrow(shift: Option<&Shift>) -> String {
    match shift {
        None => String::new(),
        Some(Shift { before, after }) => match before {
            Before::New => after.clone(),
            Before::Unknown => format!("? -> {after}"),
            Before::Was(before) => format!("{before} -> {after}"),
        },
    }
}
