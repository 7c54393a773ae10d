//! `people-level`: people hold levels of people.

use attune_model::{Handle, LevelName};

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::source::Span;
use crate::suggest::did_you_mean;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "people-level",
    summary: "people hold levels of people",
};

/// A handle that `securityLevels` does not have.
pub(crate) fn unknown(item: &Item<'_>, handle: &Handle, known: &[&str]) -> Finding {
    let help = did_you_mean(handle.as_str(), known, || {
        format!(
            "add the level under `securityLevels`: `{handle}: {{name: ..., copyOf: Service Desk User (system)}}`; one that is in the tenant already is written `{{name: {handle}}}`"
        )
    });
    Finding::error(
        &RULE,
        item.span(),
        format!("there is no security level `{handle}` in this manifest"),
    )
    .label("unknown level")
    .help(help)
}

/// A block whose level is API-only.
pub(crate) fn of_api_users(
    item: &Item<'_>,
    level: &Handle,
    base: &LevelName,
    span: Span,
) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("`{level}` is an API-only level, and people cannot hold it"),
    )
    .label("API-only")
    .related(span, format!("a copy of `{base}`"))
    .help("name a level that is copied from one of people, such as `Service Desk User (system)`")
}

/// A system level that is API-only.
pub(crate) fn named(item: &Item<'_>, name: &LevelName) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("`{name}` is an API-only level, and people cannot hold it"),
    )
    .label("API-only")
    .help("name a level of people, such as `Service Desk User (system)`")
}
