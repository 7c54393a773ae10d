//! The result of an apply as JSON.

use attune_model::{ApplyReport, Outcome, StepResult};
use schemars::JsonSchema;
use serde::Serialize;

use super::{ErrorV1, FORMAT_VERSION, PlanDocument};

/// What `attune apply --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApplyDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `apply`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// The plan that was carried out, where there was one.
    pub plan: Option<PlanDocument>,
    /// What became of each step of the plan, in its order; empty where nothing was tried.
    pub results: Vec<ResultV1>,
    /// The checklist that was written for the operator, where steps wait.
    pub checklist: Option<String>,
    /// Why the command did not come to its end.
    pub error: Option<ErrorV1>,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ResultV1 {
    /// The step.
    pub step: String,
    /// One line for people.
    pub title: String,
    /// `done`, `waiting`, `failed` or `skipped`.
    pub outcome: String,
    /// What shows that it is so, where it is done.
    pub proof: Option<String>,
    /// What was seen, or why it is not done.
    pub text: String,
    /// When it was done, RFC 3339.
    pub at: Option<String>,
}

impl ApplyDocument {
    /// The document of a run; `report` is `None` where nothing was tried.
    pub fn of(plan: Option<PlanDocument>, report: Option<&ApplyReport>, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "apply".to_owned(),
            exit_code,
            plan,
            results: report
                .map(|report| report.results.iter().map(ResultV1::from).collect())
                .unwrap_or_default(),
            checklist: None,
            error: None,
        }
    }
}

impl From<&StepResult> for ResultV1 {
    fn from(result: &StepResult) -> Self {
        let StepResult {
            step,
            title,
            outcome,
        } = result;
        let (word, proof, text, at) = match outcome {
            Outcome::Done {
                proof,
                evidence,
                at,
            } => (
                "done",
                Some(proof.to_string()),
                evidence.clone(),
                Some(at.to_string()),
            ),
            Outcome::Pending { why } => ("waiting", None, why.clone(), None),
            Outcome::Failed { why } => ("failed", None, why.clone(), None),
            Outcome::Skipped { because } => {
                ("skipped", None, format!("{because} was not done"), None)
            }
        };
        Self {
            step: step.to_string(),
            title: title.clone(),
            outcome: word.to_owned(),
            proof,
            text,
            at,
        }
    }
}
