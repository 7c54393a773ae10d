//! The tenant as it will be once the steps so far are carried out.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Channel, Field, FieldValue, Handle, LevelId, LevelRef, Observed, ObservedLevel, Person,
    Reading, Remembered, Resource, ResourceFields, ResourceId,
};

use super::UndoError;
use crate::steps::form;

/// Levels, people and what the ledger remembers; every inverse step changes them as it will change the tenant.
#[derive(Debug)]
pub(super) struct After {
    pub(super) levels: BTreeMap<LevelId, ObservedLevel>,
    pub(super) resources: BTreeMap<ResourceId, Resource>,
    pub(super) remembered: Remembered,
    fields: Option<ResourceFields>,
}

impl After {
    /// Begins with what was observed.
    pub(super) fn of(observed: &Observed) -> Result<Self, UndoError> {
        Ok(Self {
            levels: read("the security levels", &observed.levels)?.clone(),
            resources: read("the people and API users", &observed.resources)?.clone(),
            remembered: observed.remembered.clone(),
            fields: match &observed.fields {
                Reading::Read(fields) => Some(fields.clone()),
                Reading::Failed(_) => None,
            },
        })
    }

    /// REST where it says that it takes writes to all of these, else an operator.
    pub(super) fn channel(&self, fields: impl IntoIterator<Item = Field>) -> Channel {
        let is_writable = |field: Field| {
            let known = field.rest_name().zip(self.fields.as_ref());
            known.is_some_and(|(name, fields)| fields.is_writable(name))
        };
        if fields.into_iter().all(is_writable) {
            Channel::Rest
        } else {
            Channel::Operator
        }
    }

    /// The level with the name it then has.
    pub(super) fn level(&self, id: LevelId) -> Option<LevelRef> {
        let name = self.levels.get(&id)?.name.clone();
        Some(LevelRef::Existing { id, name })
    }

    /// Somebody, as a plan names them.
    pub(super) fn person(&self, id: ResourceId) -> Option<Person> {
        self.resources.get(&id).map(|known| Person {
            id,
            name: known.full_name(),
            email: known.email.clone(),
        })
    }

    /// Everybody active who holds a level.
    pub(super) fn holders(&self, level: LevelId) -> Vec<Person> {
        self.resources
            .iter()
            .filter(|(_, resource)| resource.active && resource.level == level)
            .filter_map(|(id, _)| self.person(*id))
            .collect()
    }

    /// The API user that a block stands for.
    pub(super) fn stands_for(&self, handle: &Handle) -> Option<ResourceId> {
        self.remembered.api_users.get(handle).map(|known| known.id)
    }

    /// What is known of a field: as REST reports it, else as the ledger remembers it.
    pub(super) fn field(
        &self,
        handle: &Handle,
        user: ResourceId,
        field: Field,
    ) -> Option<FieldValue> {
        let reported = form::shown(self.resources.get(&user)?, field);
        reported.or_else(|| {
            let known = self.remembered.api_users.get(handle)?;
            (known.id == user).then(|| known.fields.get(&field).cloned())?
        })
    }

    /// Sets fields as a step will.
    pub(super) fn set(&mut self, user: ResourceId, fields: &BTreeMap<Field, FieldValue>) {
        let Some(resource) = self.resources.get_mut(&user) else {
            return;
        };
        for (field, value) in fields {
            match (field, value) {
                (Field::IsActive, FieldValue::Flag(flag)) => resource.active = *flag,
                (Field::UserType, FieldValue::Number(level)) => resource.level = LevelId(*level),
                // Nothing else of a person is looked at again.
                _ => {}
            }
        }
    }

    /// The names of people in a sentence.
    pub(super) fn names(people: &[Person]) -> String {
        let names: BTreeSet<&str> = people.iter().map(|person| person.name.as_str()).collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    }
}

fn read<'a, T>(what: &'static str, reading: &'a Reading<T>) -> Result<&'a T, UndoError> {
    match reading {
        Reading::Read(value) => Ok(value),
        Reading::Failed(why) => Err(UndoError::Unread {
            what,
            why: why.clone(),
        }),
    }
}
