//! What is said of what has lost its block and stays.

use attune_model::Note;

use super::lost::{LostLevel, LostUser};
use crate::api_users::ApiUsers;
use crate::context::{Context, person};

/// The active API users in whose place blocks put others before they went themselves. The ledger has a handle for the
/// newest only, so no step of attune's can note what becomes of them.
pub(super) fn left_behind(
    context: &Context<'_>,
    lost: &[LostUser<'_>],
    users: &ApiUsers,
) -> Vec<Note> {
    let replaced = &context.observed.remembered.replaced;
    let without_block = replaced
        .iter()
        .filter(|(handle, _)| !context.written.api_users.contains_key(*handle));
    without_block
        .flat_map(|(_, ids)| ids)
        .filter(|id| !users.managed.contains(id) && lost.iter().all(|lost| lost.id != **id))
        .filter_map(|id| Some((*id, context.resources.get(id)?)))
        .filter(|(_, resource)| resource.active && !context.is_ignored(resource))
        .map(|(id, resource)| {
            Note::Advice(format!(
                "Another API user took the place of {} (resource {id}), which is still active, and no block stands for either: inactivate it by hand.",
                person(id, resource)
            ))
        })
        .collect()
}

pub(super) fn unmanaged(users: &[LostUser<'_>], levels: &[LostLevel<'_>]) -> Option<Note> {
    let users = users
        .iter()
        .map(|lost| format!("API user {}", person(lost.id, lost.resource)));
    let levels = levels.iter().map(|lost| format!("\"{}\"", lost.level.name));
    let names: Vec<String> = users.chain(levels).collect();
    (!names.is_empty()).then(|| {
        Note::Unmanaged(format!(
            "The ledger says that these are attune's, and no block or rule stands for them any more: {}. `policy: {{prune: true}}` would inactivate them.",
            names.join(", ")
        ))
    })
}
