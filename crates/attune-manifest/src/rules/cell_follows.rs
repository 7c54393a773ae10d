//! `cell-follows`: what Autotask sets along with another setting is not contradicted.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "cell-follows",
    summary: "what Autotask sets along with another setting is not contradicted",
};

/// By Autotask's help the page sets `path` itself, for `because` (help: `Settings_Contract.htm`).
pub(crate) fn finding(
    path: &str,
    becomes: &str,
    because: &str,
    span: Span,
    other: Span,
) -> Finding {
    let finding = Finding::warning(
        &RULE,
        span,
        format!("by its help Autotask makes `{path}` {becomes} by itself, because {because}"),
    )
    .label("may not stay so")
    .help("let both settings agree, or see after the apply what the page shows");
    if span == other {
        finding
    } else {
        finding.related(other, "because of this")
    }
}
