//! `emails-empty`: a list that chooses has an entry.

use crate::examples::example;
use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "emails-empty",
    summary: "a list that chooses has an entry",
};

/// No entry.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.head,
        format!("`{}` is empty, and nobody would be chosen", item.name),
    )
    .label("no entry")
    .help(format!(
        "name some: `{}: {}`; or remove the block",
        item.name,
        example(&item.name).unwrap_or("[...]")
    ))
}
