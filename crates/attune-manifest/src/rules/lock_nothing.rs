//! `lock-nothing`: `lock` names what the layer, or one below it, says.

use attune_model::Place;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "lock-nothing",
    summary: "`lock` names what the layer, or one below it, says",
};

/// Nothing is there.
pub(crate) fn finding(place: &Place, span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("nothing is said at `{place}`, so there is nothing to lock"),
    )
    .label("nothing to lock")
    .help("give the place a value in this file, or correct the place")
}
