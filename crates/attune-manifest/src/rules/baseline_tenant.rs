//! `baseline-tenant`: a file that others extend is for no tenant of its own.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "baseline-tenant",
    summary: "a file that others extend is for no tenant of its own",
};

/// It names a tenant.
pub(crate) fn finding(span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        "this file is extended by another, and a baseline has no tenant of its own",
    )
    .label("a tenant")
    .help("move `tenant` to the manifest that extends this file")
}
