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
            | Change::RotateSecret { .. }
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

#[cfg(test)]
mod tests {
    use attune_model::{
        CellChange, CellId, CellState, CellValue, FieldChange, FieldState, FieldValue, LevelName,
        Person,
    };

    use super::*;

    fn person() -> Person {
        Person {
            id: attune_model::ResourceId(9),
            name: "Tess Turner".to_owned(),
            email: "tess@contoso.example".to_owned(),
        }
    }

    fn existing(id: i64) -> LevelRef {
        LevelRef::Existing {
            id: LevelId(id),
            name: LevelName::new("A"),
        }
    }

    fn assign(before: i64, after: LevelRef) -> Change {
        Change::AssignLevel {
            person: person(),
            before: existing(before),
            after,
        }
    }

    fn edit(cells: &[(&str, bool)]) -> Change {
        let change = |(cell, flag): &(&str, bool)| {
            let change = CellChange {
                before: CellState::Unknown,
                after: CellValue::Flag(*flag),
            };
            (CellId::new(*cell), change)
        };
        Change::EditLevel {
            handle: None,
            level: existing(2),
            rename: None,
            active: None,
            cells: cells.iter().map(change).collect(),
            holders: Vec::new(),
        }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// How often a step is done by now, and since when.
    fn times(goals: &mut Goals, step: &str, change: Change, second: i64) -> (u32, Timestamp) {
        let step = StepId(step.to_owned());
        goals.begin(&step, &BegunChange::Change(Box::new(change)));
        let PutBack { times, since } = goals.done(&step, &[], at(second)).unwrap();
        (times, since)
    }

    #[test]
    fn what_was_there_before_is_no_part_of_the_goal() {
        let mut goals = Goals::default();
        let mut move_from = |before, second| {
            let change = assign(before, existing(2));
            times(&mut goals, "assign/9", change, second)
        };
        assert_eq!(move_from(1, 10), (1, at(10)));
        assert_eq!(move_from(3, 20), (2, at(10)));
        assert_eq!(move_from(4, 30), (3, at(10)));
    }

    #[test]
    fn another_goal_begins_anew_whichever_step_set_it() {
        let mut goals = Goals::default();
        assert_eq!(times(&mut goals, "a", assign(1, existing(2)), 10).0, 1);
        assert_eq!(times(&mut goals, "undo", assign(2, existing(1)), 20).0, 1);
        let again = times(&mut goals, "a", assign(1, existing(2)), 30);
        assert_eq!(again, (1, at(30)), "attune itself had taken it back");
    }

    #[test]
    fn a_part_of_what_was_set_is_put_back() {
        let mut goals = Goals::default();
        let whole = edit(&[("one", true), ("two", true)]);
        assert_eq!(times(&mut goals, "edit", whole, 10).0, 1);
        let part = edit(&[("two", true)]);
        assert_eq!(times(&mut goals, "edit", part, 20), (2, at(10)));
        let other = edit(&[("two", false)]);
        assert_eq!(times(&mut goals, "edit", other, 30), (1, at(30)));
    }

    #[test]
    fn a_level_that_a_step_made_is_the_same_when_it_exists() {
        let mut goals = Goals::default();
        let copy = StepId("copy".to_owned());
        let made = Fact::Copy {
            base: LevelId(1),
            id: LevelId(2),
        };
        assert_eq!(goals.done(&copy, &[made], at(5)), None);
        let planned = LevelRef::Planned {
            step: copy,
            name: LevelName::new("A"),
        };
        assert_eq!(times(&mut goals, "assign/9", assign(1, planned), 10).0, 1);
        let again = times(&mut goals, "assign/9", assign(1, existing(2)), 20);
        assert_eq!(again, (2, at(10)));
    }

    #[test]
    fn fields_are_counted_and_what_was_not_begun_is_not() {
        let change = FieldChange {
            before: FieldState::Unknown,
            after: FieldValue::Flag(false),
        };
        let update = || Change::UpdateApiUser {
            handle: attune_model::Handle::parse("tasky").unwrap(),
            user: person(),
            fields: BTreeMap::from([(Field::Locked, change.clone())]),
            tracking: None,
        };
        let mut goals = Goals::default();
        assert_eq!(times(&mut goals, "user", update(), 10).0, 1);
        let found_done = goals.done(&StepId("user".to_owned()), &[], at(20));
        assert_eq!(found_done, None);
        assert_eq!(times(&mut goals, "user", update(), 30), (2, at(10)));
    }
}
