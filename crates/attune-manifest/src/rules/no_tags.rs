//! `no-tags`: YAML tags are not allowed.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "no-tags",
    summary: "YAML tags are not allowed",
};

/// `!tag`.
pub(crate) fn finding(span: Span) -> Finding {
    Finding::error(&RULE, span, "YAML tags are not allowed")
        .label("a tag")
        .help("remove it; put text that begins with `!` in quotes")
}
