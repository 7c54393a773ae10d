//! Levels of administrators that integrations may act with.

use std::collections::BTreeSet;

use attune_model::catalogue::{AdminReach, LicenseType};
use attune_model::{LevelId, LevelName, Note, ResourceId};

use crate::context::Context;
use crate::impersonation::Rule;

/// A word on a level of administrators: whoever acts as one of them may do everything that they may.
///
/// `level` is the level, or the system level in whose place `name` is put; `holders` are those whom the rule chose.
pub(crate) fn advice(
    context: &Context<'_>,
    rule: &Rule<'_>,
    level: LevelId,
    name: &LevelName,
    holders: &BTreeSet<ResourceId>,
) -> Option<Note> {
    let is_administrator = |id: &ResourceId| {
        context.resources.get(id).is_some_and(|resource| {
            resource.active && resource.license_type == LicenseType::Administrator
        })
    };
    let gives_everything = context
        .root(level)
        .is_some_and(|root| root.admin == AdminReach::Everything);
    let is_held_by_one = holders.iter().any(is_administrator)
        || context
            .active_holders(level)
            .any(|(id, _)| is_administrator(&id));
    (gives_everything || is_held_by_one).then(|| {
        Note::Advice(format!(
            "{} lets integrations act as administrators, who hold \"{name}\". Leave that level out unless an integration needs it.",
            rule.place
        ))
    })
}
