//! Why a run cannot be undone at all.

use attune_model::Unread;

/// Why a run cannot be undone at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UndoError {
    /// The ledger knows no run that changed anything.
    #[error("the ledger knows no run that changed anything")]
    NothingDone,
    /// The ledger knows no run of this name.
    #[error("the ledger knows no run {0}")]
    UnknownRun(String),
    /// Whether the tenant still shows what the run set cannot be seen.
    #[error("{what} could not be read: {why}")]
    Unread {
        /// What could not be read.
        what: &'static str,
        /// Why.
        why: Unread,
    },
}
