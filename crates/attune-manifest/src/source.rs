//! The text of a manifest, as it may be shown, and positions in it.

use std::fmt;
use std::ops::Range;

/// A part of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    /// The part from `start` up to `end`.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The position `at`, which covers nothing.
    pub(crate) fn at(at: usize) -> Self {
        Self::new(at, at)
    }

    /// Whether it covers nothing.
    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A position in a manifest, for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The manifest's name: its path as given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A manifest's name and text. Values that may be secrets are starred out before it is made.
#[derive(PartialEq, Eq)]
pub(crate) struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// Takes the text that may be shown.
    pub(crate) fn new(name: &str, text: String) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            name: name.to_owned(),
            text,
            line_starts,
        }
    }

    /// The manifest's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Where a byte of the text stands.
    pub(crate) fn location(&self, at: usize) -> Location {
        let line = self.line_of(at);
        let start = self.line_start(line);
        let before = self.text.get(start..at).unwrap_or_default();
        Location {
            file: self.name.clone(),
            line: line + 1,
            column: before.chars().count() + 1,
        }
    }

    /// The whole lines that these spans touch, and the number of the first, from 1.
    pub(crate) fn lines(&self, spans: impl Iterator<Item = Span> + Clone) -> (Range<usize>, usize) {
        let first = spans.clone().map(|span| span.start).min().unwrap_or(0);
        let last = spans.map(|span| span.end).max().unwrap_or(first);
        let first_line = self.line_of(first);
        let end = self.line_end(self.line_of(last));
        (self.line_start(first_line)..end, first_line + 1)
    }

    /// The text of a range; nothing where it lies outside.
    pub(crate) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The span, cut off at the end of its first line.
    pub(crate) fn within_first_line(&self, span: Span) -> Span {
        let end = self.line_end(self.line_of(span.start));
        Span::new(span.start.min(end), span.end.min(end))
    }

    fn line_of(&self, at: usize) -> usize {
        self.line_starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    fn line_start(&self, line: usize) -> usize {
        self.line_starts
            .get(line)
            .copied()
            .unwrap_or(self.text.len())
    }

    fn line_end(&self, line: usize) -> usize {
        let start = self.line_start(line);
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let line = rest.get(..length).unwrap_or_default();
        start + line.trim_end_matches('\r').len()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_lines_end_before_their_breaks() {
        let source = Source::new("m.yaml", "ä: 1\r\nbb: ü x\n".to_owned());
        assert_eq!(source.location(14).to_string(), "m.yaml:2:7");
        assert_eq!(source.location(0).to_string(), "m.yaml:1:1");
        assert_eq!(source.location(99).line, 3);
        let (range, line) = source.lines([Span::at(2)].into_iter());
        assert_eq!((source.slice(range), line), ("ä: 1", 1));
        assert_eq!(source.within_first_line(Span::new(0, 12)), Span::new(0, 5));
    }
}
