//! The texts that a manifest is made of, as they may be shown, and positions in them.
//!
//! All texts of a load share one line of positions: each begins where the one before ended. So a span alone tells
//! which text it belongs to.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A part of a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
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

    /// The same part, further on.
    pub(crate) fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// Whether it covers nothing.
    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// A position in a file, for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's name: its path as given, or `recipe NAME` for one that comes with attune.
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

/// A file's name and text. Values that may be secrets are starred out before it is made.
#[derive(PartialEq, Eq)]
pub(crate) struct Source {
    name: String,
    text: String,
    line_starts: Vec<usize>,
    /// How many characters begin before each stretch of [`STRETCH`] bytes: columns in long lines are found quickly.
    characters: Vec<usize>,
    base: usize,
}

/// How many bytes lie between two counts of characters.
const STRETCH: usize = 1024;

/// How many characters begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

impl Source {
    /// Takes the text that may be shown; its positions begin at `base`.
    pub(crate) fn new(name: &str, text: String, base: usize) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let characters = text
            .as_bytes()
            .chunks(STRETCH)
            .scan(0, |count, stretch| {
                let before = *count;
                *count += begun(stretch);
                Some(before)
            })
            .collect();
        Self {
            name: name.to_owned(),
            text,
            line_starts,
            characters,
            base,
        }
    }

    /// Where its positions begin.
    pub(crate) fn start(&self) -> usize {
        self.base
    }

    /// Where the next text's positions may begin.
    pub(crate) fn end(&self) -> usize {
        self.base + self.text.len() + 1
    }

    /// The file's name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The text as it may be shown.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a position is one of this text.
    pub(crate) fn holds(&self, at: usize) -> bool {
        (self.base..self.end()).contains(&at)
    }

    /// The span counted from the beginning of this text.
    pub(crate) fn within(&self, span: Span) -> Span {
        Span::new(
            span.start.saturating_sub(self.base),
            span.end.saturating_sub(self.base),
        )
    }

    /// Where a position stands.
    pub(crate) fn location(&self, at: usize) -> Location {
        let at = at.saturating_sub(self.base);
        let line = self.line_of(at);
        let start = self.line_start(line);
        let before = self.before(at).saturating_sub(self.before(start));
        Location {
            file: self.name.clone(),
            line: line + 1,
            column: before + 1,
        }
    }

    /// How many characters begin before a position of this text.
    fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let stretch = (at / STRETCH).min(self.characters.len().saturating_sub(1));
        let counted = self.characters.get(stretch).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(stretch * STRETCH..at);
        counted + rest.map_or(0, begun)
    }

    /// The whole lines that these spans of this text touch, and the number of the first, from 1.
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

    /// The span of this text, cut off at the end of its first line.
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
        let line = self.text.get(start..self.line_start(line + 1));
        let line = line.unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        start + line.trim_end_matches('\r').len()
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.name).finish()
    }
}

/// The texts of a load, in the order of their positions; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sources(Vec<Arc<Source>>);

impl Sources {
    /// Takes the texts.
    pub(crate) fn new(mut sources: Vec<Arc<Source>>) -> Self {
        sources.sort_by_key(|source| source.base);
        Self(sources)
    }

    /// All texts, in the order of their positions.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.iter().map(Arc::as_ref)
    }

    /// The text that a position belongs to; the nearest before it where it lies between two.
    pub(crate) fn of(&self, at: usize) -> Option<&Arc<Source>> {
        let after = self.0.partition_point(|source| source.base <= at);
        self.0.get(after.saturating_sub(1))
    }

    /// Where a position stands.
    pub(crate) fn location(&self, at: usize) -> Option<Location> {
        Some(self.of(at)?.location(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_lines_end_before_their_breaks() {
        let source = Source::new("m.yaml", "ä: 1\r\nbb: ü x\n".to_owned(), 0);
        assert_eq!(source.location(14).to_string(), "m.yaml:2:7");
        assert_eq!(source.location(0).to_string(), "m.yaml:1:1");
        assert_eq!(source.location(99).line, 3);
        let (range, line) = source.lines([Span::at(2)].into_iter());
        assert_eq!((source.slice(range), line), ("ä: 1", 1));
        assert_eq!(source.within_first_line(Span::new(0, 12)), Span::new(0, 5));
    }

    #[test]
    fn a_position_tells_its_text() {
        let one = Arc::new(Source::new("a", "12\n".to_owned(), 0));
        let two = Arc::new(Source::new("b", "34\n56".to_owned(), one.end()));
        let sources = Sources::new(vec![Arc::clone(&two), one]);
        let at = |at| sources.location(at).map(|found| found.to_string());
        assert_eq!(at(1).as_deref(), Some("a:1:2"));
        assert_eq!(at(4).as_deref(), Some("b:1:1"));
        assert_eq!(at(7).as_deref(), Some("b:2:1"));
        assert_eq!(two.within(Span::new(7, 9)), Span::new(3, 5));
    }
}
