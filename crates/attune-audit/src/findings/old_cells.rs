//! Levels that were looked at long ago.

use super::{Hit, Rule};
use crate::Audit;

/// A cell of a custom level was last seen more than thirty days ago.
pub(super) const RULE: Rule = Rule {
    id: "old-cells",
    why: "REST does not show what a level contains, and Autotask keeps no log of its changes: what was seen then may be \
          different now.",
    help: "Capture the level again with `attune capture`.",
    weight: 3,
    find,
};

const DAYS: i64 = 30;

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter().filter(|level| !level.system);
    levels
        .filter_map(|level| {
            let oldest = level.oldest_cell?;
            let days = audit.at.duration_since(oldest).as_hours() / 24;
            (days > DAYS).then(|| Hit {
                object: level.title(),
                what: format!("a cell of it was last seen {days} days ago, at {oldest}"),
            })
        })
        .collect()
}
