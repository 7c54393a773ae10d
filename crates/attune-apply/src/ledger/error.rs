//! What can go wrong with the ledger's files.

use std::io;
use std::path::PathBuf;

use super::{Flaw, Holder, ReplicaError};
use crate::file::FileError;

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
    /// Another run is at work, or left its lock.
    #[error("another run holds the lock of {}{}", path.display(), whose(holder.as_deref()))]
    Locked {
        /// The state folder.
        path: PathBuf,
        /// Whose it is, where its record is written already.
        holder: Option<Box<Holder>>,
        /// Whether it is surely at work: on this machine.
        is_alive: bool,
    },
    /// The state is somewhere else now.
    #[error("{} was moved{}", path.display(), whereto(to.as_deref()))]
    Moved {
        /// The folder that was left.
        path: PathBuf,
        /// Where it went, where its note can be understood.
        to: Option<String>,
    },
    /// A line is not known to be in the ledger's second place.
    #[error(transparent)]
    Replica(#[from] ReplicaError),
    /// The record of the lock cannot be understood, so that nobody knows whose it is.
    #[error("{} cannot be understood: {cause}", path.display())]
    Record {
        /// The record.
        path: PathBuf,
        /// Why.
        cause: String,
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
    /// A line is not one that attune wrote there.
    #[error("{}: line {line} {flaw}", path.display())]
    Flawed {
        /// The ledger.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        flaw: Flaw,
    },
}

impl LedgerError {
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::Io { path, cause }
    }
}

impl From<FileError> for LedgerError {
    fn from(FileError { path, cause }: FileError) -> Self {
        Self::Io { path, cause }
    }
}

fn whose(holder: Option<&Holder>) -> String {
    holder.map_or_else(String::new, |holder| format!(": {holder}"))
}

fn whereto(to: Option<&str>) -> String {
    to.map_or_else(
        || "; its note moved.json cannot be understood".to_owned(),
        |to| format!(" to {to}"),
    )
}
