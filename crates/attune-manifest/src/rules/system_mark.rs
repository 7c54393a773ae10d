//! `system-mark`: a level of the manifest is not named like a system level.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "system-mark",
    summary: "a level of the manifest is not named like a system level",
};

/// A name with `(system)` in it, which Autotask keeps for its own levels.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    let message = "a level of your own must not have `(system)` in its name";
    Finding::error(&RULE, item.span(), message)
        .label("the mark of a system level")
        .help("choose another name; the level that it is copied from goes in `copyOf`")
}
