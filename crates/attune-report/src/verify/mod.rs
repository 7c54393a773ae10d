//! What a tenant shows of what a manifest wants, for people and for programs.

mod text;

use attune_model::{Claim, Verdict, Verification};
use schemars::JsonSchema;
use serde::Serialize;

pub use text::text;

use crate::json::{ErrorV1, FORMAT_VERSION};

/// What `attune verify --format json` prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VerifyDocument {
    /// The version of this format: 1.
    pub format_version: u32,
    /// Always `verify`.
    pub kind: String,
    /// The exit code of the command.
    pub exit_code: u8,
    /// The tenant's name in the manifest; empty where the manifest could not be read.
    pub tenant: String,
    /// The database that was looked at.
    pub database: Option<i64>,
    /// Every claim, in the order of the manifest.
    pub claims: Vec<ClaimV1>,
    /// Why the command did not come to its end.
    pub error: Option<ErrorV1>,
}

/// Something that the manifest wants to be so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClaimV1 {
    /// The thing, with its name.
    pub object: String,
    /// What is to be so of it.
    pub what: String,
    /// What was found.
    #[serde(flatten)]
    pub verdict: VerdictV1,
}

/// What was found of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum VerdictV1 {
    /// It was seen now.
    Shown {
        /// What shows it: `rest-fact`, `rest-behaviour`, `console-reread`, `attested`.
        proof: String,
        /// What was seen.
        evidence: String,
    },
    /// It was seen to be otherwise.
    Contradicted {
        /// What was seen.
        evidence: String,
    },
    /// Nothing that was looked at shows it.
    NotShown {
        /// Why.
        why: String,
    },
}

impl VerifyDocument {
    /// The document of a look.
    pub fn of(verification: &Verification, exit_code: u8) -> Self {
        let Verification {
            tenant,
            database,
            claims,
        } = verification;
        Self {
            format_version: FORMAT_VERSION,
            kind: "verify".to_owned(),
            exit_code,
            tenant: tenant.to_string(),
            database: Some(*database),
            claims: claims.iter().map(ClaimV1::from).collect(),
            error: None,
        }
    }

    /// No look, and why.
    pub fn failed(tenant: String, error: ErrorV1, exit_code: u8) -> Self {
        Self {
            format_version: FORMAT_VERSION,
            kind: "verify".to_owned(),
            exit_code,
            tenant,
            database: None,
            claims: Vec::new(),
            error: Some(error),
        }
    }
}

impl From<&Claim> for ClaimV1 {
    fn from(claim: &Claim) -> Self {
        let Claim {
            object,
            what,
            verdict,
        } = claim;
        let verdict = match verdict {
            Verdict::Shown { proof, evidence } => VerdictV1::Shown {
                proof: proof.to_string(),
                evidence: evidence.clone(),
            },
            Verdict::Contradicted { evidence } => VerdictV1::Contradicted {
                evidence: evidence.clone(),
            },
            Verdict::NotShown { why } => VerdictV1::NotShown { why: why.clone() },
        };
        Self {
            object: object.clone(),
            what: what.clone(),
            verdict,
        }
    }
}
