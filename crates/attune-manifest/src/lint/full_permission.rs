//! `full-permission`: a section is not given as a whole.

use attune_model::Place;
use attune_model::catalogue;

use crate::finding::Finding;
use crate::lint::{View, Warning};
use crate::places::find;
use crate::rules::Rule;
use crate::yaml::Node;

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: "full-permission",
    summary: "a section is not given as a whole",
};

/// Sections of which a level is given everything, also what the product adds one day and a later plan pins.
pub(super) fn check(view: &View<'_>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for handle in view.desired.security_levels.keys() {
        let level = Place("securityLevels".to_owned()).key(handle);
        for section in sections() {
            let place = level.key(section);
            let Some(found) = find(view.root, &place).filter(|found| found.exact) else {
                continue;
            };
            let star = found.node.entry("*").map(|entry| &entry.value);
            let whole = is_all(found.node) || star.is_some_and(is_all);
            if let Some(span) = view.span(&place).filter(|_| whole) {
                let finding = Finding::warning(
                    &RULE,
                    span,
                    format!("{handle} gets everything in `{section}`"),
                )
                .label("everything")
                .help("name the rows that are needed");
                warnings.push(Warning { place, finding });
            }
        }
    }
    warnings
}

fn is_all(node: &Node) -> bool {
    node.text() == Some("all")
}

/// The sections of the level editor, each once.
fn sections() -> Vec<&'static str> {
    let mut sections: Vec<&str> = catalogue::cells()
        .filter_map(|spec| Some(spec.path.split_once('.')?.0))
        .collect();
    sections.dedup();
    sections
}
