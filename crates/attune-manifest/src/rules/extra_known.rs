//! `extra-known`: `extra` is for what attune does not know.

use attune_model::catalogue::{self, CI_TERMS, ORG_TERMS, Terms, Verb};

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
                && is_label(spec.row, row)
                && spec.column.map(Verb::label) == column
        })
        .map(|spec| spec.path)
}

/// Whether a tenant may show a label of the catalogue in these words.
fn is_label(label: &str, shown: &str) -> bool {
    let terms = ORG_TERMS.iter().flat_map(|(org, _)| {
        CI_TERMS
            .iter()
            .filter_map(|(ci, _)| Terms::default().with_org(org)?.with_ci(ci))
    });
    label == shown
        || (label.contains('{') && terms.into_iter().any(|terms| terms.fill(label) == shown))
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
