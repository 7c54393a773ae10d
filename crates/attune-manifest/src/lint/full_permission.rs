//! `full-permission`: a section is not given as a whole.

use attune_model::Place;
use attune_model::catalogue;

use crate::finding::Finding;
use crate::lint::{View, Warning};
use crate::rules::Rule;
use crate::yaml::{Entry, Node, Value};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: "full-permission",
    summary: "a section is not given as a whole",
};

/// Sections of which a level is given everything, also what the product adds one day and a later plan pins.
pub(super) fn check(view: &View<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for level in entries(view.root.entry("securityLevels").map(|entry| &entry.value)) {
        for section in entries(Some(&level.value)) {
            let name = section.key.text.as_ref();
            let star = section.value.entry("*").map(|entry| &entry.value);
            let is_whole = is_all(&section.value) || star.is_some_and(is_all);
            if !is_whole || catalogue::cells_below(name).next().is_none() {
                continue;
            }
            let handle = &level.key.text;
            let place = Place("securityLevels".to_owned()).key(handle).key(name);
            if let Some(span) = view.span(&place) {
                let finding = Finding::warning(
                    &RULE,
                    span,
                    format!("`{handle}` gets everything in `{name}`"),
                )
                .label("everything")
                .help("name the rows that are needed");
                warnings.push(Warning { place, finding });
            }
        }
    }
    warnings
}

fn entries(node: Option<&Node>) -> &[Entry] {
    match node.map(|node| &node.value) {
        Some(Value::Map(entries)) => entries,
        Some(Value::Scalar(_) | Value::List(_)) | None => &[],
    }
}

fn is_all(node: &Node) -> bool {
    node.text() == Some("all")
}
