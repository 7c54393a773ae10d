//! `selector-empty`: a selector says who is meant.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "selector-empty",
    summary: "a selector says who is meant",
};

/// It does not.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    // A selector that a recipe is given stands elsewhere than its key.
    let span = if item.node.span.is_empty() {
        item.head
    } else {
        item.node.span
    };
    Finding::error(
        &RULE,
        span,
        format!("`{}` does not say who is meant", item.name),
    )
    .label("nobody is named")
    .help("add `emails`, `levels` or `licenseTypes`: `{emails: [\"*@contoso.example\"]}`")
}
