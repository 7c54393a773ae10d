//! `cell-requires`: a setting that hangs on another one is given together with it.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "cell-requires",
    summary: "a setting that hangs on another one is given together with it",
};

/// The other one is taken away.
pub(crate) fn finding(path: &str, needs: &str, span: Span, other: Span) -> Finding {
    let finding = Finding::error(
        &RULE,
        span,
        format!("`{path}` counts only with `{needs}`, which is off here"),
    )
    .label("without effect")
    .help(format!("set `{needs}: true`, or remove this"));
    if span == other {
        finding
    } else {
        finding.related(other, "switched off here")
    }
}
