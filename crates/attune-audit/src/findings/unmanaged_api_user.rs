//! API users that the ledger does not know.

use super::{Hit, Rule};
use crate::{Audit, Owner};

/// An active API user that attune neither made nor took over.
pub(super) const RULE: Rule = Rule {
    id: "unmanaged-api-user",
    why: "No manifest says what it is for and what it may do, and nobody sees when that changes.",
    help: "Find out whose it is. Write a block with `adopt` for it, or inactivate it.",
    weight: 8,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let users = audit.known_api_users().iter();
    users
        .filter(|user| user.active && user.owner == Owner::Nobody)
        .map(|user| {
            let own = if user.is_own {
                "; attune itself signs in with it"
            } else {
                ""
            };
            Hit {
                object: user.title(),
                what: format!("is active, and attune neither made nor took it over{own}"),
            }
        })
        .collect()
}
