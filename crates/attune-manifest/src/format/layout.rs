//! A text as it is written: entries with the comments and empty lines around them.

use crate::format::block_text::BlockText;
use crate::source::Span;

/// A whole text.
#[derive(Debug)]
pub(crate) struct Layout<'t> {
    /// `---`, with the comments above it and the one on its line.
    pub(crate) marker: Option<Marker<'t>>,
    /// Between the start and a top-level value in brackets.
    pub(crate) inner: Vec<Comment<'t>>,
    pub(crate) root: Option<Value<'t>>,
    pub(crate) trailing: Option<Comment<'t>>,
    /// At the end.
    pub(crate) below: Vec<Comment<'t>>,
    /// Every comment, in the order of the text.
    pub(crate) comments: Vec<Comment<'t>>,
}

/// The start of a document.
#[derive(Debug)]
pub(crate) struct Marker<'t> {
    pub(crate) above: Vec<Comment<'t>>,
    pub(crate) trailing: Option<Comment<'t>>,
}

/// A comment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comment<'t> {
    /// From `#` on, without blanks at the end.
    pub(crate) text: &'t str,
    pub(crate) span: Span,
    /// In characters, from 0.
    pub(crate) column: usize,
    /// Whether an empty line comes before.
    pub(crate) blank: bool,
    /// Whether something else stands before it on its line.
    pub(crate) same_line: bool,
}

/// An entry of a map or a list.
#[derive(Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) above: Vec<Comment<'t>>,
    /// Whether an empty line comes directly before.
    pub(crate) blank: bool,
    /// Where the key, the hyphen or the value in brackets begins.
    pub(crate) start: usize,
    /// Of maps.
    pub(crate) key: Option<Key<'t>>,
    /// The end of the colon or the hyphen, or of the key where there is no colon.
    pub(crate) slot: usize,
    /// Between the key or the hyphen and the value; before a block only the comment on the line of the key.
    pub(crate) inner: Vec<Comment<'t>>,
    pub(crate) value: Value<'t>,
    pub(crate) trailing: Option<Comment<'t>>,
    /// The end of the comma, where one follows.
    pub(crate) comma: Option<usize>,
}

/// A key.
#[derive(Debug)]
pub(crate) struct Key<'t> {
    /// As it is written.
    pub(crate) raw: &'t str,
    /// What it says.
    pub(crate) name: String,
    /// Whether a colon follows: in `{a, b: 1}` it may be left out.
    pub(crate) colon: bool,
}

/// A value and the bytes that it takes.
#[derive(Debug)]
pub(crate) struct Value<'t> {
    pub(crate) span: Span,
    pub(crate) kind: Kind<'t>,
}

/// What a value is.
#[derive(Debug)]
pub(crate) enum Kind<'t> {
    /// Nothing is written.
    Nothing,
    /// Plain or quoted text, as it is written.
    Text(&'t str),
    /// A block of text.
    Block(BlockText<'t>),
    Collection(Collection<'t>),
}

/// A map or a list.
#[derive(Debug)]
pub(crate) struct Collection<'t> {
    pub(crate) style: Style,
    pub(crate) list: bool,
    /// In bytes from the start of the line, of the first entry.
    pub(crate) column: usize,
    pub(crate) entries: Vec<Entry<'t>>,
    /// After the last entry.
    pub(crate) below: Vec<Comment<'t>>,
}

/// How a collection is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// One entry a line.
    Block,
    /// In brackets.
    Flow,
    /// The map `a: 1` in `[a: 1]`, without brackets of its own.
    Pair,
}

impl Layout<'_> {
    /// The texts of all comments, in order.
    pub(crate) fn texts(&self) -> Vec<&str> {
        self.comments.iter().map(|comment| comment.text).collect()
    }
}
