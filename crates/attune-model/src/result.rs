//! What became of a plan.

use serde::{Deserialize, Serialize};

use crate::{Handle, Proof, StepId, Timestamp};

/// The result of an apply: every step of the plan, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyReport {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// The results.
    pub results: Vec<StepResult>,
}

impl ApplyReport {
    /// Whether any step failed.
    pub fn has_failed(&self) -> bool {
        self.results
            .iter()
            .any(|result| matches!(result.outcome, Outcome::Failed { .. }))
    }

    /// Whether any step waits for an operator, itself or through what it needs.
    pub fn is_waiting(&self) -> bool {
        self.results
            .iter()
            .any(|result| matches!(result.outcome, Outcome::Pending { .. }))
    }
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepResult {
    /// The step.
    pub step: StepId,
    /// The step's change in one line.
    pub title: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Outcome {
    /// Done now, or found done when looked at.
    Done {
        /// What shows it.
        proof: Proof,
        /// What was seen, one line.
        evidence: String,
        /// When.
        at: Timestamp,
    },
    /// Waits for an operator.
    Pending {
        /// Why.
        why: String,
    },
    /// Tried and not achieved.
    Failed {
        /// Why.
        why: String,
    },
    /// Not tried.
    Skipped {
        /// The step it needs, which was not done.
        because: StepId,
    },
}
