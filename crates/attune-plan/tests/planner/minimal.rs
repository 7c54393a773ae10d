//! Nothing is written that is so already, and nothing that nobody asked for.

use std::collections::BTreeMap;

use attune_model::catalogue::{ALLOW_IMPERSONATION, CAN_LOGIN};
use attune_model::{
    CellChange, CellId, CellState, Change, Desired, Field, FieldChange, FieldState, Handle,
    LevelRef, Policy, RiskKind, Step,
};
use proptest::prelude::*;

use crate::cases::law;
use crate::drifted::drifted;
use crate::world::*;

fn equal_cells(cells: &BTreeMap<CellId, CellChange>) -> Vec<String> {
    let equal = cells.iter().filter(|(_, change)| match &change.before {
        CellState::Known {
            value,
            source: _,
            at: _,
        } => *value == change.after,
        CellState::Unknown => false,
    });
    equal.map(|(id, _)| id.to_string()).collect()
}

fn equal_fields(fields: &BTreeMap<Field, FieldChange>) -> Vec<String> {
    let equal = fields.iter().filter(|(_, change)| is_equal(change));
    equal.map(|(field, _)| format!("{field:?}")).collect()
}

fn is_equal(change: &FieldChange) -> bool {
    match &change.before {
        FieldState::Known(value) => *value == change.after,
        FieldState::Unknown => false,
    }
}

/// What a step would write though it is known to be so.
fn equal(step: &Step) -> Vec<String> {
    match &step.change {
        Change::EditLevel {
            handle: _,
            level,
            rename,
            active,
            cells,
            holders: _,
        } => {
            let mut equal = equal_cells(cells);
            equal.extend(
                rename
                    .iter()
                    .filter(|name| *name == level.name())
                    .map(ToString::to_string),
            );
            equal.extend(
                active
                    .iter()
                    .filter(|change| is_equal(change))
                    .map(|_| "active".to_owned()),
            );
            equal
        }
        Change::UpdateApiUser { fields, .. } => equal_fields(fields),
        Change::SetProtectedData {
            handle: _,
            user: _,
            before,
            after,
        } => {
            let is_same = before.as_ref() == Some(after);
            is_same
                .then(|| "protected data".to_owned())
                .into_iter()
                .collect()
        }
        Change::AssignLevel {
            person: _,
            before,
            after,
        } => {
            let number = |level: &LevelRef| match level {
                LevelRef::Existing { id, name: _ } => Some(*id),
                LevelRef::Planned { .. } => None,
            };
            let is_same = number(before).is_some() && number(before) == number(after);
            is_same.then(|| "level".to_owned()).into_iter().collect()
        }
        // What is made new has no values yet: a copy is held against its whole block once it is there.
        Change::CopyLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => Vec::new(),
    }
}

/// The cells of a step that neither its block nor any rule speaks of.
fn unasked(
    desired: &Desired,
    handle: Option<&Handle>,
    cells: &BTreeMap<CellId, CellChange>,
) -> Vec<String> {
    let block = handle.and_then(|handle| desired.security_levels.get(handle));
    let is_asked = |id: &CellId| {
        block.is_some_and(|block| block.cells.contains_key(id))
            || [ALLOW_IMPERSONATION, CAN_LOGIN]
                .map(CellId::new)
                .contains(id)
    };
    let unasked = cells.keys().filter(|id| !is_asked(id));
    unasked.map(ToString::to_string).collect()
}

proptest! {
    #![proptest_config(law(200))]

    #[test]
    fn no_value_is_written_that_was_equal((desired, observed) in drifted()) {
        let policy = Policy { allow: RiskKind::ALL.into(), ..Policy::default() };
        let plan = attune_plan::plan(&desired, &observed, &policy);
        for step in &plan.steps {
            prop_assert_eq!(equal(step), Vec::<String>::new(), "{}", step.id);
        }
    }

    #[test]
    fn no_cell_is_written_that_nobody_asked_for((desired, observed) in drifted()) {
        let plan = plan(&desired, &observed);
        for step in &plan.steps {
            let handle = match &step.change {
                Change::CopyLevel { handle, .. } | Change::EditLevel { handle, .. } => handle.as_ref(),
                Change::CreateApiUser { .. }
                | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
                | Change::UpdateApiUser { .. }
                | Change::SetProtectedData { .. }
                | Change::AssignLevel { .. }
                | Change::AdoptLevel { .. }
                | Change::AdoptApiUser { .. }
                | Change::Check(_) => None,
            };
            if let Some((_, cells)) = step.change.cells() {
                prop_assert_eq!(unasked(&desired, handle, cells), Vec::<String>::new(), "{}", step.id);
            }
        }
    }
}
