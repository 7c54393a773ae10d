//! `extends-unreadable`: what is extended can be read.

use std::io;
use std::path::Path;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "extends-unreadable",
    summary: "what is extended can be read",
};

/// The system says no.
pub(crate) fn finding(path: &Path, error: &io::Error, span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("cannot read {}: {error}", path.display()),
    )
    .label("cannot be read")
    .help("the path starts at the folder of this file; check it")
}

/// The system says no to a file below the manifest, which does not name it itself.
pub(crate) fn below(path: &Path, error: &io::Error, span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("cannot read {}: {error}", path.display()),
    )
    .label("lies over it")
    .help("the file lies below this manifest without being extended; check where it is named")
}

/// A folder without manifests.
pub(crate) fn empty(path: &Path, span: Span) -> Finding {
    Finding::error(
        &RULE,
        span,
        format!("the folder {} holds no *.yaml file", path.display()),
    )
    .label("nothing there")
    .help("name a file, or a folder with manifests")
}
