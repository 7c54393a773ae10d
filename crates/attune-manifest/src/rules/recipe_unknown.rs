//! `recipe-unknown`: an integration names a recipe that there is.

use std::io;

use crate::finding::Finding;
use crate::reader::Item;
use crate::recipe::near;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "recipe-unknown",
    summary: "an integration names a recipe that there is",
};

/// There is none of this name.
pub(crate) fn finding(item: &Item<'_>, name: &str, known: &[String]) -> Finding {
    let help = near(name, known.iter().map(String::as_str)).map_or_else(
        || {
            "`attune recipes list` shows all; your own go into a folder `recipes` beside the manifest"
                .to_owned()
        },
        |near| format!("did you mean `{near}`?"),
    );
    Finding::error(
        &RULE,
        item.span(),
        format!("there is no recipe {}", item.quoted()),
    )
    .label("unknown recipe")
    .help(help)
}

/// Its file cannot be read.
pub(crate) fn unreadable(item: &Item<'_>, error: &io::Error) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("cannot read the recipe {}: {error}", item.quoted()),
    )
    .label("cannot be read")
    .help("the path starts at the manifest's folder; check it")
}
