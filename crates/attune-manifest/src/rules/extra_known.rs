//! `extra-known`: `extra` is for what attune does not know.

use attune_model::catalogue::{self, Verb};

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "extra-known",
    summary: "`extra` is for what attune does not know",
};

/// The address of a cell that the catalogue has under these labels.
pub(crate) fn known(section: &str, row: &str, column: Option<&str>) -> Option<&'static str> {
    catalogue::cells()
        .find(|spec| {
            spec.section.label() == section
                && spec.row == row
                && spec.column.map(Verb::label) == column
        })
        .map(|spec| spec.path)
}

/// It is known.
pub(crate) fn finding(item: &Item<'_>, path: &str) -> Finding {
    Finding::error(
        &RULE,
        item.head,
        format!("`{}` has an address of its own: `{path}`", item.name),
    )
    .label("known to attune")
    .help(format!("move it there: `{path}`"))
}
