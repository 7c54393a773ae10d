//! `duplicate-key`: a key stands once in its map.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::yaml::Key;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "duplicate-key",
    summary: "a key stands once in its map",
};

/// The second of two.
pub(crate) fn finding(first: &Key, second: &Key) -> Finding {
    Finding::error(
        &RULE,
        second.span,
        format!("{} stands here twice", second.quoted()),
    )
    .label("again")
    .related(first.span, "first here")
    .help("keep one of the two, or give the second another name")
}
