//! `extra-known`: `extra` is for what attune does not know.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use attune_model::catalogue::{self, CI_TERMS, ORG_TERMS, Section, Terms, Verb};

use crate::finding::Finding;
use crate::reader::Item;
use crate::rules::Rule;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "extra-known",
    summary: "`extra` is for what attune does not know",
};

/// Section, row and column as some tenant shows them.
type Labels = (&'static str, String, Option<&'static str>);

/// The addresses of all cells by what tenants show, whichever local terms they chose.
static KNOWN: LazyLock<BTreeMap<Labels, &'static str>> = LazyLock::new(|| {
    let terms: Vec<Terms> = ORG_TERMS
        .iter()
        .flat_map(|(org, _)| {
            CI_TERMS
                .iter()
                .filter_map(|(ci, _)| Terms::default().with_org(org)?.with_ci(ci))
        })
        .collect();
    let mut known = BTreeMap::new();
    for spec in catalogue::cells() {
        let column = spec.column.map(Verb::label);
        for terms in &terms {
            let labels = (spec.section.label(), terms.fill(spec.row), column);
            known.entry(labels).or_insert(spec.path);
        }
    }
    known
});

/// The address of a cell that the catalogue has under these labels.
pub(crate) fn known(section: &str, row: &str, column: Option<&str>) -> Option<&'static str> {
    let section = Section::ALL
        .into_iter()
        .map(Section::label)
        .find(|label| *label == section)?;
    let column = match column {
        None => None,
        Some(column) => Some(
            Verb::ALL
                .into_iter()
                .map(Verb::label)
                .find(|label| *label == column)?,
        ),
    };
    KNOWN.get(&(section, row.to_owned(), column)).copied()
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
