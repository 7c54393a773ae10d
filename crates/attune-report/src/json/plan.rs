//! A plan as JSON.

use attune_model::{Note, Plan, Risk, Step};
use schemars::JsonSchema;
use serde::Serialize;

use super::{ChangeV1, ErrorV1, FORMAT_VERSION};

/// What `attune plan --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlanDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `plan`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// The tenant's name in the manifest; empty where the manifest could not be read.
    pub tenant: String,
    /// The database that was looked at.
    pub database: Option<i64>,
    /// Whether the tenant was seen to be as the manifest says; false where that could not be found out.
    pub in_sync: bool,
    /// Whether the plan may be applied.
    pub can_apply: bool,
    /// The steps, in order.
    pub steps: Vec<StepV1>,
    /// What stops the plan.
    pub problems: Vec<ProblemV1>,
    /// The guarded risks that were not allowed.
    pub refused: Vec<RiskV1>,
    /// What is said without being done.
    pub notes: Vec<NoteV1>,
    /// Why the command did not come to its end.
    pub error: Option<ErrorV1>,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepV1 {
    /// Stable over runs.
    pub id: String,
    /// One line for people.
    pub title: String,
    /// What changes.
    pub change: ChangeV1,
    /// Why.
    pub reason: String,
    /// `rest` or `operator`.
    pub channel: String,
    /// The best proof that can be reached.
    pub proof: String,
    /// What a reviewer must not overlook.
    pub risks: Vec<RiskV1>,
    /// The steps that come first.
    pub needs: Vec<String>,
}

/// A risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RiskV1 {
    /// Its kind, as `--allow` takes it.
    pub kind: String,
    /// What it is about.
    pub what: String,
}

/// Something that stops the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemV1 {
    /// The problem's stable id.
    pub kind: String,
    /// The path of keys in the manifest.
    pub place: String,
    /// The file, where the place is known.
    pub file: Option<String>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column, counted from 1.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoteV1 {
    /// `unmanaged`, `also-affected`, `from-ledger`, `unseen`, `accepted`, `ignored`, `left-out` or `advice`.
    pub kind: String,
    /// The sentence.
    pub text: String,
}

impl PlanDocument {
    /// A plan with the problems' places already resolved.
    pub fn of(plan: &Plan, problems: Vec<ProblemV1>, exit_code: u8) -> Self {
        let Plan {
            tenant,
            database,
            steps,
            problems: _,
            refused,
            notes,
        } = plan;
        Self {
            format_version: FORMAT_VERSION,
            kind: "plan".to_owned(),
            exit_code,
            tenant: tenant.to_string(),
            database: Some(*database),
            in_sync: plan.is_in_sync(),
            can_apply: plan.can_apply(),
            steps: steps.iter().map(StepV1::from).collect(),
            problems,
            refused: refused.iter().map(RiskV1::from).collect(),
            notes: notes.iter().map(NoteV1::from).collect(),
            error: None,
        }
    }

    /// No plan, and why.
    pub fn failed(tenant: String, error: ErrorV1, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "plan".to_owned(),
            exit_code,
            tenant,
            database: None,
            in_sync: false,
            can_apply: false,
            steps: Vec::new(),
            problems: Vec::new(),
            refused: Vec::new(),
            notes: Vec::new(),
            error: Some(error),
        }
    }
}

impl From<&Step> for StepV1 {
    fn from(step: &Step) -> Self {
        let Step {
            id,
            change,
            reason,
            channel,
            proof,
            risks,
            needs,
        } = step;
        Self {
            id: id.to_string(),
            title: change.title(),
            change: change.into(),
            reason: reason.id().to_owned(),
            channel: channel.to_string(),
            proof: proof.to_string(),
            risks: risks.iter().map(RiskV1::from).collect(),
            needs: needs.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&Risk> for RiskV1 {
    fn from(risk: &Risk) -> Self {
        let Risk { kind, what } = risk;
        Self {
            kind: kind.to_string(),
            what: what.clone(),
        }
    }
}

impl From<&Note> for NoteV1 {
    fn from(note: &Note) -> Self {
        let kind = match note {
            Note::Unmanaged(_) => "unmanaged",
            Note::AlsoAffected(_) => "also-affected",
            Note::FromLedger(_) => "from-ledger",
            Note::Captured(_) => "captured",
            Note::Unseen(_) => "unseen",
            Note::Accepted(_) => "accepted",
            Note::Ignored(_) => "ignored",
            Note::LeftOut(_) => "left-out",
            Note::Advice(_) => "advice",
        };
        Self {
            kind: kind.to_owned(),
            text: note.text().to_owned(),
        }
    }
}
