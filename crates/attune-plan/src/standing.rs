//! By which names of levels a person is chosen.
//!
//! A selector names levels, and attune itself moves people: a rule to the copy of a system level, an assignment to the
//! level that it gives. A choice that forgot where people came from would come out otherwise on the next plan. So the
//! holder of a rule's copy also counts as holding the system level, and who has an assignment counts, for rules, as
//! holding what the assignment gives and what it chose them by, before the move as after it.
//!
//! The other way round nothing is foreseen: who is yet to be moved to a rule's copy is not chosen by the copy's name.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{LevelId, LevelName, Resource};

use crate::context::Context;
use crate::copies::{copy_name, copy_of};
use crate::targets::{Key, Targets};

/// What the levels are called, and which of them are copies that rules put in the place of system levels.
#[derive(Debug)]
pub(crate) struct Standing {
    names: BTreeMap<LevelId, LevelName>,
    /// Of copies that are there: their system levels.
    copies: BTreeMap<LevelId, LevelId>,
    /// Of copies that are not there yet, by the name that they would have: their system levels.
    to_come: BTreeMap<LevelName, LevelId>,
}

impl Standing {
    pub(crate) fn new(context: &Context<'_>, targets: &Targets) -> Self {
        let mut standing = Self {
            names: BTreeMap::new(),
            copies: BTreeMap::new(),
            to_come: BTreeMap::new(),
        };
        for (id, level) in context.levels {
            let name = targets.name_after(context, &Key::Existing(*id));
            standing.names.insert(*id, name);
            if !level.system {
                continue;
            }
            match copy_of(context, *id) {
                Some(copy) => standing.copies.insert(copy, *id),
                None => standing.to_come.insert(copy_name(&level.name), *id),
            };
        }
        standing
    }

    /// The system level whose copy a level is; the level itself where it is none.
    pub(crate) fn original(&self, key: &Key) -> Key {
        let system = match key {
            Key::Existing(id) => self.copies.get(id),
            Key::New(name) => self.to_come.get(name),
        };
        system.map_or_else(|| key.clone(), |system| Key::Existing(*system))
    }

    /// The names that the holders of a level are chosen by.
    pub(crate) fn names(&self, key: &Key) -> BTreeSet<LevelName> {
        [key, &self.original(key)]
            .into_iter()
            .filter_map(|key| match key {
                Key::Existing(id) => self.names.get(id),
                Key::New(name) => Some(name),
            })
            .cloned()
            .collect()
    }
}

/// Whether someone holds a level, or the copy that rules put in its place.
pub(crate) fn holds(context: &Context<'_>, resource: &Resource, key: &Key) -> bool {
    match key {
        Key::Existing(id) => {
            resource.level == *id
                || context.levels.get(id).is_some_and(|level| level.system)
                    && copy_of(context, *id) == Some(resource.level)
        }
        Key::New(_) => false,
    }
}
