//! Which number has which name: what REST lists, and what this run changed since.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{LevelId, LevelName, Observed, Reading, ResourceId};

use super::trouble::Trouble;

/// The names of levels, people and internal locations. Pages show names, steps mean numbers, so a page has to show both.
#[derive(Clone, Debug, Default)]
pub(super) struct Directory {
    /// A level that is being renamed has two.
    levels: BTreeMap<LevelId, BTreeSet<LevelName>>,
    people: BTreeMap<ResourceId, Person>,
    pub(super) locations: BTreeMap<i64, String>,
}

/// A person or an API user.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) api_user: bool,
}

impl Directory {
    /// What a look at the tenant listed.
    pub(super) fn of(observed: &Observed) -> Self {
        let mut directory = Self::default();
        if let Reading::Read(levels) = &observed.levels {
            directory.levels = levels
                .iter()
                .map(|(id, level)| (*id, BTreeSet::from([level.name.clone()])))
                .collect();
        }
        if let Reading::Read(resources) = &observed.resources {
            let person = |resource: &attune_model::Resource| Person {
                name: resource.full_name(),
                api_user: resource.is_api_user(),
            };
            directory.people = resources
                .iter()
                .map(|(id, resource)| (*id, person(resource)))
                .collect();
        }
        if let Reading::Read(fields) = &observed.fields {
            directory.locations.clone_from(&fields.locations);
        }
        directory
    }

    /// The names that a level may have; none for one that was made since, of which only the number is known.
    pub(super) fn names_of_level(&self, id: LevelId) -> Vec<LevelName> {
        let names = self.levels.get(&id);
        names.into_iter().flatten().cloned().collect()
    }

    /// The names that a level that REST lists may have.
    pub(super) fn level(&self, id: LevelId) -> Result<Vec<LevelName>, Trouble> {
        match self.levels.get(&id) {
            Some(names) => Ok(names.iter().cloned().collect()),
            None => Err(Trouble::Guard(format!("REST lists no security level {id}"))),
        }
    }

    /// A level has exactly this name.
    pub(super) fn name_level(&mut self, id: LevelId, name: LevelName) {
        self.levels.insert(id, BTreeSet::from([name]));
    }

    /// A level may soon have this name as well.
    pub(super) fn rename_level(&mut self, id: LevelId, name: LevelName) {
        self.levels.entry(id).or_default().insert(name);
    }

    /// The levels by number; one that is being renamed is left out.
    pub(super) fn levels(&self) -> BTreeMap<LevelId, LevelName> {
        let one = |names: &BTreeSet<LevelName>| match names.len() {
            1 => names.first().cloned(),
            _ => None,
        };
        self.levels
            .iter()
            .filter_map(|(id, names)| Some((*id, one(names)?)))
            .collect()
    }

    /// A person or an API user; none for one that was made since.
    pub(super) fn person(&self, id: ResourceId) -> Option<&Person> {
        self.people.get(&id)
    }
}
