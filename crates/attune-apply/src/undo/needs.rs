//! What an inverse step has to wait for. The ledger does not keep what steps needed; what they change tells it.

use std::collections::BTreeSet;

use attune_model::{
    Change, Field, FieldState, FieldValue, Handle, LevelId, LevelRef, ResourceId, StepId,
};

use super::Inverse;

impl Inverse<'_> {
    /// The steps so far that make a level active.
    pub(super) fn activating(&self, level: LevelId) -> BTreeSet<StepId> {
        self.needing(|change| {
            if let Change::EditLevel {
                level: edited,
                active: Some(active),
                ..
            } = change
            {
                is(edited, level) && active.after == FieldValue::Flag(true)
            } else {
                false
            }
        })
    }

    /// The steps so far after which somebody holds a level no more, or does so inactive.
    pub(super) fn leaving(&self, level: LevelId) -> BTreeSet<StepId> {
        let holds = |user: ResourceId| {
            let known = self.after.resources.get(&user);
            known.is_some_and(|known| known.level == level)
        };
        self.needing(|change| match change {
            Change::AssignLevel { before, .. } => is(before, level),
            Change::RetireApiUser { user, .. } => holds(user.id),
            Change::UpdateApiUser { user, fields, .. } => {
                let held = FieldState::Known(FieldValue::Number(level.0));
                let left = fields.get(&Field::UserType);
                let active = fields.get(&Field::IsActive);
                left.is_some_and(|change| change.before == held)
                    || (holds(user.id)
                        && active.is_some_and(|change| change.after == FieldValue::Flag(false)))
            }
            Change::CopyLevel { .. }
            | Change::EditLevel { .. }
            | Change::CreateApiUser { .. }
            | Change::RotateSecret { .. }
            | Change::SetProtectedData { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => false,
        })
    }

    /// The steps so far after which a block stands for another API user, or which make that one active.
    pub(super) fn about_block(&self, handle: &Handle) -> BTreeSet<StepId> {
        self.needing(|change| {
            if let Change::UpdateApiUser { handle: of, .. }
            | Change::RetireApiUser { handle: of, .. } = change
            {
                of == handle
            } else {
                false
            }
        })
    }

    fn needing(&self, fits: impl Fn(&Change) -> bool) -> BTreeSet<StepId> {
        self.steps
            .iter()
            .filter(|step| fits(&step.change))
            .map(|step| step.id.clone())
            .collect()
    }
}

fn is(reference: &LevelRef, level: LevelId) -> bool {
    matches!(reference, LevelRef::Existing { id, name: _ } if *id == level)
}
