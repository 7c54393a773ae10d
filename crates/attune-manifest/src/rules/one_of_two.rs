//! `one-of-two`: two keys that mean the same thing do not stand together.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "one-of-two",
    summary: "two keys that mean the same thing do not stand together",
};

/// Both are there.
pub(crate) fn finding(block: &Item<'_>, one: &Item<'_>, other: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        other.head,
        format!(
            "`{}` takes `{}` or `{}`, and both stand here",
            block.name, one.name, other.name
        ),
    )
    .label("the second")
    .related(one.head, "the first")
    .help("keep one of the two")
}
