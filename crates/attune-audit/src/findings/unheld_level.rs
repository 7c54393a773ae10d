//! Levels that nobody holds.

use super::{Hit, Rule};
use crate::Audit;

/// An active custom level that nobody holds, active or not. System levels cannot be deleted and are left out.
pub(super) const RULE: Rule = Rule {
    id: "unheld-level",
    why: "It stands in the list and can be given to somebody by mistake.",
    help: "Inactivate it, or delete it at the console.",
    weight: 1,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter();
    levels
        .filter(|level| level.active && !level.system)
        .filter(|level| level.holders.is_some_and(|holders| holders.all() == 0))
        .map(|level| Hit {
            object: level.title(),
            what: "nobody holds it".to_owned(),
        })
        .collect()
}
