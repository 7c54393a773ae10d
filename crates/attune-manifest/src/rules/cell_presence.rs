//! `cell-presence`: a setting of a level is one that levels of its kind have.

use attune_model::LevelName;

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "cell-presence",
    summary: "a setting of a level is one that levels of its kind have",
};

/// A setting that copies of `base` do not have.
pub(crate) fn finding(item: &Item<'_>, base: Option<&LevelName>, api_only: bool) -> Finding {
    let level = base.map_or_else(
        || "this level is".to_owned(),
        |base| format!("copies of `{base}` are"),
    );
    let (message, help) = if api_only {
        (
            format!(
                "`{}` is on levels of people only, and {level} API-only",
                item.name
            ),
            "remove it: an API-only level cannot be impersonated; who may be is set under `impersonation`",
        )
    } else {
        (
            format!(
                "`{}` is on API-only levels only, and {level} for people",
                item.name
            ),
            "copy an API-only level such as `API User (system)`, or remove this setting",
        )
    };
    Finding::error(&RULE, item.head, message)
        .label(if api_only {
            "not on API-only levels"
        } else {
            "not on levels of people"
        })
        .help(help)
}
