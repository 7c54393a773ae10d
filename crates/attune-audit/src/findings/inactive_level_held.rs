//! Inactive levels that are still in use.

use super::{Hit, Rule, counted};
use crate::{Audit, Holders};

/// A level is inactive, and active people or API users hold it: those who have it keep it (`security.md` 5).
pub(super) const RULE: Rule = Rule {
    id: "inactive-level-held",
    why: "Inactivating a level takes nothing from those who hold it. It looks switched off and is not.",
    help: "Give its holders another level, or make it active again.",
    weight: 3,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter().filter(|level| !level.active);
    levels
        .filter_map(|level| {
            let Holders {
                active,
                inactive: _,
            } = level.holders?;
            (active > 0).then(|| Hit {
                object: level.title(),
                what: format!(
                    "is inactive, and {} it",
                    counted(active, "active user holds", "active users hold")
                ),
            })
        })
        .collect()
}
