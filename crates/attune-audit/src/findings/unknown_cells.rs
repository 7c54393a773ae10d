//! Levels whose content nobody has seen.

use super::{Hit, Rule, counted};
use crate::Audit;

/// Cells of a custom level in use were never seen. REST does not show what a level contains, so somebody has to open its
/// page. System levels are as the product ships them and are left out.
pub(super) const RULE: Rule = Rule {
    id: "unknown-cells",
    why: "Nobody can say what its holders may do, and a change of it goes unnoticed.",
    help: "Capture the level with `attune capture`.",
    weight: 8,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter();
    levels
        .filter(|level| !level.system)
        .filter(|level| level.holders.is_none_or(|holders| holders.active > 0))
        .filter_map(|level| {
            let what = match (level.cells.len(), level.unseen_cells) {
                (0, _) => "nobody has seen what it contains".to_owned(),
                (_, Some(0) | None) => return None,
                (seen, Some(unseen)) => format!(
                    "{} known, {} unknown",
                    counted(seen, "cell is", "cells are"),
                    counted(unseen, "is", "are")
                ),
            };
            Some(Hit {
                object: level.title(),
                what,
            })
        })
        .collect()
}
