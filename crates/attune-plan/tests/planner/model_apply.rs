//! What a tenant and its ledger look like after steps were carried out, as a model without any I/O.

use attune_model::catalogue::LicenseType;
use attune_model::{
    ApiUserForm, ApiUserRef, CellChange, CellId, Change, Field, FieldValue, Handle, LevelId,
    LevelRef, Observed, ObservedLevel, Plan, Reading, RememberedApiUser, RememberedLevel, Resource,
    ResourceId, Step, StepId,
};
use std::collections::BTreeMap;

use crate::world::{known, levels, resources};

/// Carries out all steps but those that are left out, and those that need them.
pub(crate) fn carry_out(observed: &Observed, plan: &Plan, left_out: Option<&StepId>) -> Observed {
    let mut observed = observed.clone();
    let mut made: BTreeMap<StepId, LevelId> = BTreeMap::new();
    let mut missing: Vec<StepId> = left_out.cloned().into_iter().collect();
    for step in &plan.steps {
        if missing.contains(&step.id) || step.needs.iter().any(|need| missing.contains(need)) {
            missing.push(step.id.clone());
            continue;
        }
        carry_out_step(&mut observed, step, &mut made);
    }
    observed
}

#[expect(clippy::too_many_lines, reason = "one arm a change; each is short")]
fn carry_out_step(observed: &mut Observed, step: &Step, made: &mut BTreeMap<StepId, LevelId>) {
    let number = |reference: &LevelRef, made: &BTreeMap<StepId, LevelId>| match reference {
        LevelRef::Existing { id, name: _ } => *id,
        LevelRef::Planned { step, name: _ } => made[step],
    };
    match &step.change {
        Change::CopyLevel {
            handle,
            base,
            name,
            active,
            cells,
        } => {
            let id = LevelId(levels(observed).keys().map(|id| id.0).max().unwrap_or(0) + 1);
            let level = ObservedLevel {
                name: name.clone(),
                active: *active,
                system: false,
                cells: BTreeMap::new(),
            };
            levels(observed).insert(id, level);
            set(observed, id, cells);
            made.insert(step.id.clone(), id);
            match handle {
                Some(handle) => {
                    let level = RememberedLevel {
                        id,
                        copy_of: Some(base.name().clone()),
                    };
                    observed.remembered.levels.insert(handle.clone(), level);
                }
                None => {
                    observed.remembered.copies.insert(number(base, made), id);
                }
            }
        }
        Change::EditLevel {
            handle,
            level,
            rename,
            active,
            cells,
            holders: _,
        } => {
            let id = number(level, made);
            set(observed, id, cells);
            let level = levels(observed).get_mut(&id).unwrap();
            if let Some(name) = rename {
                level.name = name.clone();
            }
            if let Some(active) = active {
                level.active = active.after == FieldValue::Flag(true);
            }
            if let Some(handle) = handle {
                remember_level(observed, handle, id);
            }
        }
        Change::CreateApiUser {
            handle,
            form,
            credentials: _,
            replaces: _,
        } => {
            let id = ResourceId(resources(observed).keys().map(|id| id.0).max().unwrap_or(0) + 1);
            let user = Resource {
                first_name: form.first_name.clone(),
                last_name: form.last_name.clone(),
                email: form.email.clone(),
                user_name: format!("key{id}"),
                active: form.active,
                license_type: LicenseType::ApiUser,
                level: number(&form.level, made),
                location: location(observed, form.primary_internal_location.as_deref()),
                texts: texts_of(form),
            };
            let delivered = Some(observed.today);
            if let Some(old) = observed.remembered.api_users.get(handle) {
                let (old, replaced) = (old.id, &mut observed.remembered.replaced);
                replaced.entry(handle.clone()).or_default().insert(old);
            }
            resources(observed).insert(id, user);
            observed.remembered.api_users.insert(
                handle.clone(),
                RememberedApiUser {
                    id,
                    tracking: Some(form.tracking.clone()),
                    delivered,
                    fields: hidden_of(form),
                    protected_data: None,
                },
            );
        }
        Change::RetireApiUser {
            handle: _,
            user,
            successor: _,
            credentials: _,
        } => resources(observed).get_mut(&user.id).unwrap().active = false,
        Change::RotateSecret { handle, .. } => {
            let known = observed.remembered.api_users.get_mut(handle).unwrap();
            known.delivered = Some(observed.today);
        }
        Change::UpdateApiUser {
            handle,
            user,
            fields,
            tracking,
        } => {
            let resource = resources(observed).get_mut(&user.id).unwrap();
            let mut hidden = BTreeMap::new();
            for (field, change) in fields {
                match (field, &change.after) {
                    (Field::Email, FieldValue::Text(text)) => resource.email = text.clone(),
                    (Field::FirstName, FieldValue::Text(text)) => {
                        resource.first_name = text.clone();
                    }
                    (Field::LastName, FieldValue::Text(text)) => resource.last_name = text.clone(),
                    (Field::IsActive, FieldValue::Flag(flag)) => resource.active = *flag,
                    (Field::LocationId, FieldValue::Number(id)) => resource.location = Some(*id),
                    (_, FieldValue::Text(text)) if field.rest_name().is_some() => {
                        resource.texts.insert(*field, text.clone());
                    }
                    (_, value) if field.rest_name().is_none() => {
                        hidden.insert(*field, value.clone());
                    }
                    other => panic!("no such change: {other:?}"),
                }
            }
            let known = remembered_user(observed, handle, user.id);
            known.fields.extend(hidden);
            known.tracking = tracking.clone().or(known.tracking.take());
        }
        Change::SetProtectedData {
            handle,
            user,
            before: _,
            after,
        } => {
            let id = match user {
                ApiUserRef::Existing(person) => person.id,
                ApiUserRef::Planned { .. } => observed.remembered.api_users[handle].id,
            };
            remembered_user(observed, handle, id).protected_data = Some(after.clone());
        }
        Change::AssignLevel {
            person,
            before: _,
            after,
        } => {
            let level = number(after, made);
            resources(observed).get_mut(&person.id).unwrap().level = level;
        }
        Change::AdoptLevel {
            handle,
            id,
            name: _,
        } => {
            remember_level(observed, handle, *id);
        }
        Change::AdoptApiUser {
            handle,
            user,
            tracking,
        } => {
            remembered_user(observed, handle, user.id).tracking = tracking.clone();
        }
        Change::Check(task) => {
            observed
                .remembered
                .checks
                .insert(task.handle.clone(), task.relies_on.clone());
        }
    }
}

/// A level keeps the base that the ledger has for it.
fn remember_level(observed: &mut Observed, handle: &Handle, id: LevelId) {
    let known = observed.remembered.levels.get(handle);
    let copy_of = known
        .filter(|known| known.id == id)
        .and_then(|known| known.copy_of.clone());
    let levels = &mut observed.remembered.levels;
    levels.insert(handle.clone(), RememberedLevel { id, copy_of });
}

/// What the ledger remembers of an API user; one that it does not know is taken over.
fn remembered_user<'a>(
    observed: &'a mut Observed,
    handle: &Handle,
    id: ResourceId,
) -> &'a mut RememberedApiUser {
    let users = &mut observed.remembered.api_users;
    users
        .entry(handle.clone())
        .or_insert_with(|| RememberedApiUser {
            id,
            tracking: None,
            delivered: None,
            fields: BTreeMap::new(),
            protected_data: None,
        })
}

fn location(observed: &Observed, name: Option<&str>) -> Option<i64> {
    let Reading::Read(fields) = &observed.fields else {
        panic!("the fields were read")
    };
    let named = fields
        .locations
        .iter()
        .find(|(_, label)| Some(label.as_str()) == name);
    named.map_or(Some(1), |(id, _)| Some(*id))
}

fn texts_of(form: &ApiUserForm) -> BTreeMap<Field, String> {
    let texts = [
        (Field::MiddleName, &form.middle_name),
        (Field::EmailTypeCode, &form.email_type),
        (Field::DateFormat, &form.date_format),
        (Field::TimeFormat, &form.time_format),
        (Field::NumberFormat, &form.number_format),
    ];
    let given = texts
        .into_iter()
        .filter_map(|(field, text)| Some((field, text.clone()?)));
    given.collect()
}

/// The fields that REST does not show, for the ledger.
fn hidden_of(form: &ApiUserForm) -> BTreeMap<Field, FieldValue> {
    let values = [
        (Field::Locked, form.locked.map(FieldValue::Flag)),
        (
            Field::ViewsUnassigned,
            form.views_unassigned.map(FieldValue::Flag),
        ),
        (
            Field::LinesOfBusiness,
            form.lines_of_business.clone().map(FieldValue::List),
        ),
    ];
    let given = values
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)));
    given.collect()
}

fn set(observed: &mut Observed, id: LevelId, cells: &BTreeMap<CellId, CellChange>) {
    let level = levels(observed).get_mut(&id).unwrap();
    for (cell, change) in cells {
        level
            .cells
            .insert(cell.clone(), known(change.after.clone()));
    }
}
