//! Levels that several API users share.

use super::{Hit, Rule};
use crate::Audit;

/// More than one active API user holds the same custom level. Those on system levels are another finding.
pub(super) const RULE: Rule = Rule {
    id: "shared-api-level",
    why: "What is given for one integration is given to all of them, and nothing can be taken from one alone.",
    help: "Copy the level for each integration. Fifty custom API-only levels are possible.",
    weight: 5,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let levels = audit.known_levels().iter().filter(|level| !level.system);
    levels
        .filter_map(|level| {
            let users = audit.known_api_users().iter();
            let names: Vec<String> = users
                .filter(|user| user.active && user.level.id == level.id)
                .map(|user| format!("{} <{}>", user.name, user.email))
                .collect();
            (names.len() > 1).then(|| Hit {
                object: level.title(),
                what: format!("{} API users share it: {}", names.len(), names.join(", ")),
            })
        })
        .collect()
}
