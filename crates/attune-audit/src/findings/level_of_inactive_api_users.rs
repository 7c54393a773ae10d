//! Levels that are left over from API users.

use super::{Hit, Rule, counted};
use crate::{Audit, Holders, LevelKind};

/// An active custom API-only level that only inactive API users hold.
pub(super) const RULE: Rule = Rule {
    id: "level-of-inactive-api-users",
    why: "The integration is gone. Its level waits to be given to somebody by mistake, and counts among the fifty custom \
          API-only levels that are possible.",
    help: "Inactivate the level.",
    weight: 1,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter();
    levels
        .filter(|level| level.active && !level.system && level.kind == LevelKind::ApiOnly)
        .filter_map(|level| {
            let Holders { active, inactive } = level.holders?;
            (active == 0 && inactive > 0).then(|| Hit {
                object: level.title(),
                what: format!(
                    "is active, and only {} it",
                    counted(
                        inactive,
                        "inactive API user holds",
                        "inactive API users hold"
                    )
                ),
            })
        })
        .collect()
}
