//! `recipe-name`: names in a recipe have lower-case letters, digits and hyphens, and its own is that of its file.

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "recipe-name",
    summary: "names in a recipe have lower-case letters, digits and hyphens; its own is that of its file",
};

/// Whether it is such a name.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The recipe's own name.
pub(crate) fn finding(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("{} is no name for a recipe", item.quoted()),
    )
    .label("not a name")
    .help("use lower-case letters, digits and hyphens, as in the file's name: `acme-desk`")
}

/// Another name than that of the file, by which manifests find the recipe.
pub(crate) fn of_file(item: &Item<'_>, file: &str) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!(
            "the recipe is called {}, and its file `{file}`",
            item.quoted()
        ),
    )
    .label("another name")
    .help("call both the same: manifests find the recipe by the name of its file")
}

/// A parameter's name; `handle` and `tenant` are there without being named.
pub(crate) fn parameter(item: &Item<'_>) -> Finding {
    Finding::error(
        &RULE,
        item.head,
        format!("`{}` is no name for a parameter", item.name),
    )
    .label("not a name")
    .help("use lower-case letters, digits and hyphens; `handle` and `tenant` are taken")
}
