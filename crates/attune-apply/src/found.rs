//! Moves of people that an earlier run made, and that it was ended before it could note.

use std::collections::BTreeMap;

use attune_model::{Change, Observed, Plan, Proof, Reading, StepId, Timestamp};

use crate::ledger::{BegunChange, Entry, Event, Ledger, LedgerError};
use crate::settle::Made;

/// Notes as done each move that was begun, that nothing came of, that REST shows, and that a plan has no step for any more.
///
/// Who holds which level is the one thing that REST shows whole and no ledger's fact stands for: the next plan finds
/// nothing to do, so that no step would ever say that attune did it, and how to take it back. `entries` are the lines of
/// the ledger, `plan` is one for what was `observed`.
pub fn note_found(
    ledger: &mut Ledger,
    entries: &[Entry],
    observed: &Observed,
    plan: &Plan,
    now: Timestamp,
) -> Result<(), LedgerError> {
    let Reading::Read(resources) = &observed.resources else {
        return Ok(());
    };
    let made = Made::of(entries);
    for (step, change) in left(entries) {
        let Change::AssignLevel {
            person,
            before: _,
            after,
        } = change
        else {
            continue;
        };
        let level = made.level_id(after);
        let held = resources.get(&person.id).map(|person| person.level);
        if held.is_none() || held != level || plan.steps.iter().any(|other| other.id == *step) {
            continue;
        }
        let event = Event::Done {
            step: step.clone(),
            proof: Proof::RestFact,
            evidence: format!("REST reports \"{}\"", after.name()),
            facts: Vec::new(),
        };
        ledger.append(now, event)?;
    }
    Ok(())
}

/// The steps of which nothing is said after they were begun.
fn left(entries: &[Entry]) -> BTreeMap<&StepId, &Change> {
    let mut left = BTreeMap::new();
    for entry in entries {
        match &entry.event {
            Event::Begun {
                step,
                change: BegunChange::Change(change),
                known: _,
            } => drop(left.insert(step, &**change)),
            Event::Begun {
                step,
                change: BegunChange::Earlier(_),
                known: _,
            }
            | Event::Done { step, .. }
            | Event::Failed { step, why: _ }
            | Event::Waiting { step } => drop(left.remove(step)),
            Event::Bound { .. }
            | Event::Plan { .. }
            | Event::Applied(_)
            | Event::Rights { .. }
            | Event::Noted { .. } => {}
        }
    }
    left
}
