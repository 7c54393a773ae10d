//! Taking something away of a kind that attune never managed in this tenant.
//!
//! A manifest that was written for another tenant, or a ledger that got lost, shows at its first removal; where the
//! ledger knows things of the kind, removing one is everyday work.

use attune_model::catalogue::{ALLOW_IMPERSONATION, AdminReach, CAN_LOGIN};
use attune_model::{
    CellId, CellState, Change, Field, FieldChange, FieldValue, LevelId, LevelRef, Person, Risk,
    RiskKind, Source, Step,
};

use super::rights;
use crate::context::Context;
use crate::words::listed;

/// What a step takes away, and what was never managed before.
pub(super) fn of(context: &Context<'_>, steps: &[Step], step: &Step) -> Option<Risk> {
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
            if active.as_ref().is_some_and(is_off) && !manages_levels(context) {
                (format!("\"{name}\" is inactivated"), "level")
            } else {
                let lost = lost_by_people(context, step, holders)?;
                (lost, "right of people")
            }
        }
        Change::UpdateApiUser {
            handle: _,
            user,
            fields,
            tracking: _,
        } if fields.get(&Field::IsActive).is_some_and(is_off)
            && context.observed.remembered.api_users.is_empty() =>
        {
            (format!("the API user {user} is inactivated"), "API user")
        }
        Change::AssignLevel {
            person,
            before,
            after,
        } if gives_everything(context, steps, before)
            && !gives_everything(context, steps, after)
            && !manages_people(context) =>
        {
            let after = after.name();
            let lost = format!("{person} loses the rights of an administrator with \"{after}\"");
            (lost, "right of people")
        }
        Change::CopyLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
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

fn is_off(change: &FieldChange) -> bool {
    change.after == FieldValue::Flag(false)
}

/// The rights that the people who hold an edited level lose.
///
/// That integrations may act as them is no right of theirs, and a lost sign-in has a guard of its own.
fn lost_by_people(context: &Context<'_>, step: &Step, holders: &[Person]) -> Option<String> {
    let is_person = |holder: &&Person| {
        let holder = context.resources.get(&holder.id);
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
    let is_first = !people.is_empty() && !lost.is_empty() && !manages_people(context);
    is_first.then(|| {
        let (people, lost) = (listed(people), rights::named(&lost));
        format!("\"{level}\", held by {people}, loses {lost}")
    })
}

fn manages_levels(context: &Context<'_>) -> bool {
    let remembered = &context.observed.remembered;
    !remembered.levels.is_empty() || !remembered.copies.is_empty()
}

/// Whether the ledger knows a level of people: one that is attune's, or one of which attune set a cell.
fn manages_people(context: &Context<'_>) -> bool {
    let remembered = &context.observed.remembered;
    let is_known = |id: LevelId| {
        remembered.levels.values().any(|known| known.id == id)
            || remembered.copies.values().any(|copy| *copy == id)
    };
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
            && (is_known(*id) || level.cells.values().any(is_set))
            && context.is_api_only(*id) != Some(true)
    })
}

/// Whether a level is an administrator's, as far as what it was copied from tells.
fn gives_everything(context: &Context<'_>, steps: &[Step], level: &LevelRef) -> bool {
    match level {
        LevelRef::Existing { id, name: _ } => context
            .root(*id)
            .is_some_and(|root| root.admin == AdminReach::Everything),
        LevelRef::Planned { step, name: _ } => steps
            .iter()
            .find(|other| other.id == *step)
            .and_then(|other| match &other.change {
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
                | Change::UpdateApiUser { .. }
                | Change::SetProtectedData { .. }
                | Change::AssignLevel { .. }
                | Change::AdoptLevel { .. }
                | Change::AdoptApiUser { .. }
                | Change::Check(_) => None,
            })
            .is_some_and(|base| gives_everything(context, steps, base)),
    }
}
