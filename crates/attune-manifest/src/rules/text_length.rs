//! `text-length`: text is no longer than its field.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "text-length",
    summary: "text is no longer than its field",
};

/// Text of this length where at most `longest` characters fit.
pub(crate) fn finding(item: &Item<'_>, length: usize, longest: usize) -> Finding {
    let message = format!(
        "`{}` has {length} characters, and {longest} are the most",
        item.name
    );
    Finding::error(&RULE, item.span(), message)
        .label(format!("{} too many", length.saturating_sub(longest)))
        .help("shorten it")
}
