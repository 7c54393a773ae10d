//! `glob-invalid`: a pattern over addresses can be read.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "glob-invalid",
    summary: "a pattern over addresses can be read",
};

/// A pattern that cannot be read.
pub(crate) fn finding(item: &Item<'_>, error: &globset::Error) -> Finding {
    let message = format!(
        "`{}` is no pattern that can be read: {}",
        item.name,
        error.kind()
    );
    Finding::error(&RULE, item.span(), message)
        .label("not a pattern")
        .help("`*` stands for any text, `?` for one character, `{a,b}` for one of these, `[ab]` for one of these letters")
}
