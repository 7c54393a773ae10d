//! Lines of a text.

use crate::source::Span;

/// The line break that the text uses.
pub(super) fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Where the line of this byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// Where the line of this byte ends, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    at + after.find(['\n', '\r']).unwrap_or(after.len())
}

/// Where the next line begins.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    let rest = text.get(end..).unwrap_or_default();
    end + if rest.starts_with("\r\n") {
        2
    } else {
        rest.chars().next().map_or(0, char::len_utf8)
    }
}

/// Where the line above this one begins; nothing above the first.
pub(super) fn previous_line(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?;
    let above = before
        .strip_suffix("\r\n")
        .or_else(|| before.strip_suffix(['\n', '\r']))?;
    Some(line_start(text, above.len()))
}

/// Whether nothing but blanks stands here.
pub(super) fn is_blank(text: &str, span: Span) -> bool {
    let part = text.get(span.start..span.end).unwrap_or_default();
    part.chars().all(|c| matches!(c, ' ' | '\t'))
}
