//! `reference-shape`: a reference names one environment variable or one file.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "reference-shape",
    summary: "a reference names one environment variable or one file",
};

/// Neither `env` nor `file`, or both.
pub(crate) fn one(item: &Item<'_>, variable: &str) -> Finding {
    let message = format!("`{}` must have either `env` or `file`", item.name);
    Finding::error(&RULE, item.head, message)
        .label("one of the two")
        .help(format!("write `{}: {{env: {variable}}}`", item.name))
}

/// A text that is no name of a variable; it may be the secret itself and is not shown.
pub(crate) fn variable(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        "this is no name of an environment variable",
    )
    .label("hidden here")
    .help("write the variable's name: letters, digits and underscores, beginning with a letter")
}
