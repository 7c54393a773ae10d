//! `extra-label`: labels in `extra` are those of the page.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "extra-label",
    summary: "labels in `extra` are those of the page",
};

/// Whether a text can be a label.
pub(crate) fn is_label(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains('›') && !text.contains(char::is_control)
}

/// It cannot.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    Finding::error(&RULE, item.head, "this is no label that a page shows")
        .label("not a label")
        .help("write section, row and column as you see them, one below the other; `›` stands in none")
}
