//! `duplicate-level-name`: two levels of the manifest have two names.

use attune_model::LevelName;

use crate::finding::Finding;
use crate::rules::Rule;
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "duplicate-level-name",
    summary: "two levels of the manifest have two names",
};

/// A second level of this name.
pub(crate) fn finding(name: &LevelName, first: Span, second: Span) -> Finding {
    Finding::error(
        &RULE,
        second,
        format!("two security levels have the name `{name}`"),
    )
    .label("the same name")
    .related(first, "first here")
    .help("give one of them another name, or remove one of the two blocks")
}
