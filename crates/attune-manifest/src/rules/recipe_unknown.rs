//! `recipe-unknown`: an integration names a recipe that there is.

use std::io;

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::suggest::did_you_mean;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "recipe-unknown",
    summary: "an integration names a recipe that there is",
};

/// There is none of this name.
pub(crate) fn finding(item: &Item<'_>, name: &str, known: &[String]) -> Finding {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    // A part of the name is what people remember: `tasky` for `tallman-tasky`.
    let part = known.iter().find(|known| known.contains(name));
    let help = match part {
        Some(near) => format!("did you mean `{near}`?"),
        None => did_you_mean(name, &known, || {
            "`attune recipes list` shows all; your own go into a folder `recipes` beside the manifest".to_owned()
        }),
    };
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
