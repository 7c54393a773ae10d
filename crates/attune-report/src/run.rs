//! What became of one run of attune: a small document beside whatever the command itself prints or writes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fleet::Standing;

/// What `--record FILE` writes when a run ends, however it ends.
///
/// A key that is not there is something that nobody knows; it is never 0 or empty in its stead. There are no people in it, no secrets, and
/// nothing of the command line but the command's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `run`.
    pub kind: String,
    /// A name that no other run has: `20261121T210000.123456Z-4711`.
    pub run: String,
    /// The command: `plan`.
    pub command: String,
    /// The version of attune.
    pub attune: String,
    /// When the run began, RFC 3339, UTC.
    pub began: String,
    /// When it ended, RFC 3339, UTC.
    pub ended: String,
    /// How it ended; of many tenants, the worst.
    pub exit: RunExitV1,
    /// The git commit that was checked out when the run began, where the manifest or the workspace lies; not there where that is in no repository, or git is not to be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<RunCommitV1>,
    /// The trace that the run is a part of, by `TRACEPARENT` or by what attune sent itself: 32 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<String>,
    /// The tenants that the run came to know of, by name; none where it ended before.
    pub tenants: Vec<RunTenantV1>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunExitV1 {
    /// The exit code.
    pub code: u8,
    /// What it means, in words.
    pub meaning: String,
}

/// A commit, and whether the files are as it has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunCommitV1 {
    /// Its whole number.
    pub id: String,
    /// Whether a file that git tracks was another when the run began; not there where git did not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dirty: Option<bool>,
}

/// What became of one tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunTenantV1 {
    /// The tenant's name; not there where no manifest was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// Host and port of its REST API; not there where its zone was not found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// How the command ended for this tenant alone; not there where the run ended before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit: Option<RunExitV1>,
    /// How it stands; not there where the command says nothing of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
    /// How many requests were sent for it to Autotask's REST API, each attempt for itself.
    pub requests: u64,
    /// The steps of its plan; not there where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<RunStepsV1>,
}

/// How many steps a plan has, and what became of them. What is missing of `planned` had not come to its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunStepsV1 {
    /// All of the plan.
    pub planned: usize,
    /// What became of them; not there where none was to be carried out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_out: Option<CarriedOutV1>,
}

/// What became of steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CarriedOutV1 {
    /// Done, or found done.
    pub done: usize,
    /// Wait for an operator, or for the next run.
    pub waiting: usize,
    /// Tried and not achieved.
    pub failed: usize,
    /// Not tried, since a step that they need was not done.
    pub skipped: usize,
}
