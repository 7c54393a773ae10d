//! A new value for an entry that is there.

use crate::edit::error::{EditError, refuse};
use crate::edit::place::Found;
use crate::edit::splice::Splice;
use crate::edit::text_lines::line_end;
use crate::edit::value::NewValue;
use crate::format::{Checked, Collection, Entry, Kind, Style, has_comments};
use crate::source::Span;

/// Puts the value in place of the one that is there.
pub(super) fn replace(
    file: &Checked<'_>,
    found: &Found<'_, '_>,
    value: &NewValue,
) -> Result<Vec<Splice>, EditError> {
    let entry = found.entry;
    if let Kind::Collection(collection) = &entry.value.kind
        && has_comments(collection)
    {
        let span = Span::new(entry.start, entry.slot);
        return Err(
            refuse(file, span, "comments inside of this value would be lost")
                .help("change the keys below one by one, or remove this one first"),
        );
    }
    Ok(whole(file.text, entry, value.text()))
}

/// Puts other text in place of the whole value of an entry.
pub(super) fn whole(text: &str, entry: &Entry<'_>, value: &str) -> Vec<Splice> {
    let span = entry.value.span;
    match &entry.value.kind {
        Kind::Nothing => vec![Splice::new(Span::at(entry.slot), fill(entry, value))],
        Kind::Block(block) => {
            let content = Span::new(line_end(text, block.header.end), block.end);
            vec![Splice::new(block.header, value), Splice::new(content, "")]
        }
        Kind::Collection(block) if block.style == Style::Block => {
            let first_line = line_end(text, entry.slot);
            if span.start <= first_line {
                return vec![Splice::new(span, value)];
            }
            // The comment on the line of the key stays where it is.
            let lines = Span::new(first_line, end_of(block).max(first_line));
            vec![
                Splice::new(Span::at(entry.slot), fill(entry, value)),
                Splice::new(lines, ""),
            ]
        }
        Kind::Text(_) | Kind::Collection(_) => vec![Splice::new(span, value)],
    }
}

/// A value behind its colon or hyphen.
pub(super) fn fill(entry: &Entry<'_>, value: &str) -> String {
    let colon = entry.key.as_ref().is_none_or(|key| key.colon);
    format!("{} {value}", if colon { "" } else { ":" })
}

/// Where a collection ends, with all comments of it.
fn end_of(collection: &Collection<'_>) -> usize {
    let last = collection.entries.last().map_or(0, entry_end);
    let below = collection
        .below
        .last()
        .map_or(0, |comment| comment.span.end);
    last.max(below)
}

/// Where an entry ends, with the comment on its last line and all those inside.
pub(super) fn entry_end(entry: &Entry<'_>) -> usize {
    let value = match &entry.value.kind {
        Kind::Collection(block) if block.style == Style::Block => end_of(block),
        Kind::Nothing | Kind::Text(_) | Kind::Block(_) | Kind::Collection(_) => {
            entry.value.span.end
        }
    };
    let comments = entry.inner.iter().chain(&entry.trailing);
    comments
        .map(|comment| comment.span.end)
        .fold(value, usize::max)
}
