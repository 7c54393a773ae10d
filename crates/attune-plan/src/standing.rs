//! By which names of levels a person is chosen.
//!
//! A selector names levels, and attune itself moves people: a rule to the copy of a system level, an assignment to the
//! level that it gives. A choice that forgot where people came from would come out otherwise on the next plan. So the
//! holder of a rule's copy also counts as holding the system level, and who has an assignment counts, for rules, as
//! holding what the assignment gives and what it chose them by, before the move as after it.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{LevelId, LevelName, Resource};

use crate::context::Context;
use crate::copies::{copy_name, copy_of};
use crate::targets::{Key, Targets};

/// The system levels that rules copy, by their copies.
#[derive(Debug)]
pub(crate) struct Standing {
    of_level: BTreeMap<LevelId, BTreeSet<LevelName>>,
    /// Copies that are not there yet, by the name that they would have.
    to_come: BTreeMap<LevelName, LevelName>,
}

impl Standing {
    pub(crate) fn new(context: &Context<'_>, targets: &Targets) -> Self {
        let mut of_level: BTreeMap<LevelId, BTreeSet<LevelName>> = context
            .levels
            .keys()
            .map(|id| {
                let name = targets.name_after(context, &Key::Existing(*id));
                (*id, BTreeSet::from([name]))
            })
            .collect();
        let mut to_come = BTreeMap::new();
        for (id, system) in context.levels.iter().filter(|(_, level)| level.system) {
            match copy_of(context, *id) {
                Some(copy) => {
                    of_level
                        .entry(copy)
                        .or_default()
                        .insert(system.name.clone());
                }
                None => {
                    to_come.insert(copy_name(&system.name), system.name.clone());
                }
            }
        }
        Self { of_level, to_come }
    }

    /// The names that the holders of a level are chosen by.
    pub(crate) fn names(&self, key: &Key) -> BTreeSet<LevelName> {
        match key {
            Key::Existing(id) => self.of_level.get(id).cloned().unwrap_or_default(),
            Key::New(name) => [name]
                .into_iter()
                .chain(self.to_come.get(name))
                .cloned()
                .collect(),
        }
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
