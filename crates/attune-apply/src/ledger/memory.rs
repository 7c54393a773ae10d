//! What a ledger's lines amount to.

use std::collections::BTreeMap;

use attune_model::{
    CellId, CellState, LevelId, Remembered, RememberedApiUser, RememberedLevel, Source, StepId,
    Timestamp,
};

use crate::ledger::{Entry, Event, Fact, Known};

/// The sum of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// What the planner is told.
    pub remembered: Remembered,
    /// The cells that were seen or set, by level.
    pub cells: BTreeMap<LevelId, BTreeMap<CellId, CellState>>,
    /// The steps that were begun and not done.
    pub begun: BTreeMap<StepId, Begun>,
}

/// A step that was begun and not done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    /// What was there before it was begun for the first time.
    pub known: Known,
    /// What happened in it since.
    pub facts: Vec<Fact>,
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
                change: _,
                known,
            } => {
                // What was known before the first attempt tells later attempts what it left behind.
                self.begun.entry(step.clone()).or_insert_with(|| Begun {
                    known: known.clone(),
                    facts: Vec::new(),
                });
            }
            Event::Noted { step, fact } => {
                self.begun
                    .entry(step.clone())
                    .or_default()
                    .facts
                    .push(fact.clone());
            }
            Event::Done {
                step,
                proof: _,
                evidence: _,
                facts,
            } => {
                self.begun.remove(step);
                for fact in facts {
                    self.take(fact, entry.at);
                }
            }
            Event::Failed { step: _, why: _ } | Event::Waiting { step: _ } => {}
        }
        self.remembered.unfinished = self.begun.keys().cloned().collect();
    }

    fn take(&mut self, fact: &Fact, at: Timestamp) {
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
                let known = self.cells.entry(*level).or_default();
                for (cell, value) in cells {
                    known.insert(
                        cell.clone(),
                        CellState::Known {
                            value: *value,
                            source: Source::Ledger(*proof),
                            at,
                        },
                    );
                }
            }
            Fact::ApiUser {
                handle,
                id,
                integration_vendor,
            } => {
                self.remembered.api_users.insert(
                    handle.clone(),
                    RememberedApiUser {
                        id: *id,
                        integration_vendor: integration_vendor.clone(),
                    },
                );
            }
            Fact::Passed { handle, relies_on } => {
                self.remembered
                    .checks
                    .insert(handle.clone(), relies_on.clone());
            }
            Fact::Copied { level: _ } | Fact::Drafted { key: _ } | Fact::Ticket { id: _ } => {}
        }
    }
}
