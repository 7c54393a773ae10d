//! API users that REST lets read every record of every entity.

use attune_model::Access;

use super::{Hit, Rule};
use crate::{Audit, Rights};

/// REST said of an active API user on a custom level that it may query every record of every entity that was asked about.
/// Those on system levels are another finding.
pub(super) const RULE: Rule = Rule {
    id: "reads-everything",
    why: "A level was made for this integration, and it still reads all that there is.",
    help: "Compare the level with what the vendor's guide asks for, and take away the rest.",
    weight: 12,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let users = audit.known_api_users().iter().filter(|user| user.active);
    users
        .filter_map(|user| {
            let Rights::Rest { user: _, entities } = &user.rights else {
                return None;
            };
            let is_custom = audit
                .level(user.level.id)
                .is_some_and(|level| !level.system);
            let mut queries = entities.0.values().map(|access| access.query);
            let all = !entities.0.is_empty() && queries.all(|access| access == Access::All);
            (is_custom && all).then(|| Hit {
                object: user.title(),
                what: format!("may read every record of all {} entities", entities.0.len()),
            })
        })
        .collect()
}
