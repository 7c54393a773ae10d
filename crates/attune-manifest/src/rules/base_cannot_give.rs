//! `base-cannot-give`: a level has what its base can give.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "base-cannot-give",
    summary: "a level has what its base can give",
};

/// The base lacks it.
pub(crate) fn finding(item: &Item<'_>, base: &str) -> Finding {
    Finding::error(
        &RULE,
        item.head,
        format!(
            "no copy of `{base}` can have `{}`: a copy cannot get what its base lacks",
            item.name
        ),
    )
    .label("the base lacks it")
    .help("remove it, or copy a level that has it")
}
