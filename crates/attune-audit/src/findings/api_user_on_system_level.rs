//! Active API users that hold a system level.

use super::{Hit, Rule};
use crate::Audit;

/// An active API user holds a level that comes with the product. The help says that `API User (system)` gives everything
/// that `Full Access` gives (`security.md` 3), and system levels cannot be edited, so nothing can be taken from it.
pub(super) const RULE: Rule = Rule {
    id: "api-user-on-system-level",
    why: "A system level gives an integration about everything and cannot be narrowed: whoever gets hold of its key and \
          secret has all of it.",
    help: "Copy the level, leave the copy what the vendor's guide asks for, and give the copy to the API user.",
    weight: 16,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let users = audit.known_api_users().iter().filter(|user| user.active);
    users
        .filter_map(|user| {
            let level = audit.level(user.level.id)?;
            level.system.then(|| Hit {
                object: user.title(),
                what: format!("holds \"{}\", a system level", level.name),
            })
        })
        .collect()
}
