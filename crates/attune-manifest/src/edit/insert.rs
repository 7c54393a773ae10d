//! New keys and list entries.

use crate::edit::error::{EditError, refuse};
use crate::edit::place::{Missing, Target};
use crate::edit::quote;
use crate::edit::replace::{entry_end, fill};
use crate::edit::splice::Splice;
use crate::edit::text_lines::{is_blank, line_break, line_end, line_start};
use crate::edit::value::NewValue;
use crate::format::{Checked, Collection, Entry, Kind, Style};
use crate::source::Span;

/// Puts in the keys that are missing, the last of them with the value.
pub(super) fn insert(
    file: &Checked<'_>,
    missing: &Missing<'_, '_>,
    value: &NewValue,
) -> Result<Vec<Splice>, EditError> {
    let keys = &missing.keys;
    let text = file.text;
    Ok(match &missing.target {
        Target::Map(map, span) => match map.style {
            Style::Block => after_last(text, map, &block(keys, value, map.column, text)),
            Style::Flow => between_brackets(text, map, *span, &flow(keys, value)),
            Style::Pair => {
                return Err(refuse(file, *span, "this map has no brackets of its own")
                    .help("put it in braces: `[{a: 1}]`"));
            }
        },
        Target::Empty(entry, Style::Block, column) => {
            let indent = column + 2;
            let at = line_end(text, entry.slot);
            let lines = block(keys, value, indent, text);
            let new = format!("{}{:indent$}{lines}", line_break(text), "");
            vec![Splice::new(Span::at(at), new)]
        }
        Target::Empty(entry, Style::Flow | Style::Pair, _) => {
            let map = format!("{{{}}}", flow(keys, value));
            vec![Splice::new(Span::at(entry.slot), fill(entry, &map))]
        }
        Target::File => {
            let end = line_break(text);
            let open = !text.is_empty() && !text.ends_with(['\n', '\r']);
            let before = if open { end } else { "" };
            let new = format!("{before}{}{end}", block(keys, value, 0, text));
            vec![Splice::new(Span::at(text.len()), new)]
        }
    })
}

/// Puts one more entry into a list that stands in these bytes.
pub(super) fn append(
    file: &Checked<'_>,
    list: &Collection<'_>,
    span: Span,
    value: &NewValue,
) -> Vec<Splice> {
    if list.style == Style::Block {
        after_last(file.text, list, &format!("- {}", value.text()))
    } else {
        between_brackets(file.text, list, span, value.text())
    }
}

/// `a: {b: value}`.
fn flow(keys: &[&str], value: &NewValue) -> String {
    let mut written = value.text().to_owned();
    for (at, key) in keys.iter().enumerate().rev() {
        let pair = format!("{}: {written}", quote::key(key));
        written = if at > 0 { format!("{{{pair}}}") } else { pair };
    }
    written
}

/// `a:` and below it `b: value`; the first line without its indentation.
fn block(keys: &[&str], value: &NewValue, indent: usize, text: &str) -> String {
    let keys: Vec<String> = keys
        .iter()
        .enumerate()
        .map(|(depth, key)| {
            let indent = if depth > 0 { indent + 2 * depth } else { 0 };
            format!("{:indent$}{}:", "", quote::key(key))
        })
        .collect();
    format!("{} {}", keys.join(line_break(text)), value.text())
}

/// After the last entry of a block, with an empty line before it if that one has one.
fn after_last(text: &str, block: &Collection<'_>, new: &str) -> Vec<Splice> {
    let Some(last) = block.entries.last() else {
        return Vec::new();
    };
    let at = line_end(text, entry_end(last));
    let apart = block.entries.len() > 1 && first_blank(last) && !ends_in_text(last);
    let breaks = line_break(text).repeat(1 + usize::from(apart));
    let indent = block.column;
    vec![Splice::new(
        Span::at(at),
        format!("{breaks}{:indent$}{new}", ""),
    )]
}

/// Whether the entry ends in a block of text, which an empty line might belong to.
fn ends_in_text(entry: &Entry<'_>) -> bool {
    match &entry.value.kind {
        Kind::Block(_) => true,
        Kind::Collection(inner) => inner.entries.last().is_some_and(ends_in_text),
        Kind::Nothing | Kind::Text(_) => false,
    }
}

fn first_blank(entry: &Entry<'_>) -> bool {
    entry.above.first().map_or(entry.blank, |first| first.blank)
}

/// After the last entry in brackets; on a line of its own where that one has one.
fn between_brackets(text: &str, collection: &Collection<'_>, span: Span, new: &str) -> Vec<Splice> {
    let Some(last) = collection.entries.last() else {
        return vec![Splice::new(Span::at(span.start + 1), new)];
    };
    let comma = last.comma.is_none().then(|| ",".to_owned());
    let value = last.value.span.end.max(last.slot);
    let start = line_start(text, last.start);
    if is_blank(text, Span::new(start, last.start)) {
        let ends = [last.comma, last.trailing.map(|comment| comment.span.end)];
        let at = ends.into_iter().flatten().fold(value, usize::max);
        let indent = text.get(start..last.start).unwrap_or_default();
        let line = format!("{}{indent}{new}", line_break(text));
        let comma = comma.map(|comma| Splice::new(Span::at(value), comma));
        return comma
            .into_iter()
            .chain([Splice::new(Span::at(at), line)])
            .collect();
    }
    let at = last.comma.unwrap_or(value);
    let new = format!("{} {new}", comma.unwrap_or_default());
    vec![Splice::new(Span::at(at), new)]
}
