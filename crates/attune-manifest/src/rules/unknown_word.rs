//! `unknown-word`: a key that takes certain words has one of them.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::suggest::{did_you_mean, one_of};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "unknown-word",
    summary: "a key that takes certain words has one of them",
};

/// Another word.
pub(crate) fn finding(item: &Item<'_>, words: &[&str]) -> Finding {
    let message = format!("`{}` must be {}", item.name, one_of(words));
    let help = did_you_mean(item.node.text().unwrap_or_default(), words, || {
        "write one of these words".to_owned()
    });
    Finding::error(&RULE, item.span(), message)
        .label("another word")
        .help(help)
}
