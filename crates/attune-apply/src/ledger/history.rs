//! The values that attune set last, as the ledger's lines tell.

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    ApiUserForm, Change, Field, FieldValue, LevelId, LevelRef, ResourceId, StepId, Timestamp,
};

use crate::ledger::{BegunChange, Entry, Event, Fact};

/// A thing of the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Level(LevelId),
    Resource(ResourceId),
}

/// One of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aspect {
    /// The name of a level.
    Name,
    /// The `Active` box of a level.
    Active,
    /// A field of a person or API user; the level they hold is the number of `UserType`.
    Field(Field),
    /// The boxes of the page `Protected Data Permission`.
    ProtectedData,
}

/// A value and the moment at which attune had made sure of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Set {
    pub(crate) value: FieldValue,
    pub(crate) at: Timestamp,
}

/// What attune set last.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    set: BTreeMap<(Thing, Aspect), Set>,
}

/// What is known while lines are read: the change of each step that was begun, the levels that steps made.
#[derive(Default)]
struct Course<'a> {
    begun: BTreeMap<&'a StepId, &'a Change>,
    made: BTreeMap<&'a StepId, LevelId>,
}

impl History {
    /// Reads lines in their order.
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let mut history = Self::default();
        let mut course = Course::default();
        for entry in entries {
            match &entry.event {
                Event::Begun {
                    step,
                    change: BegunChange::Change(change),
                    known: _,
                } => {
                    course.begun.insert(step, change);
                }
                Event::Done {
                    step,
                    proof: _,
                    evidence: _,
                    facts,
                } => history.done(&mut course, step, facts, entry.at),
                // The change of an earlier version cannot be read; its facts are.
                Event::Begun {
                    step: _,
                    change: BegunChange::Earlier(_),
                    known: _,
                }
                | Event::Bound { .. }
                | Event::Plan { .. }
                | Event::Applied(_)
                | Event::Rights { .. }
                | Event::Noted { .. }
                | Event::Failed { .. }
                | Event::Waiting { .. } => {}
            }
        }
        history
    }

    /// What was set last.
    pub(crate) fn last(&self, thing: Thing, aspect: Aspect) -> Option<&Set> {
        self.set.get(&(thing, aspect))
    }

    /// All that was set of a thing.
    pub(crate) fn of_thing(&self, thing: Thing) -> impl Iterator<Item = (Aspect, &Set)> {
        self.set
            .iter()
            .filter(move |((of, _), _)| *of == thing)
            .map(|((_, aspect), set)| (*aspect, set))
    }

    fn done<'a>(
        &mut self,
        course: &mut Course<'a>,
        step: &'a StepId,
        facts: &'a [Fact],
        at: Timestamp,
    ) {
        let level = facts.iter().find_map(level_of);
        let user = facts.iter().find_map(user_of);
        if let Some(level) = level {
            course.made.insert(step, level);
        }
        // A step that was found done was not begun; then only its facts tell.
        if let Some(change) = course.begun.remove(step) {
            self.change(course, change, level, user, at);
        }
        for fact in facts {
            self.fact(fact, at);
        }
    }

    fn change(
        &mut self,
        course: &Course<'_>,
        change: &Change,
        level: Option<LevelId>,
        user: Option<ResourceId>,
        at: Timestamp,
    ) {
        let held = |level: &LevelRef| match level {
            LevelRef::Existing { id, name: _ } => Some(*id),
            LevelRef::Planned { step, name: _ } => course.made.get(step).copied(),
        };
        match change {
            Change::CopyLevel {
                handle: _,
                base: _,
                name,
                active,
                cells: _,
            } => {
                if let Some(id) = level {
                    let thing = Thing::Level(id);
                    self.put(thing, Aspect::Name, text(name.as_str()), at);
                    self.put(thing, Aspect::Active, FieldValue::Flag(*active), at);
                }
            }
            Change::EditLevel {
                handle: _,
                level,
                rename,
                active,
                cells: _,
                holders: _,
            } => {
                if let Some(thing) = held(level).map(Thing::Level) {
                    if let Some(name) = rename {
                        self.put(thing, Aspect::Name, text(name.as_str()), at);
                    }
                    if let Some(active) = active {
                        self.put(thing, Aspect::Active, active.after.clone(), at);
                    }
                }
            }
            Change::CreateApiUser {
                handle: _,
                form,
                credentials: _,
                replaces: _,
            } => {
                if let Some(id) = user {
                    self.form(id, form, held(&form.level), at);
                }
            }
            Change::UpdateApiUser {
                handle: _,
                user,
                fields,
                tracking: _,
            } => {
                for (field, change) in fields {
                    self.field(user.id, *field, change.after.clone(), at);
                }
            }
            Change::AssignLevel {
                person,
                before: _,
                after,
            } => {
                if let Some(level) = held(after) {
                    self.field(person.id, Field::UserType, FieldValue::Number(level.0), at);
                }
            }
            Change::RetireApiUser {
                handle: _,
                user,
                successor: _,
                credentials: _,
            } => self.field(user.id, Field::IsActive, FieldValue::Flag(false), at),
            Change::RotateSecret { .. }
            | Change::SetProtectedData { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => {}
        }
    }

    fn form(&mut self, id: ResourceId, form: &ApiUserForm, level: Option<LevelId>, at: Timestamp) {
        self.field(id, Field::FirstName, text(&form.first_name), at);
        self.field(id, Field::LastName, text(&form.last_name), at);
        self.field(id, Field::Email, text(&form.email), at);
        self.field(id, Field::IsActive, FieldValue::Flag(form.active), at);
        if let Some(level) = level {
            self.field(id, Field::UserType, FieldValue::Number(level.0), at);
        }
        if let Some(location) = &form.primary_internal_location {
            self.field(id, Field::LocationId, text(location), at);
        }
        for (field, value) in form.optional_fields() {
            self.field(id, field, value, at);
        }
    }

    /// What facts tell by themselves: the values that REST does not show, also of things that were adopted.
    fn fact(&mut self, fact: &Fact, at: Timestamp) {
        match fact {
            Fact::ApiUser {
                handle: _,
                id,
                tracking: _,
                fields,
            } => {
                for (field, value) in fields {
                    self.field(*id, *field, value.clone(), at);
                }
            }
            Fact::ProtectedData {
                handle: _,
                id,
                boxes,
            } => {
                let boxes: BTreeSet<String> =
                    boxes.iter().map(|one| one.label().to_owned()).collect();
                let thing = Thing::Resource(*id);
                self.put(thing, Aspect::ProtectedData, FieldValue::List(boxes), at);
            }
            Fact::Copied { .. }
            | Fact::Level { .. }
            | Fact::Copy { .. }
            | Fact::Cells { .. }
            | Fact::Drafted { .. }
            | Fact::Discarded { .. }
            | Fact::Ticket { .. }
            | Fact::Passed { .. } => {}
        }
    }

    fn field(&mut self, id: ResourceId, field: Field, value: FieldValue, at: Timestamp) {
        self.put(Thing::Resource(id), Aspect::Field(field), value, at);
    }

    fn put(&mut self, thing: Thing, aspect: Aspect, value: FieldValue, at: Timestamp) {
        self.set.insert((thing, aspect), Set { value, at });
    }
}

fn text(text: &str) -> FieldValue {
    FieldValue::Text(text.to_owned())
}

pub(super) fn level_of(fact: &Fact) -> Option<LevelId> {
    match fact {
        Fact::Level { id, .. } | Fact::Copy { id, .. } => Some(*id),
        Fact::Copied { .. }
        | Fact::Cells { .. }
        | Fact::Drafted { .. }
        | Fact::Discarded { .. }
        | Fact::ApiUser { .. }
        | Fact::ProtectedData { .. }
        | Fact::Ticket { .. }
        | Fact::Passed { .. } => None,
    }
}

fn user_of(fact: &Fact) -> Option<ResourceId> {
    match fact {
        Fact::ApiUser { id, .. } => Some(*id),
        Fact::Copied { .. }
        | Fact::Level { .. }
        | Fact::Copy { .. }
        | Fact::Cells { .. }
        | Fact::Drafted { .. }
        | Fact::Discarded { .. }
        | Fact::ProtectedData { .. }
        | Fact::Ticket { .. }
        | Fact::Passed { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use attune_model::{Handle, LevelName, Person, Proof};

    use super::*;
    use crate::ledger::Known;

    const AT: Timestamp = Timestamp::UNIX_EPOCH;

    fn entry(event: Event) -> Entry {
        Entry {
            v: 1,
            seq: 1,
            at: AT,
            run: "run".to_owned(),
            event,
        }
    }

    fn begun(step: &str, change: Change) -> Entry {
        entry(Event::Begun {
            step: StepId(step.to_owned()),
            change: BegunChange::Change(Box::new(change)),
            known: Known::default(),
        })
    }

    fn done(step: &str, facts: Vec<Fact>) -> Entry {
        entry(Event::Done {
            step: StepId(step.to_owned()),
            proof: Proof::RestFact,
            evidence: String::new(),
            facts,
        })
    }

    fn copy() -> Change {
        Change::CopyLevel {
            handle: None,
            base: LevelRef::Existing {
                id: LevelId(1),
                name: LevelName::new("A (system)"),
            },
            name: LevelName::new("A"),
            active: true,
            cells: BTreeMap::new(),
        }
    }

    /// A move to what the step `copy` makes.
    fn assign() -> Change {
        let level = LevelName::new("A");
        Change::AssignLevel {
            person: Person {
                id: ResourceId(9),
                name: "Tess Turner".to_owned(),
                email: "tess@contoso.example".to_owned(),
            },
            before: LevelRef::Existing {
                id: LevelId(1),
                name: level.clone(),
            },
            after: LevelRef::Planned {
                step: StepId("copy".to_owned()),
                name: level,
            },
        }
    }

    fn value(history: &History, thing: Thing, aspect: Aspect) -> Option<FieldValue> {
        history.last(thing, aspect).map(|set| set.value.clone())
    }

    #[test]
    fn what_was_done_counts_and_what_was_only_begun_does_not() {
        let copied = Fact::Copy {
            base: LevelId(1),
            id: LevelId(2),
        };
        let lines = [
            begun("copy", copy()),
            done("copy", vec![copied]),
            begun("assign", assign()),
        ];
        let held = (
            Thing::Resource(ResourceId(9)),
            Aspect::Field(Field::UserType),
        );
        let history = History::of(&lines);
        let level = Thing::Level(LevelId(2));
        assert_eq!(value(&history, level, Aspect::Name), Some(text("A")));
        assert_eq!(
            value(&history, level, Aspect::Active),
            Some(FieldValue::Flag(true))
        );
        assert_eq!(value(&history, held.0, held.1), None);

        let lines = [&lines[..], &[done("assign", Vec::new())]].concat();
        let history = History::of(&lines);
        assert_eq!(value(&history, held.0, held.1), Some(FieldValue::Number(2)));
    }

    #[test]
    fn facts_tell_where_nothing_was_begun() {
        let fact = Fact::ApiUser {
            handle: Handle::parse("tasky").unwrap(),
            id: ResourceId(7),
            tracking: None,
            fields: BTreeMap::from([(Field::Locked, FieldValue::Flag(false))]),
        };
        let history = History::of(&[done("import/api-user/tasky", vec![fact])]);
        let user = Thing::Resource(ResourceId(7));
        let set: Vec<_> = history.of_thing(user).collect();
        let locked = Set {
            value: FieldValue::Flag(false),
            at: AT,
        };
        assert_eq!(set, [(Aspect::Field(Field::Locked), &locked)]);
    }
}
