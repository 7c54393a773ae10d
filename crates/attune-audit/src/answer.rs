//! Answers of which one is that nobody knows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An answer. Unknown is neither of the others.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Somebody saw that it is so.
    Yes,
    /// Somebody saw that it is not so.
    No,
    /// Nobody saw it.
    Unknown,
}

impl Answer {
    /// The answer that a box gives.
    pub(crate) fn of_box(ticked: Option<bool>) -> Self {
        match ticked {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::Unknown,
        }
    }
}
