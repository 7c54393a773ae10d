//! Drift: what differs between manifest and tenant, and whose doing that is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Handle, LevelName, Place, Problem, Timestamp};

/// What a look at a tenant found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drift {
    /// The tenant's name in the manifest.
    pub tenant: Handle,
    /// The database that was looked at.
    pub database: i64,
    /// What differs, in the order of the plan.
    pub differences: Vec<Difference>,
    /// What the look could not show.
    pub out_of_sight: Vec<OutOfSight>,
    /// What stands in the way of comparing.
    pub problems: Vec<Problem>,
}

/// One value that is not as the manifest says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Whose doing it is.
    pub cause: Cause,
    /// Where the manifest says otherwise.
    pub place: Option<Place>,
    /// The thing, with its name.
    pub object: String,
    /// Which of its values.
    pub value: String,
    /// What it is; `unknown` where nobody could see it.
    pub is: String,
    /// What the manifest wants.
    pub wanted: String,
    /// What attune set last, where the ledger has that.
    pub set: Option<LastSet>,
    /// What it is, as the manifest would say it; `None` where nobody could see it, or where no single line says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<Live>,
}

impl Difference {
    /// What [`Difference::value`] says where the thing itself is missing.
    pub const EXISTENCE: &str = "existence";
    /// What [`Difference::is`] says where nobody could see it.
    pub const UNKNOWN: &str = "unknown";
}

/// A value of the tenant in the language of manifests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Live {
    /// The keys that lead to its place: section, handle, and what is below.
    pub keys: Vec<String>,
    /// The value.
    pub value: LiveValue,
}

impl Live {
    /// Its place in the manifest.
    pub fn place(&self) -> Place {
        Place::of(&self.keys)
    }
}

/// What stands at a place of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LiveValue {
    /// `true` or `false`.
    Flag(bool),
    /// A number.
    Number(u32),
    /// A text or a word of a list.
    Text(String),
    /// A list of texts; their order means nothing.
    List(BTreeSet<String>),
    /// A level: its block where there is one, else its name.
    Level(LevelName),
}

/// What attune set last, or, of what it cannot set, saw last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastSet {
    /// The value.
    pub value: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was only seen, after an apply.
    pub seen: bool,
}

/// Whose doing a difference is, as far as the ledger tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The ledger says that attune had set it otherwise, or that a thing that is gone was attune's.
    ChangedOutside,
    /// The ledger never had the wanted value: the manifest changed, or somebody new fits it.
    ManifestChanged,
}

impl Cause {
    /// Its stable id, as in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::ChangedOutside => "changed-outside",
            Self::ManifestChanged => "manifest-changed",
        }
    }
}

/// Values that REST does not show, so that only the ledger tells what they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutOfSight {
    /// The thing that has them.
    pub object: String,
    /// How many values.
    pub values: usize,
    /// When the one that was seen or set longest ago was seen or set.
    pub since: Timestamp,
}
