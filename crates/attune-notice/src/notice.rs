//! What one tenant's channel is told.

use attune_model::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Fingerprint, Link};

/// What a look at one tenant found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The tenant's name in its manifest.
    pub tenant: String,
    /// The database that was looked at, where one was.
    pub database: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// What was found.
    pub standing: Standing,
    /// Where to read more.
    pub link: Option<Link>,
}

/// How a tenant stands to its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It differs.
    Drifted {
        /// What differs, in words, one sentence each. They hold names from the tenant and are made harmless here.
        differences: Vec<String>,
        /// Which set of differences this is.
        fingerprint: Fingerprint,
    },
    /// It is as the manifest says.
    InSync,
    /// It could not be seen.
    CouldNotLook {
        /// Why, in words.
        why: String,
    },
}

impl Standing {
    /// Drifted, with the fingerprint of these very sentences.
    pub fn drifted(differences: Vec<String>) -> Self {
        let fingerprint = Fingerprint::of(&differences);
        Self::Drifted {
            differences,
            fingerprint,
        }
    }

    /// What of it a channel remembers.
    pub fn state(&self) -> State {
        match self {
            Self::Drifted {
                differences: _,
                fingerprint,
            } => State::Drifted(fingerprint.clone()),
            Self::InSync => State::InSync,
            Self::CouldNotLook { why: _ } => State::CouldNotLook,
        }
    }
}

/// What a channel was told of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// In sync. A channel that was never told anything takes a tenant to be so.
    #[default]
    InSync,
    /// Drifted, by this set of differences.
    Drifted(Fingerprint),
    /// It could not be looked at, for whatever reason.
    CouldNotLook,
}

/// A look that a channel is to be told about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The look.
    pub look: Look,
    /// What the channel was told before.
    pub before: State,
    /// When it was told that; none where it was never told anything.
    pub since: Option<Timestamp>,
}
