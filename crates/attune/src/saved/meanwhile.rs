//! The tenant as it would be had nobody carried out the steps that wait.

use attune_apply::Before;
use attune_model::{
    Change, Field, FieldChange, FieldValue, LevelId, LevelRef, Observed, Plan, Reading, Resource,
};

/// Takes what the steps of a plan were to change back out of a look: what else moved then stands out.
///
/// `before` is what was there when the plan was made; what is new since may be the steps' own.
pub(super) fn without(plan: &Plan, before: &Before, observed: &Observed) -> Observed {
    let mut observed = observed.clone();
    // From the last to the first: who was moved to a new level is moved back before the level goes.
    for step in plan.steps.iter().rev() {
        take_back(&step.change, before, &mut observed);
    }
    observed
}

fn take_back(change: &Change, before: &Before, observed: &mut Observed) {
    let (Reading::Read(levels), Reading::Read(resources)) =
        (&mut observed.levels, &mut observed.resources)
    else {
        return;
    };
    match change {
        Change::CopyLevel { name, .. } => {
            levels.retain(|id, level| level.name != *name || before.levels.contains(id));
        }
        Change::EditLevel {
            level: LevelRef::Existing { id, name },
            rename,
            active,
            ..
        } => {
            let Some(level) = levels.get_mut(id) else {
                return;
            };
            if rename.as_ref() == Some(&level.name) {
                level.name = name.clone();
            }
            if let Some(FieldChange { before, after }) = active
                && FieldValue::Flag(level.active) == *after
                && let Some(FieldValue::Flag(was)) = before.value()
            {
                level.active = *was;
            }
        }
        Change::CreateApiUser { form, .. } => resources.retain(|id, known| {
            !known.is_api_user() || !form.is_like(known) || before.api_users.contains(id)
        }),
        Change::RetireApiUser { user, .. } => {
            if let Some(known) = resources.get_mut(&user.id) {
                known.active = true;
            }
        }
        Change::UpdateApiUser { user, fields, .. } => {
            if let Some(known) = resources.get_mut(&user.id) {
                for (field, change) in fields {
                    put_back(known, *field, change);
                }
            }
        }
        Change::AssignLevel {
            person,
            before: LevelRef::Existing { id: was, name: _ },
            after,
        } => {
            if let Some(known) = resources.get_mut(&person.id)
                && levels
                    .get(&known.level)
                    .is_some_and(|level| level.name == *after.name())
            {
                known.level = *was;
            }
        }
        Change::EditLevel { .. }
        | Change::AssignLevel { .. }
        | Change::RotateSecret { .. }
        | Change::SetProtectedData { .. }
        | Change::AdoptLevel { .. }
        | Change::AdoptApiUser { .. }
        | Change::Check(_) => {}
    }
}

/// A field as it was, where it is as it was to be.
fn put_back(known: &mut Resource, field: Field, change: &FieldChange) {
    let Some(was) = change.before.value() else {
        return;
    };
    match (field, &change.after, was) {
        (Field::IsActive, FieldValue::Flag(is), FieldValue::Flag(was)) if known.active == *is => {
            known.active = *was;
        }
        (Field::UserType, FieldValue::Number(is), FieldValue::Number(was))
            if known.level.0 == *is =>
        {
            known.level = LevelId(*was);
        }
        (Field::LocationId, FieldValue::Number(is), was) if known.location == Some(*is) => {
            known.location = match was {
                FieldValue::Number(was) => Some(*was),
                FieldValue::Flag(_) | FieldValue::Text(_) | FieldValue::List(_) => None,
            };
        }
        (_, FieldValue::Text(is), FieldValue::Text(was)) => {
            let now = match field {
                Field::Email => Some(&mut known.email),
                Field::FirstName => Some(&mut known.first_name),
                Field::LastName => Some(&mut known.last_name),
                Field::DateFormat
                | Field::EmailTypeCode
                | Field::IsActive
                | Field::LinesOfBusiness
                | Field::LocationId
                | Field::Locked
                | Field::MiddleName
                | Field::NumberFormat
                | Field::TimeFormat
                | Field::UserType
                | Field::ViewsUnassigned => known.texts.get_mut(&field),
            };
            if let Some(now) = now.filter(|now| now.eq_ignore_ascii_case(is)) {
                now.clone_from(was);
            }
        }
        (_, _, _) => {}
    }
}
