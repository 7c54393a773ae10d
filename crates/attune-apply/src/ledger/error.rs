//! What can go wrong with the ledger's files.

use std::io;
use std::path::PathBuf;

/// Why the ledger cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A file or folder cannot be read or written.
    #[error("{}: {cause}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// Another apply is at work.
    #[error("another apply holds the lock of {}", path.display())]
    Locked {
        /// The state folder.
        path: PathBuf,
    },
    /// A line before the last one cannot be understood.
    #[error("{}: line {line} cannot be understood: {cause}", path.display())]
    Broken {
        /// The ledger.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// Why.
        cause: String,
    },
}

impl LedgerError {
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::Io { path, cause }
    }
}
