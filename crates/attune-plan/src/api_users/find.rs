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
    let alike: Vec<(ResourceId, &Resource)> = context
        .resources
        .iter()
        .filter(|(_, resource)| resource.is_api_user() && is_alike(context, block, resource))
        .map(|(id, resource)| (*id, resource))
        .collect();
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

/// A field whose deviation is accepted tells nothing.
fn is_alike(context: &Context<'_>, block: &Block<'_>, resource: &Resource) -> bool {
    let user = block.user;
    let accepted = |key: &str| context.accepted.covers(&block.place.key(key));
    (resource.email.eq_ignore_ascii_case(&user.email) || accepted("email"))
        && (resource.first_name == user.first_name || accepted("firstName"))
        && (resource.last_name == user.last_name || accepted("lastName"))
}
