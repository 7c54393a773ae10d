//! Another API user in the place of one whose vendor cannot be changed.

use attune_model::{OwnershipWord, ProblemKind, Resource, ResourceId, Tracking};

use super::Block;
use super::tracking;
use crate::context::{Context, person};
use crate::findings::Findings;

/// Whether a new API user can take the place of the one that was made for `known`; says why not.
pub(super) fn is_possible(
    context: &Context<'_>,
    block: &Block<'_>,
    known: &Tracking,
    id: ResourceId,
    resource: &Resource,
    findings: &mut Findings,
) -> bool {
    let place = tracking::place(block);
    let user = block.user;
    let who = person(id, resource);
    if context.owned.resource(resource, OwnershipWord::Protect) {
        findings.problem(
            &place,
            ProblemKind::Protected,
            format!(
                "{who} is protected, and would be inactivated once another API user took its place"
            ),
            "Change the manifest, or take the protection away under `policy` first.",
        );
        return false;
    }
    let help = if user.credentials.is_none() {
        Some(
            "Add `credentials`, so that a new API user can take its place, or put the old one back.",
        )
    } else if block.signs_in(context) {
        None
    } else {
        Some(
            "Put the old one back, or let the block be active: a new API user takes its place only where it can sign in.",
        )
    };
    if let Some(help) = help {
        findings.problem(
            &place,
            ProblemKind::VendorImmutable,
            format!(
                "this API user was made for \"{known}\", and that cannot be changed after saving"
            ),
            help,
        );
        return false;
    }
    if let Some(key) = &user.key
        && key.eq_ignore_ascii_case(local_part(&resource.user_name))
    {
        findings.problem(
            &block.place.key("key"),
            ProblemKind::VendorImmutable,
            format!(
                "another vendor takes another API user, and its key cannot be \"{key}\": that is the key of {who}, and keys are never used twice"
            ),
            "Change `key` as well, or remove the line.",
        );
        return false;
    }
    true
}

/// REST reports the key without its domain (`rest.md` 1.2); should it ever come with one, that does not count.
fn local_part(user_name: &str) -> &str {
    user_name.split('@').next().unwrap_or_default()
}
