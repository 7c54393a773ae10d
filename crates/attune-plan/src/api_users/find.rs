//! The API user that a block means.

use attune_model::{ProblemKind, Resource, ResourceId};

use super::Block;
use super::create::create_step;
use crate::context::Context;
use crate::findings::Findings;

/// Whom a block means.
pub(super) enum Found<'a> {
    /// Nobody yet.
    Nobody,
    /// An API user that is there.
    There(ResourceId, &'a Resource),
    /// Several; a problem was said.
    Unclear,
}

/// Finds the API user of a block: by the ledger, else by e-mail address and name.
pub(super) fn find<'a>(
    context: &Context<'a>,
    block: &Block<'_>,
    findings: &mut Findings,
) -> Found<'a> {
    if let Some(known) = context.observed.remembered.api_users.get(block.handle)
        && let Some(resource) = context.resources.get(&known.id)
    {
        return Found::There(known.id, resource);
    }
    if context.is_unfinished(&create_step(block.handle)) {
        // Apply looks first; what an interrupted run left behind is finished, not doubled.
        return Found::Nobody;
    }
    let alike = alike(context, block);
    match alike.as_slice() {
        [] => Found::Nobody,
        [(id, resource)] => Found::There(*id, resource),
        several => {
            findings.problem(
                &block.place,
                ProblemKind::Ambiguous,
                format!(
                    "this tenant has {} API users named {} {} with this e-mail address",
                    several.len(),
                    block.user.first_name,
                    block.user.last_name
                ),
                "Rename all but one, or give this one another name.",
            );
            Found::Unclear
        }
    }
}

/// The API users with the block's address and name, but for those whose place another one took.
///
/// A field whose deviation is accepted tells nothing.
fn alike<'a>(context: &Context<'a>, block: &Block<'_>) -> Vec<(ResourceId, &'a Resource)> {
    let user = block.user;
    let accepted = |key: &str| context.accepted.covers(&block.place.key(key));
    let replaced = context.observed.remembered.replaced.get(block.handle);
    let fits = |(id, resource): &(ResourceId, &Resource)| {
        (resource.first_name == user.first_name || accepted("firstName"))
            && (resource.last_name == user.last_name || accepted("lastName"))
            && replaced.is_none_or(|replaced| !replaced.contains(id))
    };
    if accepted("email") {
        let all = context.resources.iter().map(|(id, user)| (*id, user));
        all.filter(|(_, resource)| resource.is_api_user())
            .filter(fits)
            .collect()
    } else {
        context.api_users_at(&user.email).filter(fits).collect()
    }
}
