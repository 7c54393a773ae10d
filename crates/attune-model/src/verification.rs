//! What a tenant shows of what a manifest wants, claim by claim.

use serde::{Deserialize, Serialize};

use crate::{Handle, Proof};

/// What `verify` came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// The database that was looked at.
    pub database: i64,
    /// Every claim, in the order of the manifest.
    pub claims: Vec<Claim>,
}

/// Something that a manifest wants to be so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The thing, with its name.
    pub object: String,
    /// What is to be so of it.
    pub what: String,
    /// What was found.
    pub verdict: Verdict,
}

/// What was found of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum Verdict {
    /// It was seen now.
    Shown {
        /// What shows it.
        proof: Proof,
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
