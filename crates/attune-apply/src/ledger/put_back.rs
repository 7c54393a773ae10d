//! How often a step had to be done again with the same result: somebody else sets the same values.

use std::collections::BTreeMap;

use attune_model::{Change, Field, LevelId, LevelRef, PutBack, StepId, Timestamp};

use super::history::{Thing, level_of};
use crate::ledger::{BegunChange, Fact};

/// What a step is to achieve: values of things, in the words of lines. What was there before is no part of it.
type Goal = BTreeMap<(Thing, String), String>;

/// The goals of steps, and how often each was reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Goals {
    begun: BTreeMap<StepId, Goal>,
    /// The values that any step set last.
    set: Goal,
    reached: BTreeMap<StepId, PutBack>,
    /// The levels that steps made.
    made: BTreeMap<StepId, LevelId>,
}

impl Goals {
    /// A step is begun. What is so already is not begun, so that a goal which was reached before was undone since.
    pub(super) fn begin(&mut self, step: &StepId, change: &BegunChange) {
        let goal = match change {
            BegunChange::Change(change) => self.goal(change),
            BegunChange::Earlier(_) => None,
        };
        if let Some(goal) = goal.filter(|goal| !goal.is_empty()) {
            self.begun.insert(step.clone(), goal);
        }
    }

    /// A step is done; how often by now, where it has a goal that is counted.
    pub(super) fn done(&mut self, step: &StepId, facts: &[Fact], at: Timestamp) -> Option<PutBack> {
        if let Some(level) = facts.iter().find_map(level_of) {
            self.made.insert(step.clone(), level);
        }
        let goal = self.begun.remove(step)?;
        let again = goal
            .iter()
            .all(|(what, value)| self.set.get(what) == Some(value));
        self.set.extend(goal);
        let reached = match self.reached.get(step) {
            Some(PutBack { times, since }) if again => PutBack {
                times: times + 1,
                since: *since,
            },
            Some(_) | None => PutBack {
                times: 1,
                since: at,
            },
        };
        self.reached.insert(step.clone(), reached.clone());
        Some(reached)
    }

    fn goal(&self, change: &Change) -> Option<Goal> {
        match change {
            Change::EditLevel {
                handle: _,
                level,
                rename,
                active,
                cells,
                holders: _,
            } => {
                let thing = Thing::Level(self.level(level)?);
                let name = rename.iter().map(|name| ("name", name.to_string()));
                let active = active.iter().map(|to| ("active", to.after.to_string()));
                let cells = cells
                    .iter()
                    .map(|(cell, to)| (cell.as_str(), to.after.as_written()));
                Some(of(thing, name.chain(active).chain(cells)))
            }
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => {
                let fields = fields.iter();
                let fields = fields.map(|(field, to)| (field.label(), to.after.to_string()));
                Some(of(Thing::Resource(user.id), fields))
            }
            Change::AssignLevel {
                person,
                before: _,
                after,
            } => {
                let level = self.level(after)?.to_string();
                let held = [(Field::UserType.label(), level)].into_iter();
                Some(of(Thing::Resource(person.id), held))
            }
            Change::CopyLevel { .. }
            | Change::CreateApiUser { .. }
            | Change::RetireApiUser { .. }
            | Change::SetProtectedData { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => None,
        }
    }

    fn level(&self, level: &LevelRef) -> Option<LevelId> {
        match level {
            LevelRef::Existing { id, name: _ } => Some(*id),
            LevelRef::Planned { step, name: _ } => self.made.get(step).copied(),
        }
    }
}

fn of<S: Into<String>>(thing: Thing, values: impl Iterator<Item = (S, String)>) -> Goal {
    values
        .map(|(what, value)| ((thing, what.into()), value))
        .collect()
}
