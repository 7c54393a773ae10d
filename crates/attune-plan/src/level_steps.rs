//! The step that makes or edits a level.

use std::collections::BTreeMap;

use attune_model::{
    CellChange, CellId, CellState, Change, Channel, FieldChange, FieldState, FieldValue, LevelId,
    LevelName, LevelRef, Proof, Reason, Step, StepId,
};

use crate::context::{Context, person};
use crate::risks::take_over;
use crate::targets::Target;

pub(crate) fn copy_step(
    context: &Context<'_>,
    name: &LevelName,
    base: &LevelRef,
    target: &Target,
) -> Step {
    let known = |cell: &CellId| match base {
        LevelRef::Existing { id, name: _ } => context
            .levels
            .get(id)
            .map_or(CellState::Unknown, |level| level.cell(cell)),
        LevelRef::Planned { step: _, name: _ } => CellState::Unknown,
    };
    Step {
        id: target.step.clone(),
        change: Change::CopyLevel {
            handle: target.handle.clone(),
            base: base.clone(),
            name: name.clone(),
            active: target.active.unwrap_or(true),
            cells: target
                .cells
                .iter()
                .map(|(cell, (after, _))| {
                    let before = known(cell);
                    (
                        cell.clone(),
                        CellChange {
                            before,
                            after: after.clone(),
                        },
                    )
                })
                .collect(),
        },
        reason: target.reason,
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: Vec::new(),
        needs: base.made_by().cloned().into_iter().collect(),
    }
}

/// `None` where nothing is to be noted: the level is not adopted, or the ledger knows it.
pub(crate) fn adopt_step(context: &Context<'_>, id: LevelId, target: &Target) -> Option<Step> {
    let handle = target.handle.clone().filter(|_| target.adopt)?;
    Some(Step {
        id: StepId(format!("{}/adopt", target.step)),
        change: Change::AdoptLevel {
            handle,
            id,
            name: context.level_name(id),
        },
        reason: Reason::Adoption,
        channel: Channel::Rest,
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: [].into(),
    })
}

/// `None` where everything demanded is known to be so.
pub(crate) fn edit_step(context: &Context<'_>, id: LevelId, target: &Target) -> Option<Step> {
    let level = context.levels.get(&id)?;
    let cells: BTreeMap<CellId, CellChange> = target
        .cells
        .iter()
        .map(|(cell, (after, _))| {
            let before = level.cell(cell);
            (
                cell.clone(),
                CellChange {
                    before,
                    after: after.clone(),
                },
            )
        })
        .filter(|(_, change)| change.before.value() != Some(&change.after))
        .collect();
    let rename = target.rename.clone().filter(|name| *name != level.name);
    let active = target
        .active
        .filter(|wanted| *wanted != level.active)
        .map(|wanted| FieldChange {
            before: FieldState::Known(FieldValue::Flag(level.active)),
            after: FieldValue::Flag(wanted),
        });
    if cells.is_empty() && rename.is_none() && active.is_none() {
        return None;
    }
    let is_active_set = active.is_some();
    let only_unknown = rename.is_none()
        && !is_active_set
        && cells
            .values()
            .all(|change| change.before == CellState::Unknown);
    Some(Step {
        id: target.step.clone(),
        change: Change::EditLevel {
            handle: target.handle.clone(),
            level: LevelRef::Existing {
                id,
                name: level.name.clone(),
            },
            rename,
            active,
            cells,
            holders: context
                .active_holders(id)
                .map(|(holder, resource)| person(holder, resource))
                .collect(),
        },
        reason: match target.reason {
            Reason::ImpersonationRule => Reason::ImpersonationRule,
            Reason::Expired if is_active_set => Reason::Expired,
            Reason::Missing
            | Reason::Differs
            | Reason::Unknown
            | Reason::SystemLevelCannotBeEdited
            | Reason::CheckIsDue
            | Reason::Expired
            | Reason::Assignment
            | Reason::Adoption
            | Reason::Removed
            | Reason::Replaced
            | Reason::RotationDue
            | Reason::RotationAsked
            | Reason::RotationUnfinished
            | Reason::Undone => {
                if only_unknown {
                    Reason::Unknown
                } else {
                    Reason::Differs
                }
            }
        },
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: if target.owned {
            Vec::new()
        } else {
            vec![take_over::level(&level.name)]
        },
        needs: adopt_step(context, id, target)
            .map(|step| step.id)
            .into_iter()
            .collect(),
    })
}
