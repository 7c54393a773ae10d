//! `empty-manifest`: a manifest says at least its format and its tenant.

use crate::finding::Finding;
use crate::rules::Rule;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: "empty-manifest",
    summary: "a manifest says at least its format and its tenant",
};

/// Nothing but blanks and comments.
pub(crate) fn finding() -> Finding {
    Finding::of_file(&RULE, "the manifest is empty")
        .help("the smallest valid manifest is\nattune: 1\ntenant: contoso")
}
