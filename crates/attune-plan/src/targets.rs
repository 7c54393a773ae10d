//! What is demanded of each level, whoever demands it.
//!
//! Blocks and rules demand; only then steps are made. So two rules that mean one level give one step, and a
//! contradiction is seen.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    CellId, CellValue, Handle, LevelId, LevelName, LevelRef, Place, ProblemKind, Reason, Step,
    StepId,
};

use crate::context::Context;
use crate::findings::Findings;
use crate::level_steps::{adopt_step, copy_step, edit_step};
use crate::selection::Origins;

/// Which level is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// One that is to be made, by the name it will have.
    New(LevelName),
    /// One that is there.
    Existing(LevelId),
}

/// What is demanded of a level.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) step: StepId,
    pub(crate) handle: Option<Handle>,
    pub(crate) origin: Origin,
    /// Whether it is attune's: by the ledger, or because the manifest says so.
    pub(crate) owned: bool,
    /// Whether the ledger has yet to be told that it is.
    pub(crate) adopt: bool,
    pub(crate) rename: Option<LevelName>,
    pub(crate) active: Option<bool>,
    pub(crate) cells: BTreeMap<CellId, (CellValue, Place)>,
    pub(crate) reason: Reason,
}

/// Where a level comes from.
#[derive(Debug)]
pub(crate) enum Origin {
    /// It is to be copied from this one.
    Copy(LevelRef),
    /// It is there.
    There,
}

#[derive(Debug, Default)]
pub(crate) struct Targets {
    map: BTreeMap<Key, Target>,
    handles: BTreeMap<Handle, Key>,
    /// The levels that will have a name after this plan, as far as blocks and the tenant tell.
    by_name: BTreeMap<LevelName, Vec<Key>>,
    /// The blocks whose level is not there and is not made: their day is over, or that is accepted.
    pub(crate) not_made: BTreeSet<Handle>,
}

impl Targets {
    /// The target of a level, made by `make` at the first demand.
    pub(crate) fn demand(&mut self, key: Key, make: impl FnOnce() -> Target) -> &mut Target {
        let target = self.map.entry(key.clone()).or_insert_with(make);
        if let Some(handle) = &target.handle {
            self.handles.insert(handle.clone(), key);
        }
        target
    }

    pub(crate) fn get(&self, key: &Key) -> Option<&Target> {
        self.map.get(key)
    }

    pub(crate) fn get_mut(&mut self, key: &Key) -> Option<&mut Target> {
        self.map.get_mut(key)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.map.keys()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Key, &Target)> {
        self.map.iter()
    }

    /// The key of the level that a block of the manifest stands for.
    pub(crate) fn of_handle(&self, handle: &Handle) -> Option<&Key> {
        self.handles.get(handle)
    }

    /// The name that a level will have after this plan.
    pub(crate) fn name_after(&self, context: &Context<'_>, key: &Key) -> LevelName {
        match key {
            Key::New(name) => name.clone(),
            Key::Existing(id) => self
                .map
                .get(key)
                .and_then(|target| target.rename.clone())
                .unwrap_or_else(|| context.level_name(*id)),
        }
    }

    /// Takes note of all names, once every block has demanded its level; rules give no names.
    pub(crate) fn settle_names(&mut self, context: &Context<'_>) {
        let mut by_name: BTreeMap<LevelName, Vec<Key>> = BTreeMap::new();
        for key in self.levels_after(context) {
            let name = self.name_after(context, &key);
            by_name.entry(name).or_default().push(key);
        }
        self.by_name = by_name;
    }

    /// The levels that will have this name after this plan, as far as blocks and the tenant tell.
    pub(crate) fn named(&self, name: &LevelName) -> &[Key] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The levels of the tenant, and those that blocks make.
    pub(crate) fn levels_after<'s>(
        &'s self,
        context: &'s Context<'_>,
    ) -> impl Iterator<Item = Key> {
        let there = context.levels.keys().map(|id| Key::Existing(*id));
        let made = self
            .map
            .iter()
            .filter(|(key, target)| matches!(key, Key::New(_)) && target.handle.is_some())
            .map(|(key, _)| key.clone());
        there.chain(made)
    }

    /// Whether a level is, or will be, API-only; `None` where that cannot be told.
    pub(crate) fn is_api_only(&self, context: &Context<'_>, key: &Key) -> Option<bool> {
        match key {
            Key::Existing(id) => context.is_api_only(*id),
            Key::New(_) => match &self.map.get(key)?.origin {
                Origin::Copy(LevelRef::Existing { id, name: _ }) => context.is_api_only(*id),
                Origin::Copy(LevelRef::Planned { step: _, name }) => {
                    self.is_api_only(context, &Key::New(name.clone()))
                }
                Origin::There => None,
            },
        }
    }

    /// How other steps refer to a level.
    pub(crate) fn reference(&self, context: &Context<'_>, key: &Key) -> Option<LevelRef> {
        match key {
            Key::New(name) => self.map.get(key).map(|target| LevelRef::Planned {
                step: target.step.clone(),
                name: name.clone(),
            }),
            Key::Existing(id) => Some(LevelRef::Existing {
                id: *id,
                name: context.level_name(*id),
            }),
        }
    }

    /// The places that demand something of each step's level.
    pub(crate) fn origins(&self) -> Origins {
        let mut origins = Origins::new();
        for target in self.map.values() {
            let places = origins.entry(target.step.clone()).or_default();
            places.extend(target.cells.values().map(|(_, place)| place.clone()));
            if let Some(handle) = &target.handle {
                places.insert(Place("securityLevels".to_owned()).key(handle));
            }
        }
        origins
    }

    /// One step for each level of which something is demanded that is not so already, and one for each that is adopted.
    pub(crate) fn steps(&self, context: &Context<'_>) -> Vec<Step> {
        self.map
            .iter()
            .flat_map(|(key, target)| match (key, &target.origin) {
                (Key::New(name), Origin::Copy(base)) => {
                    [Some(copy_step(context, name, base, target)), None]
                }
                (Key::Existing(id), Origin::There) => [
                    adopt_step(context, *id, target),
                    edit_step(context, *id, target),
                ],
                (Key::New(_), Origin::There) | (Key::Existing(_), Origin::Copy(_)) => [None, None],
            })
            .flatten()
            .collect()
    }
}

impl Target {
    /// Demands a value of a cell; a demand for another value is a problem.
    pub(crate) fn demand_cell(
        &mut self,
        level: &LevelName,
        cell: &CellId,
        value: CellValue,
        place: &Place,
        findings: &mut Findings,
    ) {
        match self.cells.get(cell) {
            Some((other, first)) if *other != value => findings.problem(
                place,
                ProblemKind::Conflict,
                format!("{cell} of \"{level}\" is to be {value} here, and {other} at {first}"),
                "Let both places ask for the same value, or remove one.",
            ),
            Some(_) => {}
            None => {
                self.cells.insert(cell.clone(), (value, place.clone()));
            }
        }
    }
}
