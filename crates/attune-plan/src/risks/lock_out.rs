//! Changes that could shut out attune itself or the last administrator.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::catalogue::{AdminReach, CAN_LOGIN, LicenseType, cell_at};
use attune_model::{
    CellChange, CellId, CellValue, Change, Field, FieldChange, FieldValue, LevelId, LevelRef,
    Person, ResourceId, Risk, RiskKind, Step,
};

use crate::context::Context;

/// The built-in account `Autotask Administrator` (`rest.md` 1.4): nobody works with it.
const BUILT_IN: ResourceId = ResourceId(4);

/// The box `Resources/Users (HR)`: what updating `Resources` over REST takes (`security.md` 1), and the page of API users
/// at the console.
const RESOURCES: &str = "admin.features.resourcesUsersHr";

/// For each step the lock-out risk it has.
pub(super) fn of(context: &Context<'_>, steps: &[Step]) -> Vec<Option<Risk>> {
    let moved: BTreeSet<ResourceId> = steps
        .iter()
        .filter_map(moved_person)
        .map(|person| person.id)
        .collect();
    let staying = context.resources.iter().filter(|(id, resource)| {
        **id != BUILT_IN
            && is_administrator(context, **id)
            && resource.active
            && !moved.contains(*id)
    });
    let kept: BTreeSet<LevelId> = staying.map(|(_, resource)| resource.level).collect();
    steps
        .iter()
        .map(|step| own_access(context, step).or_else(|| last_administrator(context, step, &kept)))
        .collect()
}

fn moved_person(step: &Step) -> Option<&Person> {
    match &step.change {
        Change::AssignLevel {
            person,
            before: _,
            after: _,
        } => Some(person),
        Change::CopyLevel { .. }
        | Change::EditLevel { .. }
        | Change::CreateApiUser { .. }
        | Change::RetireApiUser { .. }
        | Change::RotateSecret { .. }
        | Change::UpdateApiUser { .. }
        | Change::SetProtectedData { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => None,
    }
}

fn is_administrator(context: &Context<'_>, id: ResourceId) -> bool {
    context
        .resources
        .get(&id)
        .is_some_and(|resource| resource.license_type == LicenseType::Administrator)
}

/// Whether an administrator is moved, and nobody can do afterwards what they could.
///
/// A licence alone does nothing: whoever stays has to hold the level that is left, or one that gives everything. `kept` are
/// the levels of those who stay.
fn last_administrator(
    context: &Context<'_>,
    step: &Step,
    kept: &BTreeSet<LevelId>,
) -> Option<Risk> {
    let person = moved_person(step)?;
    let level = context.resources.get(&person.id)?.level;
    let reach = |level: LevelId| Some(context.root(level)?.admin);
    let is_one = is_administrator(context, person.id)
        && reach(level).is_none_or(|reach| reach == AdminReach::Everything);
    let is_followed = kept
        .iter()
        .any(|other| *other == level || reach(*other) == Some(AdminReach::Everything));
    (is_one && !is_followed).then(|| Risk {
        kind: RiskKind::LockOut,
        what: format!("{person} is moved, and no other administrator stays as they are"),
    })
}

/// Whether the step touches what attune itself signs in with.
fn own_access(context: &Context<'_>, step: &Step) -> Option<Risk> {
    let caller = context.observed.caller?;
    let own_level = context.resources.get(&caller)?.level;
    let what = match &step.change {
        Change::EditLevel {
            handle: _,
            level: LevelRef::Existing { id, name },
            rename: _,
            active,
            cells,
            holders: _,
        } if *id == own_level => {
            let what = format!("\"{name}\" is the level that attune itself holds");
            match lost(active.as_ref(), cells) {
                Some(lost) => format!("{what}, and it would {lost}"),
                None => what,
            }
        }
        Change::AssignLevel {
            person,
            before: _,
            after: _,
        } if person.id == caller => {
            format!("{person} is the API user that attune itself signs in with")
        }
        Change::RetireApiUser {
            handle: _,
            user,
            successor: _,
            credentials: _,
        } if user.id == caller => format!(
            "{user} is the API user that attune itself signs in with, and would be inactivated"
        ),
        Change::RotateSecret {
            handle: _,
            user,
            credentials: _,
            delivered: _,
        } if user.id == caller => format!(
            "{user} is the API user that attune itself signs in with, and its secret would be another one"
        ),
        Change::UpdateApiUser {
            handle: _,
            user,
            fields,
            tracking: _,
        } if user.id == caller => {
            let shut_out = shut_out(fields)?;
            format!(
                "{user} is the API user that attune itself signs in with, and would be {shut_out}"
            )
        }
        Change::CopyLevel { .. }
        | Change::EditLevel { .. }
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
        kind: RiskKind::LockOut,
        what,
    })
}

/// What of attune's own access an edited level would lose.
fn lost(active: Option<&FieldChange>, cells: &BTreeMap<CellId, CellChange>) -> Option<String> {
    if active.is_some_and(|change| change.after == FieldValue::Flag(false)) {
        return Some("be inactivated".to_owned());
    }
    let off = |path: &str| {
        let change = cells.get(&CellId::new(path));
        change.is_some_and(|change| change.after == CellValue::Flag(false))
    };
    [
        (CAN_LOGIN, "sign in"),
        (RESOURCES, "see to people and API users"),
    ]
    .into_iter()
    .find(|(path, _)| off(path))
    .and_then(|(path, verb)| {
        let label = cell_at(path)?.row;
        Some(format!("lose \"{label}\", without which nobody can {verb}"))
    })
}

/// What the fields make of someone who signs in.
fn shut_out(fields: &BTreeMap<Field, FieldChange>) -> Option<&'static str> {
    [
        (Field::IsActive, false, "inactivated"),
        (Field::Locked, true, "locked"),
    ]
    .into_iter()
    .find(|(field, closed, _)| {
        fields
            .get(field)
            .is_some_and(|change| change.after == FieldValue::Flag(*closed))
    })
    .map(|(_, _, word)| word)
}
