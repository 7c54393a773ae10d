//! What is demanded of each level, whoever demands it.
//!
//! Blocks and rules demand; only then steps are made. So two rules that mean one level give one step, and a
//! contradiction is seen.

use std::collections::BTreeMap;

use attune_model::{
    CellChange, CellId, CellState, CellValue, Change, Channel, FieldChange, FieldValue, Handle,
    LevelId, LevelName, LevelRef, Place, Problem, ProblemKind, Proof, Reason, Step, StepId,
};

use crate::context::{Context, person};
use crate::risks::take_over;

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
    /// Whether the ledger says that it is attune's.
    pub(crate) owned: bool,
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

    pub(crate) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.map.keys()
    }

    /// The key of the level that a block of the manifest stands for.
    pub(crate) fn of_handle(&self, handle: &Handle) -> Option<&Key> {
        self.handles.get(handle)
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

    /// One step for each level of which something is demanded that is not so already.
    pub(crate) fn steps(&self, context: &Context<'_>) -> Vec<Step> {
        self.map
            .iter()
            .filter_map(|(key, target)| match (key, &target.origin) {
                (Key::New(name), Origin::Copy(base)) => {
                    Some(copy_step(context, name, base, target))
                }
                (Key::Existing(id), Origin::There) => edit_step(context, *id, target),
                (Key::New(_), Origin::There) | (Key::Existing(_), Origin::Copy(_)) => None,
            })
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
        problems: &mut Vec<Problem>,
    ) {
        match self.cells.get(cell) {
            Some((other, first)) if *other != value => problems.push(Problem {
                place: place.clone(),
                kind: ProblemKind::Conflict,
                message: format!(
                    "{cell} of \"{level}\" is to be {value} here, and {other} at {first}"
                ),
                help: "Let both places ask for the same value, or remove one.".to_owned(),
            }),
            Some(_) => {}
            None => {
                self.cells.insert(cell.clone(), (value, place.clone()));
            }
        }
    }
}

fn copy_step(context: &Context<'_>, name: &LevelName, base: &LevelRef, target: &Target) -> Step {
    let known = |cell: &CellId| match base {
        LevelRef::Existing { id, name: _ } => context
            .levels
            .get(id)
            .map_or(CellState::Unknown, |level| level.cell(cell)),
        LevelRef::Planned { step: _, name: _ } => CellState::Unknown,
    };
    Step {
        id: target.step.clone(),
        change: Change::CopyLevel {
            handle: target.handle.clone(),
            base: base.clone(),
            name: name.clone(),
            active: target.active.unwrap_or(true),
            cells: target
                .cells
                .iter()
                .map(|(cell, (after, _))| {
                    let before = known(cell);
                    (
                        cell.clone(),
                        CellChange {
                            before,
                            after: *after,
                        },
                    )
                })
                .collect(),
        },
        reason: target.reason,
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: Vec::new(),
        needs: base.made_by().cloned().into_iter().collect(),
    }
}

/// `None` where everything demanded is known to be so.
fn edit_step(context: &Context<'_>, id: LevelId, target: &Target) -> Option<Step> {
    let level = context.levels.get(&id)?;
    let cells: BTreeMap<CellId, CellChange> = target
        .cells
        .iter()
        .map(|(cell, (after, _))| {
            let before = level.cell(cell);
            (
                cell.clone(),
                CellChange {
                    before,
                    after: *after,
                },
            )
        })
        .filter(|(_, change)| change.before.value() != Some(change.after))
        .collect();
    let rename = target.rename.clone().filter(|name| *name != level.name);
    let active = target
        .active
        .filter(|wanted| *wanted != level.active)
        .map(|wanted| FieldChange {
            before: FieldValue::Flag(level.active),
            after: FieldValue::Flag(wanted),
        });
    if cells.is_empty() && rename.is_none() && active.is_none() {
        return None;
    }
    let only_unknown = rename.is_none()
        && active.is_none()
        && cells
            .values()
            .all(|change| change.before == CellState::Unknown);
    Some(Step {
        id: target.step.clone(),
        change: Change::EditLevel {
            handle: target.handle.clone(),
            level: LevelRef::Existing {
                id,
                name: level.name.clone(),
            },
            rename,
            active,
            cells,
            holders: context
                .active_holders(id)
                .map(|(holder, resource)| person(holder, resource))
                .collect(),
        },
        reason: match target.reason {
            Reason::ImpersonationRule => Reason::ImpersonationRule,
            Reason::Missing
            | Reason::Differs
            | Reason::Unknown
            | Reason::SystemLevelCannotBeEdited
            | Reason::CheckIsDue => {
                if only_unknown {
                    Reason::Unknown
                } else {
                    Reason::Differs
                }
            }
        },
        channel: Channel::Operator,
        proof: Proof::ConsoleReread,
        risks: if target.owned {
            Vec::new()
        } else {
            vec![take_over::level(&level.name)]
        },
        needs: [].into(),
    })
}
