//! The steps that inactivate what has lost its block.

use std::collections::BTreeSet;

use attune_model::{
    Change, Channel, Field, FieldChange, FieldState, FieldValue, LevelRef, Proof, Reason, Step,
    StepId,
};

use super::lost::{LostLevel, LostUser};
use crate::context::{Context, person};

fn off() -> FieldChange {
    FieldChange {
        before: FieldState::Known(FieldValue::Flag(true)),
        after: FieldValue::Flag(false),
    }
}

pub(super) fn user_step(context: &Context<'_>, lost: &LostUser<'_>) -> Step {
    Step {
        id: StepId(format!("prune/api-user/{}", lost.handle)),
        change: Change::UpdateApiUser {
            handle: lost.handle.clone(),
            user: person(lost.id, lost.resource),
            fields: [(Field::IsActive, off())].into(),
            tracking: None,
        },
        reason: Reason::Removed,
        channel: if context.fields.is_writable("isActive") {
            Channel::Rest
        } else {
            Channel::Operator
        },
        proof: Proof::RestFact,
        risks: Vec::new(),
        needs: BTreeSet::new(),
    }
}

pub(super) fn level_step(lost: LostLevel<'_>, needs: BTreeSet<StepId>) -> Step {
    Step {
        id: lost.step,
        change: Change::EditLevel {
            handle: lost.handle.cloned(),
            level: LevelRef::Existing {
                id: lost.id,
                name: lost.level.name.clone(),
            },
            rename: None,
            active: Some(off()),
            cells: [].into(),
            holders: Vec::new(),
        },
        reason: Reason::Removed,
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: Vec::new(),
        needs,
    }
}
