//! How a step ends: done, or why not.

use attune_model::Proof;

use crate::ledger::{Fact, LedgerError};
use crate::ports::{ConsoleError, ReadError};
use crate::sink::SinkError;

/// A step that was done.
pub(crate) struct Achieved {
    pub(crate) proof: Proof,
    pub(crate) evidence: String,
    pub(crate) facts: Vec<Fact>,
}

/// A step that was not done.
pub(crate) enum Stop {
    /// It waits for an operator.
    Pending(String),
    /// The operator stops: it waits, and everything after it.
    Halted,
    /// It failed.
    Failed(String),
    /// The ledger cannot be written: nothing more may be done.
    Ledger(LedgerError),
}

impl From<ConsoleError> for Stop {
    fn from(error: ConsoleError) -> Self {
        match error {
            ConsoleError::Nobody => {
                Self::Pending("waits for an operator at the admin console".to_owned())
            }
            ConsoleError::Stopped => Self::Halted,
            ConsoleError::Refused(_) | ConsoleError::Lost(_) => Self::Failed(error.to_string()),
        }
    }
}

impl From<ReadError> for Stop {
    fn from(error: ReadError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<SinkError> for Stop {
    fn from(error: SinkError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<LedgerError> for Stop {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}
