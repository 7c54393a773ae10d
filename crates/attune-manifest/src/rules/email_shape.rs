//! `email-shape`: an e-mail address looks like one.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "email-shape",
    summary: "an e-mail address looks like one",
};

/// No address.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("`{}` is no e-mail address", item.name),
    )
    .label("no address")
    .help("write it as `name@contoso.example`")
}

/// A pattern where one address is wanted.
pub(crate) fn pattern(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("`{}` must be one address, not a pattern", item.name),
    )
    .label("a pattern")
    .help("name one person: `tess.turner@contoso.example`")
}

/// Whether a text has something before and after its only `@`, and no blanks or separators.
pub(crate) fn is_address(text: &str) -> bool {
    let parts: Vec<&str> = text.split('@').collect();
    let [name, domain] = parts.as_slice() else {
        return false;
    };
    !name.is_empty()
        && !domain.is_empty()
        && !text
            .contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ',' | ';' | ':' | '"'))
}
