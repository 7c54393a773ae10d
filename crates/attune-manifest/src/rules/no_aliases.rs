//! `no-aliases`: anchors and aliases are not allowed.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "no-aliases",
    summary: "anchors and aliases are not allowed",
};

/// `*name`, known or not.
pub(crate) fn alias(span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        "text that begins with `*` is a YAML alias, and aliases are not allowed",
    )
    .label("an alias")
    .help("put the text in quotes: `\"*@contoso.example\"`; or repeat what the alias stands for")
}

/// `&name` before this value.
pub(crate) fn anchor(span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        "a YAML anchor stands before this value, and anchors are not allowed",
    )
    .label("has an anchor")
    .help("remove `&` and the name after it; put text that begins with `&` in quotes")
}
