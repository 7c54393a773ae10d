//! A saved plan as JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{ErrorV1, PlanDocument};

/// What `attune show --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SavedPlanDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `show`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// What is saved, where the file could be read.
    pub saved: Option<SavedPlanV1>,
    /// Why it could not.
    pub error: Option<ErrorV1>,
}

/// A saved plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SavedPlanV1 {
    /// SHA-256 of the content, by which the ledger names the plan.
    pub digest: String,
    /// The version of attune that made it.
    pub attune: String,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// The files of the manifest, in their order, with the SHA-256 of each.
    pub manifest: Vec<ManifestFileV1>,
    /// What `--allow` let pass.
    pub allow: Vec<String>,
    /// The places that `--target` chose; empty: everything.
    pub target: Vec<String>,
    /// The places that `--exclude` left out.
    pub exclude: Vec<String>,
    /// How many lines the ledger had.
    pub ledger_lines: u64,
    /// The live values that the steps stand on, by object.
    pub relied_on: BTreeMap<String, BTreeMap<String, String>>,
    /// The plan.
    pub plan: PlanDocument,
}

/// A file of the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ManifestFileV1 {
    /// Its name.
    pub name: String,
    /// SHA-256 of its text.
    pub sha256: String,
}
