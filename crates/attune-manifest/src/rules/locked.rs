//! `locked`: what a baseline locks stays as it is.

use attune_model::Place;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "locked",
    summary: "what a baseline locks stays as it is",
};

/// A layer above changes a locked place.
pub(crate) fn finding(place: &Place, at: Span, lock: Span, value: Span) -> Finding {
    Finding::error(
        &RULE,
        at,
        format!("`{place}` is locked and cannot be changed here"),
    )
    .label("changes it")
    .related(lock, "locked here")
    .related(value, "its value")
    .help("remove this, or have the lock removed where it stands")
}
