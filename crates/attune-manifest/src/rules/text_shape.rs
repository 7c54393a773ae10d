//! `text-shape`: text is one line and not blank.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "text-shape",
    summary: "text is one line and not blank",
};

/// Nothing but blanks.
pub(crate) fn blank(item: &Item<'_>) -> Finding {
    Finding::error(&RULE, item.span(), format!("`{}` is blank", item.name))
        .label("blank")
        .help("write at least one letter between the quotes")
}

/// A line break or another control character.
pub(crate) fn lines(item: &Item<'_>) -> Finding {
    let message = format!("`{}` must be one line of text", item.name);
    Finding::error(&RULE, item.span(), message)
        .label("holds a line break or control character")
        .help("write it on one line behind the key, without `|` or `>`")
}
