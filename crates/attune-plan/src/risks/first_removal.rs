//! Taking something away of a kind that attune never managed in this tenant.
//!
//! A manifest that was written for another tenant, or a ledger that got lost, shows at its first removal; where the
//! ledger knows things of the kind, removing one is everyday work.

use std::collections::BTreeMap;

use attune_model::catalogue::{ALLOW_IMPERSONATION, AdminReach, CAN_LOGIN};
use attune_model::{
    CellId, CellState, Change, Field, FieldChange, FieldValue, LevelRef, Person, Risk, RiskKind,
    Source, Step, StepId,
};

use super::rights;
use crate::context::Context;
use crate::words::listed;

/// What a plan is held against.
struct Before<'a> {
    context: &'a Context<'a>,
    manages_people: bool,
    /// What the copies of the plan are copied from.
    bases: BTreeMap<&'a StepId, &'a LevelRef>,
}

/// For each step what it takes away, and what was never managed before.
pub(super) fn of(context: &Context<'_>, steps: &[Step]) -> Vec<Option<Risk>> {
    let before = Before {
        context,
        manages_people: manages_people(context),
        bases: steps
            .iter()
            .filter_map(|step| Some((&step.id, base(&step.change)?)))
            .collect(),
    };
    steps.iter().map(|step| before.removal(step)).collect()
}

impl Before<'_> {
    fn removal(&self, step: &Step) -> Option<Risk> {
        let (lost, kind) = match &step.change {
            Change::EditLevel {
                handle: _,
                level,
                rename: _,
                active,
                cells: _,
                holders,
            } => {
                let name = level.name();
                if active.as_ref().is_some_and(is_off) && !manages_levels(self.context) {
                    (format!("\"{name}\" is inactivated"), "level")
                } else {
                    let lost = self.lost_by_people(step, holders)?;
                    (lost, "right of people")
                }
            }
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } if fields.get(&Field::IsActive).is_some_and(is_off)
                && self.context.observed.remembered.api_users.is_empty() =>
            {
                (format!("the API user {user} is inactivated"), "API user")
            }
            Change::AssignLevel {
                person,
                before,
                after,
            } if self.gives_everything(before)
                && !self.gives_everything(after)
                && !self.manages_people =>
            {
                let after = after.name();
                let lost =
                    format!("{person} loses the rights of an administrator with \"{after}\"");
                (lost, "right of people")
            }
            Change::CopyLevel { .. }
            | Change::CreateApiUser { .. }
            | Change::RetireApiUser { .. }
            | Change::RotateSecret { .. }
            | Change::UpdateApiUser { .. }
            | Change::SetProtectedData { .. }
            | Change::AssignLevel { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => return None,
        };
        Some(Risk {
            kind: RiskKind::FirstRemoval,
            what: format!("{lost}, and the ledger has no {kind} that attune managed here before"),
        })
    }

    /// The rights that the people who hold an edited level lose.
    ///
    /// That integrations may act as them is no right of theirs, and a lost sign-in has a guard of its own.
    fn lost_by_people(&self, step: &Step, holders: &[Person]) -> Option<String> {
        let is_person = |holder: &&Person| {
            let holder = self.context.resources.get(&holder.id);
            holder.is_some_and(|resource| !resource.is_api_user())
        };
        let people = holders.iter().filter(is_person);
        let people: Vec<String> = people.map(|person| person.name.clone()).collect();
        let (level, cells) = step.change.cells()?;
        let mut lost = rights::narrowed(cells);
        lost.retain(|id| {
            ![ALLOW_IMPERSONATION, CAN_LOGIN]
                .map(CellId::new)
                .contains(id)
        });
        let is_first = !people.is_empty() && !lost.is_empty() && !self.manages_people;
        is_first.then(|| {
            let (people, lost) = (listed(people), rights::named(&lost));
            format!("\"{level}\", held by {people}, loses {lost}")
        })
    }

    /// Whether a level is an administrator's, as far as what it was copied from tells.
    fn gives_everything(&self, level: &LevelRef) -> bool {
        match level {
            LevelRef::Existing { id, name: _ } => self
                .context
                .root(*id)
                .is_some_and(|root| root.admin == AdminReach::Everything),
            LevelRef::Planned { step, name: _ } => self
                .bases
                .get(step)
                .is_some_and(|base| self.gives_everything(base)),
        }
    }
}

fn is_off(change: &FieldChange) -> bool {
    change.after == FieldValue::Flag(false)
}

fn manages_levels(context: &Context<'_>) -> bool {
    let remembered = &context.observed.remembered;
    !remembered.levels.is_empty() || !remembered.copies.is_empty()
}

/// Whether the ledger knows a level of people: one that is attune's, or one of which attune set a cell.
fn manages_people(context: &Context<'_>) -> bool {
    let is_set = |state: &CellState| {
        matches!(
            state,
            CellState::Known {
                value: _,
                source: Source::Ledger(_),
                at: _
            }
        )
    };
    context.levels.iter().any(|(id, level)| {
        !level.system
            && (context.is_attunes(*id) || level.cells.values().any(is_set))
            && context.is_api_only(*id) != Some(true)
    })
}

fn base(change: &Change) -> Option<&LevelRef> {
    match change {
        Change::CopyLevel {
            handle: _,
            base,
            name: _,
            active: _,
            cells: _,
        } => Some(base),
        Change::EditLevel { .. }
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
