//! Bytes in place of others.

use crate::source::Span;

/// Bytes in place of others.
#[derive(Debug)]
pub(super) struct Splice {
    pub(super) span: Span,
    pub(super) text: String,
}

impl Splice {
    /// `text` in place of `span`.
    pub(super) fn new(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { span, text }
    }
}

/// The text with all splices made; they do not overlap.
pub(super) fn apply(text: &str, splices: Vec<Splice>) -> String {
    let mut splices = splices;
    splices.sort_by_key(|splice| splice.span);
    let (mut edited, mut at) = (String::with_capacity(text.len()), 0);
    for Splice { span, text: new } in splices {
        edited.push_str(text.get(at..span.start).unwrap_or_default());
        edited.push_str(&new);
        at = span.end;
    }
    edited + text.get(at..).unwrap_or_default()
}
