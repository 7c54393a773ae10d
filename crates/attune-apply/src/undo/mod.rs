//! Plans how to take a run back: the inverse of every step that was done in it, as far as the tenant still shows what
//! the run set and somebody knew what was there before.

mod after;
mod api_user;
mod blocks;
mod credentials;
mod error;
mod level;
mod needs;
mod person;
mod protected_data;
mod run;

use std::collections::{BTreeMap, BTreeSet};

use attune_model::{
    Change, Channel, FieldValue, Handle, Note, Observed, Proof, Reason, ResourceId, Step, StepId,
    Timestamp,
};

use crate::ledger::{Entry, Memory};
pub use error::UndoError;

use after::After;
use level::Asked;
use run::{DoneStep, Run};

/// How a run is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// The run.
    pub run: String,
    /// When it began.
    pub at: Timestamp,
    /// The inverse steps, the last of the run first; no risks are marked yet.
    pub steps: Vec<Step>,
    /// What is not taken back, and why.
    pub notes: Vec<Note>,
}

/// Plans how to take a run back: the one of this name, or the latest that changed anything in the tenant.
///
/// A run that took another one back is a run too. Values from before are those that the steps saw right before they
/// wrote, else those that the plan knew; where nobody knew one, a [`Note::Unseen`] names it. What somebody changed since
/// is left as it is. Nothing here looks at the tenant or writes.
///
/// # Errors
///
/// Where there is no such run, or levels and people could not be read.
pub fn undo(entries: &[Entry], run: Option<&str>, observed: &Observed) -> Result<Undo, UndoError> {
    let run = Run::find(entries, run)?;
    let mut inverse = Inverse {
        entries,
        run: &run,
        after: After::of(observed)?,
        stood_for: Memory::of(run.earlier)
            .remembered
            .api_users
            .into_iter()
            .map(|(handle, known)| (handle, known.id))
            .collect(),
        steps: Vec::new(),
        notes: Vec::new(),
    };
    let mut done: Vec<&DoneStep<'_>> = run.done.iter().rev().collect();
    done.sort_by_key(|step| step.change.map_or(Turn::Middle, Turn::of));
    for step in done {
        inverse.take_back(step);
    }
    inverse.restore_blocks();
    for step in &run.unfinished {
        inverse.notes.push(Note::Unseen(format!(
            "{step} was begun in this run and never finished: what it left behind is not known"
        )));
    }
    Ok(Undo {
        run: run.name.to_owned(),
        at: run.at,
        steps: inverse.steps,
        notes: inverse.notes,
    })
}

/// When a change is taken back: people can only go back to a level that is active, and a level is only inactivated once
/// they left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    First,
    Middle,
    Last,
}

impl Turn {
    fn of(change: &Change) -> Self {
        match change {
            Change::CopyLevel { .. } => Self::Last,
            Change::EditLevel {
                active: Some(active),
                ..
            } => {
                if active.after == FieldValue::Flag(true) {
                    Self::Last
                } else {
                    Self::First
                }
            }
            Change::EditLevel { active: None, .. }
            | Change::CreateApiUser { .. }
            | Change::RetireApiUser { .. }
            | Change::RotateSecret { .. }
            | Change::UpdateApiUser { .. }
            | Change::SetProtectedData { .. }
            | Change::AssignLevel { .. }
            | Change::AdoptLevel { .. }
            | Change::AdoptApiUser { .. }
            | Change::Check(_) => Self::Middle,
        }
    }
}

/// The inverse of a run in the making.
struct Inverse<'a> {
    entries: &'a [Entry],
    run: &'a Run<'a>,
    after: After,
    /// The API users that blocks stood for before the run.
    stood_for: BTreeMap<Handle, ResourceId>,
    steps: Vec<Step>,
    notes: Vec<Note>,
}

/// A change with all that makes it a step, but for its id.
struct Inverted {
    change: Change,
    channel: Channel,
    proof: Proof,
    needs: BTreeSet<StepId>,
}

impl Inverse<'_> {
    fn take_back(&mut self, done: &DoneStep<'_>) {
        let Some(change) = done.change else {
            if done.id.0.ends_with("/adopt") {
                self.leave(format!(
                    "{}: what was adopted stays known to the ledger; nothing in Autotask changed",
                    done.id
                ));
            }
            return;
        };
        let inverted = match change {
            Change::CopyLevel {
                handle,
                base: _,
                name,
                active,
                cells: _,
            } => self.copy_level(done, handle.as_ref(), name, *active),
            Change::EditLevel {
                handle,
                level,
                rename,
                active,
                cells,
                holders,
            } => {
                let asked = Asked {
                    rename: rename.as_ref(),
                    active: active.as_ref(),
                    cells,
                    holders,
                };
                self.edit_level(done, handle.as_ref(), level, &asked)
            }
            Change::CreateApiUser {
                handle,
                form,
                credentials: _,
                replaces,
            } => self.create_api_user(done, handle, form, replaces.as_ref()),
            Change::RetireApiUser {
                handle,
                user,
                successor: _,
                credentials: _,
            } => self.retire_api_user(handle, user),
            Change::UpdateApiUser {
                handle,
                user,
                fields,
                tracking: _,
            } => self.update_api_user(done, handle, user, fields),
            Change::SetProtectedData {
                handle,
                user,
                before,
                after,
            } => self.protected_data(done, handle, user, before.as_ref(), after),
            Change::AssignLevel {
                person,
                before,
                after,
            } => self.assign_level(person, before, after),
            Change::AdoptLevel { .. } | Change::AdoptApiUser { .. } => {
                self.leave(format!(
                    "{}: it stays known to the ledger; nothing in Autotask changed",
                    change.title()
                ));
                None
            }
            Change::RotateSecret { .. } => {
                self.leave(format!(
                    "{}: the secret before it opens nothing any more, and the new one stays",
                    change.title()
                ));
                None
            }
            Change::Check(_) => {
                self.leave(format!(
                    "{}: the ticket and the note that it made stay",
                    change.title()
                ));
                None
            }
        };
        if let Some(inverted) = inverted {
            self.push(StepId(format!("undo/{}", done.id)), inverted);
        }
    }

    fn push(&mut self, id: StepId, inverted: Inverted) {
        let Inverted {
            change,
            channel,
            proof,
            needs,
        } = inverted;
        self.steps.push(Step {
            id,
            change,
            reason: Reason::Undone,
            channel,
            proof,
            risks: Vec::new(),
            needs,
        });
    }

    /// Says what is not taken back.
    fn leave(&mut self, text: String) {
        self.notes.push(Note::LeftOut(text));
    }

    /// Says that nobody knew a value before the run.
    fn unseen(&mut self, what: &str) {
        self.notes.push(Note::Unseen(format!(
            "{what}: nobody knew its value before the run, so it stays as it is"
        )));
    }
}
