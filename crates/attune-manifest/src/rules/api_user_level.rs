//! `api-user-level`: an API user holds an API-only level.

use attune_model::{Handle, LevelName};

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;
use crate::source::Span;
use crate::suggest::{did_you_mean, one_of};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "api-user-level",
    summary: "an API user holds an API-only level",
};

/// A handle that `securityLevels` does not have.
pub(crate) fn unknown(item: &Item<'_>, handle: &Handle, known: &[&str]) -> Finding {
    let help = did_you_mean(handle.as_str(), known, || {
        if known.is_empty() {
            format!(
                "add the level under `securityLevels`: `{handle}: {{name: ..., copyOf: API User (system)}}`; one that is in the tenant already is written `{{name: {handle}}}`"
            )
        } else {
            format!("known: {}", one_of(known))
        }
    });
    Finding::error(
        &RULE,
        item.span(),
        format!("there is no security level `{handle}` in this manifest"),
    )
    .label("unknown level")
    .help(help)
}

/// A level of people.
pub(crate) fn of_people(
    item: &Item<'_>,
    handle: &Handle,
    base: &LevelName,
    copy_of: Span,
) -> Finding {
    let message = format!(
        "an API user can hold API-only levels only, and `{handle}` is a copy of `{base}`, which is for people"
    );
    Finding::error(&RULE, item.span(), message)
        .label("a level for people")
        .related(copy_of, "copied from here")
        .help("let the level be a copy of `API User (system)`, or name another level")
}

/// A system level of people.
pub(crate) fn named(item: &Item<'_>, name: &LevelName) -> Finding {
    Finding::error(
        &RULE,
        item.span(),
        format!("an API user can hold API-only levels only, and `{name}` is for people"),
    )
    .label("a level for people")
    .help("name a level that is API-only, such as `API User (system)`")
}
