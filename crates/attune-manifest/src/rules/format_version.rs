//! `format-version`: the format of the manifest is one that attune reads.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "format-version",
    summary: "the format of the manifest is one that attune reads",
};

/// The format that is read.
pub(crate) const FORMAT: i64 = 1;

/// The format of a recipe is another one.
pub(crate) fn recipe(item: &Item<'_>, number: i64, known: i64) -> Finding {
    let message =
        format!("recipes of format {number} are not known: this attune reads format {known}");
    Finding::error(&RULE, item.span(), message)
        .label("unknown format")
        .help(format!("write `recipe: {known}`"))
}

/// Another number.
pub(crate) fn finding(item: &Item<'_>, number: i64) -> Finding {
    let message = format!("format {number} is not known: this attune reads format {FORMAT}");
    let help = if number > FORMAT {
        "use a newer attune, or write the manifest in format 1"
    } else {
        "write `attune: 1`"
    };
    Finding::error(&RULE, item.span(), message)
        .label("unknown format")
        .help(help)
}
