//! What is said without being done.

use serde::{Deserialize, Serialize};

/// Something to say that is not a change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "note", content = "text")]
pub enum Note {
    /// Left alone because the manifest does not name it.
    Unmanaged(String),
    /// Affected although not chosen.
    AlsoAffected(String),
    /// Taken from the ledger, not seen in the tenant.
    FromLedger(String),
    /// Taken from an earlier look at the console, with the day of it.
    Captured(String),
    /// Could not be seen.
    Unseen(String),
    /// Differs, and somebody accepted that, with owner and last day.
    Accepted(String),
    /// Left alone because the manifest says to ignore it.
    Ignored(String),
    /// Not part of this plan because the command line chose another part.
    LeftOut(String),
    /// Nothing is wrong, and less would do.
    Advice(String),
}

impl Note {
    /// The sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Unmanaged(text)
            | Self::AlsoAffected(text)
            | Self::FromLedger(text)
            | Self::Captured(text)
            | Self::Unseen(text)
            | Self::Accepted(text)
            | Self::Ignored(text)
            | Self::LeftOut(text)
            | Self::Advice(text) => text,
        }
    }
}
