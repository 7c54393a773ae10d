//! The plan: every change decided, as plain data with before and after.

mod api_user;
mod change;
mod field;
mod note;
mod reason;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Channel, Handle, Problem, Proof, Risk, StepId};

pub use api_user::{ApiUserForm, ApiUserRef, Person};
pub use change::{CellChange, Change, CheckTask, LevelEdit, LevelRef};
pub use field::{Field, FieldChange, FieldState, FieldValue};
pub use note::Note;
pub use reason::Reason;

/// What would be done, in the order in which it would be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// The database that was looked at.
    pub database: i64,
    /// The steps; each comes after all that it needs.
    pub steps: Vec<Step>,
    /// What stops the plan, sorted by place. Where there is any, nothing may be applied.
    pub problems: Vec<Problem>,
    /// The guarded risks that were not allowed.
    pub refused: Vec<Risk>,
    /// What is said without being done.
    pub notes: Vec<Note>,
}

impl Plan {
    /// Whether there is nothing to do and nothing in the way. Of a part of a plan that cannot be said.
    pub fn is_in_sync(&self) -> bool {
        self.steps.is_empty() && self.problems.is_empty() && !self.is_part()
    }

    /// Whether the command line chose a part.
    pub fn is_part(&self) -> bool {
        self.notes
            .iter()
            .any(|note| matches!(note, Note::LeftOut(_)))
    }

    /// Whether it may be applied.
    pub fn can_apply(&self) -> bool {
        self.problems.is_empty() && self.refused.is_empty()
    }
}

/// One change with everything that is needed to review, carry out and verify it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Stable over runs.
    pub id: StepId,
    /// What changes.
    pub change: Change,
    /// Why; for readers only, apply never looks at it.
    pub reason: Reason,
    /// How it travels.
    pub channel: Channel,
    /// The best proof that can be reached.
    pub proof: Proof,
    /// What a reviewer must not overlook.
    pub risks: Vec<Risk>,
    /// The steps that must be done first.
    pub needs: BTreeSet<StepId>,
}
