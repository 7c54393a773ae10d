//! How old the credentials of an API user are.

use attune_model::{Note, Resource, ResourceId};

use super::Block;
use super::fields::remembered;
use crate::context::{Context, person};

/// A word where they are older than the block wants them to be.
pub(super) fn advice(
    context: &Context<'_>,
    block: &Block<'_>,
    id: ResourceId,
    resource: &Resource,
) -> Option<Note> {
    let limit = block.user.credentials_max_age_days?;
    let delivered = remembered(context, block, id)?.delivered?;
    let age = context.observed.today.duration_since(delivered).as_hours() / 24;
    (age > i64::from(limit)).then(|| {
        Note::Advice(format!(
            "The credentials of {} are {age} days old, and {limit} are allowed: replace key and secret.",
            person(id, resource)
        ))
    })
}
