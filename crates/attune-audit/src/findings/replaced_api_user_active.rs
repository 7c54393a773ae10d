//! API users that were replaced and still can sign in.

use super::{Hit, Rule};
use crate::{Audit, Owner};

/// The ledger says that a block has another API user now, and the old one is still active.
pub(super) const RULE: Rule = Rule {
    id: "replaced-api-user-active",
    why: "Its credentials still work, and nobody uses them any more on purpose.",
    help: "Check that the new API user works, then inactivate the old one.",
    weight: 8,
    find,
};

fn find(audit: &Audit) -> Vec<Hit> {
    let users = audit.known_api_users().iter().filter(|user| user.active);
    users
        .filter_map(|user| match &user.owner {
            Owner::Replaced { handle } => Some(Hit {
                object: user.title(),
                what: format!("is active, and {handle} has another API user now"),
            }),
            Owner::Block { handle: _ } | Owner::RuleCopy { of: _ } | Owner::Nobody => None,
        })
        .collect()
}
