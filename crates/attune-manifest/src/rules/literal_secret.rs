//! `literal-secret`: the connection is given by references.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "literal-secret",
    summary: "the connection is given by references",
};

/// A value where a reference must stand; it is not shown.
pub(crate) fn finding(item: &Item<'_>, variable: &str) -> Finding {
    let message = format!(
        "`{}` must be a reference: a manifest holds no credentials",
        item.name
    );
    Finding::error(&RULE, item.span(), message)
        .label("a value, hidden here")
        .help(format!(
            "write `{}: {{env: {variable}}}` or `{}: {{file: PATH}}`; a secret that was saved in a file should be replaced",
            item.name, item.name
        ))
}
