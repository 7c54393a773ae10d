//! What is protected, ignored, or accepted as it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Date, Place};

/// Words about things of the tenant, kept apart from the blocks: a block that is deleted takes none of them along.
///
/// Keys are names or globs over names, compared without case: of levels, and of e-mail addresses for the others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ownership {
    /// Security levels, by name.
    pub security_levels: BTreeMap<String, OwnershipWord>,
    /// API users, by e-mail address.
    pub api_users: BTreeMap<String, OwnershipWord>,
    /// People, by e-mail address.
    pub people: BTreeMap<String, OwnershipWord>,
    /// Whether what attune made or adopted is inactivated once no block stands for it any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prune: bool,
}

/// What is said about a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OwnershipWord {
    /// Never taken away: a level or API user is not inactivated or renamed, nobody's level is changed.
    Protect,
    /// Not touched and not spoken of.
    Ignore,
}

/// A deviation from the manifest that somebody wants for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acceptance {
    /// What may differ: a cell, a row, a section, a field or a whole block of the manifest.
    pub at: Place,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds.
    pub expires: Date,
}
