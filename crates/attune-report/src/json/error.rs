//! Why a command did not come to its end.

use schemars::JsonSchema;
use serde::Serialize;

/// An error of the whole command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ErrorV1 {
    /// Which kind.
    pub kind: ErrorKindV1,
    /// What is wrong.
    pub message: String,
    /// What to do next, where there is something.
    pub hint: Option<String>,
    /// The places in the manifest, where it is the manifest.
    pub findings: Vec<FindingV1>,
}

/// The kinds of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorKindV1 {
    /// The manifest cannot be read or is wrong.
    Manifest,
    /// The tenant could not be looked at.
    CouldNotLook,
    /// A guard refuses the plan.
    Refused,
    /// The plan cannot be made as the tenant is.
    Plan,
    /// Files of attune's own: ledger, credentials, reports.
    State,
    /// A step failed.
    Apply,
    /// Anything else.
    Other,
}

/// Something wrong at a place of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingV1 {
    /// The rule's stable id.
    pub rule: String,
    /// `error` or `warning`.
    pub severity: String,
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}
