//! Tables of text: a line a row, tabs between columns, `#` before remarks, `-` for nothing.

/// The rows of a table.
pub(super) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

/// A column's content; none where it holds `-` or is missing.
pub(super) fn cell(row: &[&'static str], column: usize) -> Option<&'static str> {
    row.get(column).copied().filter(|cell| *cell != "-")
}
