//! `copy-cycle`: no level is a copy of itself.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "copy-cycle",
    summary: "no level is a copy of itself",
};

/// A level whose bases lead back to it.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    Finding::error(&RULE, item.span(), "this level would be a copy of itself")
        .label("leads back to this level")
        .help("name the level that it is copied from, such as `API User (system)`")
}
