//! `drop-nothing`: `drop` names what a layer below has.

use attune_model::Place;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "drop-nothing",
    summary: "`drop` names what a layer below has",
};

/// Nothing is there.
pub(crate) fn finding(place: &Place, span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("no layer below says anything at `{place}`"),
    )
    .label("nothing to drop")
    .help("correct the place, or remove it; `attune explain` shows what the layers say")
}
