//! Custom levels of which every known right is as wide as it can be.

use attune_model::catalogue::Section;

use super::{Hit, Rule, counted};
use crate::{Audit, Level};

/// Every right of a custom level that was seen holds its widest value, and more of them were seen than not. The section
/// `Web Services API` is left out: it says how the API is used, not what may be done.
pub(super) const RULE: Rule = Rule {
    id: "wide-level",
    why: "A custom level that gives everything is full access under another name.",
    help: "Take away what its holders do not need, section by section.",
    weight: 11,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter().filter(|level| !level.system);
    levels
        .filter_map(|level| {
            let rights = full(level)?;
            Some(Hit {
                object: level.title(),
                what: format!(
                    "all {} that were seen are as wide as they can be",
                    counted(rights, "right", "rights")
                ),
            })
        })
        .collect()
}

/// How many rights are full, where all are that were seen.
fn full(level: &Level) -> Option<usize> {
    let sections = level.sections.iter();
    let (mut full, mut less, mut unseen) = (0, 0, 0);
    for rights in sections.filter(|rights| rights.section != Section::WebServicesApi.label()) {
        full += rights.full;
        less += rights.part + rights.nothing;
        unseen += rights.unseen;
    }
    (less == 0 && full > unseen).then_some(full)
}
