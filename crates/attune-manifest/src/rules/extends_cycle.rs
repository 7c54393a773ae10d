//! `extends-cycle`: a file does not extend itself.

use std::path::Path;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "extends-cycle",
    summary: "a file does not extend itself",
};

/// The file is being extended already.
pub(crate) fn finding(path: &Path, span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("{} extends itself, by way of this line", path.display()),
    )
    .label("leads back")
    .help("remove the line: a baseline does not extend what extends it")
}
