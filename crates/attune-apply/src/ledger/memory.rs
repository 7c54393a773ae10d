//! What a ledger's lines amount to.

use std::collections::BTreeMap;

use attune_model::{
    CellId, CellState, Date, Field, Handle, LevelId, Remembered, RememberedApiUser,
    RememberedLevel, ResourceId, RightsThen, Source, StepId, Timestamp,
};

use super::put_back::Goals;
use crate::day;
use crate::ledger::{Applied, Entry, Event, Fact, Known};

/// The sum of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// What the planner is told.
    pub remembered: Remembered,
    /// The cells that were seen or set, by level.
    pub cells: BTreeMap<LevelId, BTreeMap<CellId, CellState>>,
    /// The steps that were begun and not done.
    pub begun: BTreeMap<StepId, Begun>,
    /// What was remembered of API users that blocks do not stand for any more: one can come back.
    pub replaced: BTreeMap<ResourceId, RememberedApiUser>,
    /// When what REST does not show of API users was set or seen last.
    pub pages: BTreeMap<ResourceId, PageTimes>,
    /// What was applied last.
    pub applied: Option<Applied>,
    goals: Goals,
}

/// When what only the pages of an API user show was set or seen last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageTimes {
    /// The fields of the form.
    pub fields: BTreeMap<Field, Timestamp>,
    /// The boxes of the page `Protected Data Permission`.
    pub protected_data: Option<Timestamp>,
}

/// A step that was begun and not done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// What was there before it was begun for the first time.
    pub known: Known,
    /// What happened in it since.
    pub facts: Vec<Fact>,
    /// The day on which its credentials came into the sink.
    pub delivered: Option<Date>,
}

impl Memory {
    /// Sums up lines in their order.
    pub fn of(entries: &[Entry]) -> Self {
        let mut memory = Self::default();
        for entry in entries {
            memory.learn(entry);
        }
        memory
    }

    /// Takes in one more line.
    pub fn learn(&mut self, entry: &Entry) {
        match &entry.event {
            Event::Bound {
                tenant: _,
                database,
            } => self.remembered.database = Some(*database),
            Event::Begun {
                step,
                change,
                known,
            } => {
                self.goals.begin(step, change);
                // What was known before the first attempt tells later attempts what it left behind.
                self.begun.entry(step.clone()).or_insert_with(|| Begun {
                    known: known.clone(),
                    ..Begun::default()
                });
            }
            Event::Noted { step, fact } => {
                let begun = self.begun.entry(step.clone()).or_default();
                if matches!(fact, Fact::Drafted { key: _ }) {
                    begun.delivered = Some(day(entry.at));
                }
                begun.facts.push(fact.clone());
            }
            Event::Done {
                step,
                proof: _,
                evidence: _,
                facts,
            } => {
                let delivered = self.begun.remove(step).and_then(|begun| begun.delivered);
                for fact in facts {
                    self.take(fact, entry.at, delivered);
                }
                if let Some(put_back) = self.goals.done(step, facts, entry.at) {
                    if put_back.times > 1 {
                        self.remembered.put_back.insert(step.clone(), put_back);
                    } else {
                        self.remembered.put_back.remove(step);
                    }
                }
            }
            Event::Rights {
                level,
                user,
                rights,
            } => {
                let then = RightsThen {
                    user: *user,
                    rights: rights.clone(),
                    at: entry.at,
                };
                self.remembered.rights.insert(*level, then);
            }
            Event::Applied(applied) => self.applied = Some(applied.clone()),
            Event::Failed { step: _, why: _ }
            | Event::Waiting { step: _ }
            | Event::Plan { digest: _ } => {}
        }
        self.remembered.unfinished = self.begun.keys().cloned().collect();
    }

    fn take(&mut self, fact: &Fact, at: Timestamp, delivered: Option<Date>) {
        match fact {
            Fact::Level {
                handle,
                id,
                copy_of,
            } => {
                let known = self.remembered.levels.get(handle);
                let copy_of = copy_of.clone().or_else(|| {
                    known
                        .filter(|known| known.id == *id)
                        .and_then(|known| known.copy_of.clone())
                });
                self.remembered
                    .levels
                    .insert(handle.clone(), RememberedLevel { id: *id, copy_of });
            }
            Fact::Copy { base, id } => {
                self.remembered.copies.insert(*base, *id);
            }
            Fact::Cells {
                level,
                proof,
                cells,
            } => {
                if !cells.is_empty() {
                    // What the level gave before it was edited is no measure for what it gives now.
                    self.remembered.rights.remove(level);
                }
                let known = self.cells.entry(*level).or_default();
                for (cell, value) in cells {
                    known.insert(
                        cell.clone(),
                        CellState::Known {
                            value: value.clone(),
                            source: Source::Ledger(*proof),
                            at,
                        },
                    );
                }
            }
            Fact::ApiUser {
                handle,
                id,
                tracking,
                fields,
            } => {
                let user = self.api_user(handle, *id);
                user.tracking = tracking.clone().or_else(|| user.tracking.take());
                user.delivered = delivered.or(user.delivered);
                user.fields.extend(fields.clone());
                let times = self.pages.entry(*id).or_default();
                times.fields.extend(fields.keys().map(|field| (*field, at)));
            }
            Fact::ProtectedData { handle, id, boxes } => {
                self.api_user(handle, *id).protected_data = Some(boxes.clone());
                self.pages.entry(*id).or_default().protected_data = Some(at);
            }
            Fact::Passed { handle, relies_on } => {
                self.remembered
                    .checks
                    .insert(handle.clone(), relies_on.clone());
            }
            Fact::Copied { level: _ }
            | Fact::Drafted { key: _ }
            | Fact::Discarded { key: _ }
            | Fact::Ticket { id: _ } => {}
        }
    }

    /// What is remembered of the API user behind a handle; nothing yet where that was another one.
    fn api_user(&mut self, handle: &Handle, id: ResourceId) -> &mut RememberedApiUser {
        let fresh = || RememberedApiUser {
            id,
            tracking: None,
            delivered: None,
            fields: BTreeMap::new(),
            protected_data: None,
        };
        let known = self
            .remembered
            .api_users
            .entry(handle.clone())
            .or_insert_with(fresh);
        if known.id != id {
            let now = self.replaced.remove(&id).unwrap_or_else(fresh);
            let before = std::mem::replace(known, now);
            let replaced = self.remembered.replaced.entry(handle.clone()).or_default();
            replaced.insert(before.id);
            replaced.remove(&id);
            self.replaced.insert(before.id, before);
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use attune_model::catalogue::ProtectedData;
    use attune_model::{CellValue, EffectiveRights, FieldValue, LevelName, Proof, Tracking};

    use super::*;

    fn entry(seq: u64, at: &str, event: Event) -> Entry {
        Entry {
            v: 1,
            seq,
            at: at.parse().unwrap(),
            run: "run".to_owned(),
            event,
        }
    }

    fn done(facts: Vec<Fact>) -> Event {
        Event::Done {
            step: StepId("api-user/tasky".to_owned()),
            proof: Proof::RestFact,
            evidence: String::new(),
            facts,
        }
    }

    fn api_user(id: i64, fields: &[(Field, bool)], tracking: Option<Tracking>) -> Fact {
        Fact::ApiUser {
            handle: Handle::parse("tasky").unwrap(),
            id: ResourceId(id),
            tracking,
            fields: fields
                .iter()
                .map(|(field, flag)| (*field, FieldValue::Flag(*flag)))
                .collect(),
        }
    }

    #[test]
    fn an_api_user_is_remembered_with_all_that_rest_does_not_show() {
        let custom = Tracking::Custom("Our script".to_owned());
        let boxes = BTreeSet::from([ProtectedData::ViewUnprotected]);
        let drafted = Event::Noted {
            step: StepId("api-user/tasky".to_owned()),
            fact: Fact::Drafted {
                key: "tasky@contoso.example".to_owned(),
            },
        };
        let ticked = Fact::ProtectedData {
            handle: Handle::parse("tasky").unwrap(),
            id: ResourceId(7),
            boxes: boxes.clone(),
        };
        let mut memory = Memory::of(&[
            entry(1, "2026-11-20T23:59:59Z", drafted),
            entry(
                2,
                "2026-11-21T00:10:00Z",
                done(vec![api_user(
                    7,
                    &[(Field::Locked, false)],
                    Some(custom.clone()),
                )]),
            ),
            entry(3, "2026-11-22T00:00:00Z", done(vec![ticked])),
            entry(
                4,
                "2026-11-23T00:00:00Z",
                done(vec![api_user(7, &[(Field::ViewsUnassigned, true)], None)]),
            ),
        ]);
        let handle = Handle::parse("tasky").unwrap();
        assert_eq!(
            memory.remembered.api_users[&handle],
            RememberedApiUser {
                id: ResourceId(7),
                tracking: Some(custom),
                delivered: Some("2026-11-20".parse().unwrap()),
                fields: BTreeMap::from([
                    (Field::Locked, FieldValue::Flag(false)),
                    (Field::ViewsUnassigned, FieldValue::Flag(true)),
                ]),
                protected_data: Some(boxes.clone()),
            }
        );
        let another = done(vec![api_user(8, &[], None)]);
        memory.learn(&entry(5, "2026-11-24T00:00:00Z", another));
        let known = &memory.remembered.api_users[&handle];
        assert_eq!((known.id, &known.protected_data), (ResourceId(8), &None));
        assert_eq!(known.delivered, None);
        let replaced = |memory: &Memory| memory.remembered.replaced[&handle].clone();
        assert_eq!(replaced(&memory), BTreeSet::from([ResourceId(7)]));

        let back = done(vec![api_user(7, &[], None)]);
        memory.learn(&entry(6, "2026-11-25T00:00:00Z", back));
        let known = &memory.remembered.api_users[&handle];
        assert_eq!(
            (known.id, &known.protected_data),
            (ResourceId(7), &Some(boxes))
        );
        assert_eq!(known.delivered, Some("2026-11-20".parse().unwrap()));
        assert_eq!(replaced(&memory), BTreeSet::from([ResourceId(8)]));
    }

    #[test]
    fn what_a_level_is_a_copy_of_is_known_as_long_as_it_is_the_same_level() {
        let handle = Handle::parse("tasky").unwrap();
        let base = LevelName::new("API User (system)");
        let level = |seq, id, copy_of: Option<&LevelName>| {
            let fact = Fact::Level {
                handle: handle.clone(),
                id: LevelId(id),
                copy_of: copy_of.cloned(),
            };
            entry(seq, "2026-11-20T00:00:00Z", done(vec![fact]))
        };
        let mut memory = Memory::of(&[level(1, 101, Some(&base)), level(2, 101, None)]);
        let copy_of = |memory: &Memory| memory.remembered.levels[&handle].copy_of.clone();
        assert_eq!(copy_of(&memory), Some(base.clone()));
        memory.learn(&level(3, 102, None));
        assert_eq!(copy_of(&memory), None);
    }

    #[test]
    fn rights_are_those_since_the_level_was_edited_last() {
        let noted = |seq, at| {
            let rights = Event::Rights {
                level: LevelId(52),
                user: ResourceId(7),
                rights: EffectiveRights::default(),
            };
            entry(seq, at, rights)
        };
        let edited = |seq, at, cells: &[&str]| {
            let cells = cells.iter();
            let fact = Fact::Cells {
                level: LevelId(52),
                proof: Proof::ConsoleReread,
                cells: cells
                    .map(|cell| (CellId::new(*cell), CellValue::Flag(true)))
                    .collect(),
            };
            entry(seq, at, done(vec![fact]))
        };
        let mut memory = Memory::of(&[noted(1, "2026-11-20T00:00:00Z")]);
        memory.learn(&edited(2, "2026-11-21T00:00:00Z", &[]));
        let then = memory.remembered.rights[&LevelId(52)].at;
        assert_eq!(then, "2026-11-20T00:00:00Z".parse().unwrap());
        memory.learn(&edited(3, "2026-11-22T00:00:00Z", &["a"]));
        assert!(memory.remembered.rights.is_empty());
        memory.learn(&noted(4, "2026-11-22T00:01:00Z"));
        let then = memory.remembered.rights[&LevelId(52)].at;
        assert_eq!(then, "2026-11-22T00:01:00Z".parse().unwrap());
    }
}
