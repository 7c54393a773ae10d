//! `plain-keys`: a key is text.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "plain-keys",
    summary: "a key is text",
};

/// A list or a map as a key.
pub(crate) fn finding(span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        "a list or a map stands where a key is expected",
    )
    .label("not a key")
    .help("write `key: value`; put text that begins with `{` or `[` in quotes")
}
