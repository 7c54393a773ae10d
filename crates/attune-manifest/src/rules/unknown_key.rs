//! `unknown-key`: a key is one that attune knows.

use crate::finding::Finding;
use crate::rules::Rule;
use crate::suggest::{did_you_mean, one_of};
use crate::yaml::Key;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "unknown-key",
    summary: "a key is one that attune knows",
};

/// A key within the block of this name (empty at the top) that takes these.
pub(crate) fn finding(key: &Key, within: &str, known: &[&str]) -> Finding {
    let place = if within.is_empty() {
        "at the top of a manifest".to_owned()
    } else {
        format!("in `{within}`")
    };
    let help = did_you_mean(&key.text, known, || {
        format!("known here: {}", one_of(known))
    });
    Finding::error(
        &RULE,
        key.span,
        format!("there is no key {} {place}", key.quoted()),
    )
    .label("unknown key")
    .help(help)
}
