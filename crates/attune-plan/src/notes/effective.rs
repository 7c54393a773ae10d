//! What REST lets API users do, held against what is known and wanted of their levels.

use attune_model::catalogue::contradiction;
use attune_model::{
    Effective, EffectiveRights, Handle, LevelId, Note, OwnershipWord, Reading, RightsThen,
};

use super::day;
use crate::context::{Context, person};
use crate::targets::{Key, Targets};
use crate::words::listed;

/// What could not be seen, what changed since the last apply, and what REST contradicts.
pub(super) fn notes(context: &Context<'_>, targets: &Targets) -> Vec<Note> {
    let mut notes = Vec::new();
    for (handle, effective) in &context.observed.effective {
        let level = effective.level;
        if context
            .owned
            .level(&context.level_name(level), OwnershipWord::Ignore)
        {
            continue;
        }
        match &effective.rights {
            Reading::Failed(why) => notes.push(Note::Unseen(format!(
                "What REST lets the API user {} do could not be seen: {why}.",
                user(context, handle, effective)
            ))),
            Reading::Read(rights) => {
                notes.extend(changed(context, level, rights));
                notes.extend(contradicted(context, targets, level, rights));
            }
        }
    }
    notes
}

fn user(context: &Context<'_>, handle: &Handle, effective: &Effective) -> String {
    context.resources.get(&effective.user).map_or_else(
        || handle.to_string(),
        |resource| person(effective.user, resource).to_string(),
    )
}

fn changed(context: &Context<'_>, level: LevelId, now: &EffectiveRights) -> Option<Note> {
    let RightsThen {
        user: _,
        rights,
        at,
    } = context.observed.remembered.rights.get(&level)?;
    let changes: Vec<String> = now
        .changes_since(rights)
        .iter()
        .map(|change| {
            let verb = change.verb.label();
            format!(
                "{} {verb} ({}, was {})",
                change.entity, change.now, change.before
            )
        })
        .collect();
    (!changes.is_empty()).then(|| {
        Note::Unseen(format!(
            "What REST lets holders of \"{}\" do is not what it was on {}: {}. What was known of the level's cells is not relied on.",
            context.level_name(level),
            day(*at),
            listed(changes)
        ))
    })
}

fn contradicted(
    context: &Context<'_>,
    targets: &Targets,
    level: LevelId,
    rights: &EffectiveRights,
) -> Vec<Note> {
    let Some(target) = targets.get(&Key::Existing(level)) else {
        return Vec::new();
    };
    let cells = target.cells.iter();
    cells
        .filter_map(|(cell, (value, _))| {
            let said = contradiction(cell, value, rights)?;
            Some(Note::Unseen(format!(
                "{cell} of \"{}\" is to be {value}, and REST contradicts it: {} {} is {}.",
                context.level_name(level),
                said.effect.entity,
                said.effect.verb.label(),
                said.access
            )))
        })
        .collect()
}
