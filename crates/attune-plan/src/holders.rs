//! Who will hold which level once a plan is carried out.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Change, Field, FieldChange, FieldValue, LevelId, LevelRef, ResourceId, Step, StepId,
};

use crate::context::{Context, person};

/// The active holders of every level after some steps, and the steps that take holders away.
#[derive(Debug, Default)]
pub(crate) struct Holders {
    there: BTreeMap<LevelId, Vec<ResourceId>>,
    to_come: BTreeMap<LevelId, Vec<String>>,
    leaving: BTreeMap<LevelId, BTreeSet<StepId>>,
}

/// What some steps do to one person or API user.
#[derive(Default)]
struct Fate<'a> {
    level: Option<&'a LevelRef>,
    active: Option<bool>,
    steps: BTreeSet<&'a StepId>,
}

impl Holders {
    pub(crate) fn after<'s>(
        context: &Context<'_>,
        steps: impl IntoIterator<Item = &'s Step>,
    ) -> Self {
        let mut holders = Self::default();
        let mut fates: BTreeMap<ResourceId, Fate<'s>> = BTreeMap::new();
        for step in steps {
            holders.take(step, &mut fates);
        }
        let untouched = Fate::default();
        for (id, resource) in context.resources {
            let fate = fates.get(id).unwrap_or(&untouched);
            let level = match fate.level {
                None => Some(resource.level),
                Some(LevelRef::Existing { id, name: _ }) => Some(*id),
                Some(LevelRef::Planned { step: _, name: _ }) => None,
            };
            let is_active = fate.active.unwrap_or(resource.active);
            if let Some(level) = level.filter(|_| is_active) {
                holders.there.entry(level).or_default().push(*id);
            }
            if resource.active && (level != Some(resource.level) || !is_active) {
                let leaving = holders.leaving.entry(resource.level).or_default();
                leaving.extend(fate.steps.iter().map(|step| (*step).clone()));
            }
        }
        holders
    }

    fn take<'s>(&mut self, step: &'s Step, fates: &mut BTreeMap<ResourceId, Fate<'s>>) {
        match &step.change {
            Change::AssignLevel {
                person,
                before: _,
                after,
            } => {
                let fate = fates.entry(person.id).or_default();
                fate.level = Some(after);
                fate.steps.insert(&step.id);
            }
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => {
                if let Some(FieldChange {
                    before: _,
                    after: FieldValue::Flag(active),
                }) = fields.get(&Field::IsActive)
                {
                    let fate = fates.entry(user.id).or_default();
                    fate.active = Some(*active);
                    fate.steps.insert(&step.id);
                }
            }
            Change::RetireApiUser {
                handle: _,
                user,
                successor: _,
                credentials: _,
            } => {
                let fate = fates.entry(user.id).or_default();
                fate.active = Some(false);
                fate.steps.insert(&step.id);
            }
            Change::CreateApiUser {
                handle: _,
                form,
                credentials: _,
                replaces: _,
            } => {
                if let (true, LevelRef::Existing { id, name: _ }) = (form.active, &form.level) {
                    let name = format!("{} {}", form.first_name, form.last_name);
                    self.to_come.entry(*id).or_default().push(name);
                }
            }
            Change::CopyLevel { .. }
            | Change::EditLevel { .. }
            | Change::RotateSecret { .. }
            | Change::SetProtectedData { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => {}
        }
    }

    /// The names of those who will be active and hold a level; empty where nobody will.
    pub(crate) fn names(&self, context: &Context<'_>, level: LevelId) -> Vec<String> {
        let there = self.there.get(&level).into_iter().flatten();
        let there = there
            .filter_map(|id| Some((*id, context.resources.get(id)?)))
            .map(|(id, resource)| person(id, resource).name);
        let to_come = self.to_come.get(&level).into_iter().flatten().cloned();
        there.chain(to_come).collect()
    }

    /// Whether nobody active will hold a level.
    pub(crate) fn is_unheld(&self, level: LevelId) -> bool {
        !self.there.contains_key(&level) && !self.to_come.contains_key(&level)
    }

    /// The steps after which somebody who holds a level now and is active does so no more.
    pub(crate) fn leaving(&self, level: LevelId) -> BTreeSet<StepId> {
        self.leaving.get(&level).cloned().unwrap_or_default()
    }
}
