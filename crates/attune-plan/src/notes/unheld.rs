//! Levels of attune's that nobody needs.

use std::collections::BTreeSet;

use attune_model::{Change, FieldChange, FieldValue, LevelId, LevelRef, Note, OwnershipWord, Step};

use crate::context::Context;
use crate::holders::Holders;
use crate::prune::Prune;

/// The active levels that the ledger knows and that nobody active will hold.
pub(super) fn note(context: &Context<'_>, steps: &[Step], prune: &Prune) -> Option<Note> {
    let remembered = &context.observed.remembered;
    let known = remembered.levels.values().map(|known| known.id);
    let known: BTreeSet<LevelId> = known.chain(remembered.copies.values().copied()).collect();
    let holders = Holders::after(context, steps);
    let closed: BTreeSet<LevelId> = steps.iter().filter_map(closed).collect();
    let names: Vec<String> = known
        .into_iter()
        .filter(|id| holders.is_unheld(*id) && !closed.contains(id) && !prune.levels.contains(id))
        .filter_map(|id| context.levels.get(&id))
        .filter(|level| level.active && !context.owned.level(&level.name, OwnershipWord::Ignore))
        .map(|level| format!("\"{}\"", level.name))
        .collect();
    (!names.is_empty()).then(|| {
        Note::Advice(format!(
            "Levels of attune's that nobody active holds: {}.",
            names.join(", ")
        ))
    })
}

/// The level that a step inactivates.
fn closed(step: &Step) -> Option<LevelId> {
    match &step.change {
        Change::EditLevel {
            handle: _,
            level: LevelRef::Existing { id, name: _ },
            rename: _,
            active:
                Some(FieldChange {
                    before: _,
                    after: FieldValue::Flag(false),
                }),
            cells: _,
            holders: _,
        } => Some(*id),
        Change::EditLevel { .. }
        | Change::CopyLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::UpdateApiUser { .. }
        | Change::SetProtectedData { .. }
        | Change::AssignLevel { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => None,
    }
}
