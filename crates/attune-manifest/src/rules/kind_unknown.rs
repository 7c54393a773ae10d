//! `kind-unknown`: words for all need a level whose kind is known.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "kind-unknown",
    summary: "words for all need a level whose kind is known",
};

const HELP: &str = "say which: `apiOnly: true` or `apiOnly: false`; or name the single settings";

/// `all` or `none` over settings that only one kind of level has.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    let message = format!(
        "what `{}` stands for depends on whether this level is API-only, and its base does not tell",
        item.node.text().unwrap_or_default()
    );
    Finding::error(&RULE, item.span(), message)
        .label("of which kind?")
        .help(HELP)
}

/// `baseline: none`.
pub(crate) fn baseline(span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        "what `baseline: none` takes away depends on whether this level is API-only, and its base does not tell",
    )
    .label("of which kind?")
    .help(HELP)
}
