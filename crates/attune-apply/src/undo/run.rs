//! What a run did, as the ledger tells it.

use std::collections::BTreeMap;

use attune_model::{Change, ResourceId, StepId, Timestamp};

use super::UndoError;
use crate::ledger::{BegunChange, Entry, Event, Fact, Known};
use crate::settle::Made;

/// A run with the steps that were done in it.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) name: &'a str,
    /// When it began.
    pub(super) at: Timestamp,
    /// The lines before it.
    pub(super) earlier: &'a [Entry],
    /// In the order in which they were done.
    pub(super) done: Vec<DoneStep<'a>>,
    /// The steps that it began and nobody ever finished.
    pub(super) unfinished: Vec<&'a StepId>,
    pub(super) made: Made,
}

/// A step that was done.
#[derive(Debug)]
pub(super) struct DoneStep<'a> {
    pub(super) id: &'a StepId,
    /// The change; `None` where the step was found done, or an earlier version wrote the line.
    pub(super) change: Option<&'a Change>,
    /// What was there before the first attempt.
    pub(super) known: Known,
}

/// A step that was begun.
struct Begun<'a> {
    run: &'a str,
    change: &'a BegunChange,
    known: Known,
}

impl<'a> Run<'a> {
    /// The run of this name, or the latest that changed anything in the tenant.
    pub(super) fn find(entries: &'a [Entry], name: Option<&str>) -> Result<Self, UndoError> {
        let name = match name {
            Some(name) => entries
                .iter()
                .map(|entry| entry.run.as_str())
                .find(|run| *run == name)
                .ok_or_else(|| UndoError::UnknownRun(name.to_owned()))?,
            None => latest(entries).ok_or(UndoError::NothingDone)?,
        };
        let begins = entries.iter().position(|entry| entry.run == name);
        let (earlier, own) = entries.split_at(begins.unwrap_or_default());
        let mut run = Self {
            name,
            at: own.first().map_or(Timestamp::UNIX_EPOCH, |entry| entry.at),
            earlier,
            done: Vec::new(),
            unfinished: Vec::new(),
            made: Made::default(),
        };
        let unfinished = walk(entries, |by, step, begun, facts| {
            if by != name {
                return;
            }
            for fact in facts {
                run.made.note(step, fact);
            }
            let change = begun.as_ref().and_then(|begun| changed(begun.change));
            run.done.push(DoneStep {
                id: step,
                change,
                known: begun.map(|begun| begun.known).unwrap_or_default(),
            });
        });
        run.unfinished = unfinished
            .into_iter()
            .filter(|(_, begun)| begun.run == name)
            .map(|(step, _)| step)
            .collect();
        Ok(run)
    }

    /// Whether the run made this API user.
    pub(super) fn created(&self, user: ResourceId) -> bool {
        self.done.iter().any(|step| {
            matches!(step.change, Some(Change::CreateApiUser { .. }))
                && self.made.user_of(step.id) == Some(user)
        })
    }
}

/// The latest run that changed anything in the tenant. A check leaves records that nobody takes back.
fn latest(entries: &[Entry]) -> Option<&str> {
    let mut latest = None;
    walk(entries, |run, _, begun, _| {
        let change = begun.and_then(|begun| changed(begun.change));
        if change.is_some_and(|change| !matches!(change, Change::Check(_))) {
            latest = Some(run);
        }
    });
    latest
}

/// Tells `done` of every step that was done: by which run, and how it was begun, in whichever run that was. What was
/// begun and not done is left.
fn walk<'a>(
    entries: &'a [Entry],
    mut done: impl FnMut(&'a str, &'a StepId, Option<Begun<'a>>, &'a [Fact]),
) -> BTreeMap<&'a StepId, Begun<'a>> {
    let mut open: BTreeMap<&StepId, Begun<'a>> = BTreeMap::new();
    for entry in entries {
        match &entry.event {
            Event::Begun {
                step,
                change,
                known,
            } => {
                // The first attempt saw what was there before any of them.
                let first = open.remove(step).map(|begun| begun.known);
                let known = first.map_or_else(|| known.clone(), |first| together(first, known));
                let begun = Begun {
                    run: &entry.run,
                    change,
                    known,
                };
                open.insert(step, begun);
            }
            Event::Done {
                step,
                proof: _,
                evidence: _,
                facts,
            } => done(&entry.run, step, open.remove(step), facts),
            Event::Bound { .. }
            | Event::Plan { .. }
            | Event::Applied(_)
            | Event::Noted { .. }
            | Event::Failed { .. }
            | Event::Rights { .. }
            | Event::Waiting { .. } => {}
        }
    }
    open
}

/// What the first attempt saw, and what a later one saw besides.
fn together(first: Known, later: &Known) -> Known {
    let mut known = later.clone();
    known.cells.extend(first.cells);
    known.fields.extend(first.fields);
    known.protected_data = first.protected_data.or(known.protected_data);
    known
}

fn changed(change: &BegunChange) -> Option<&Change> {
    match change {
        BegunChange::Change(change) => Some(change),
        BegunChange::Earlier(_) => None,
    }
}
