//! What can go wrong with state on object storage. No text holds a secret.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use attune_apply::file::FileError;
use attune_apply::ledger::{Holder, LedgerError};

use crate::Address;

/// Why state on object storage cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The environment names no credentials.
    #[error("there are no credentials for {address}: set {wanted}")]
    Credentials {
        /// Where the state is.
        address: Address,
        /// The variables, in words.
        wanted: &'static str,
    },
    /// A variable names a server that is not to be used.
    #[error("{variable} {why}")]
    Endpoint {
        /// The variable.
        variable: &'static str,
        /// What is wrong with its value.
        why: &'static str,
    },
    /// What the environment says cannot be used.
    #[error("{address} cannot be used: {cause}")]
    Setup {
        /// Where the state is.
        address: Address,
        /// Why.
        cause: String,
    },
    /// The store does not answer, or refuses. Nothing was written.
    #[error("{address}: {name} cannot be {act}: {cause}")]
    Failed {
        /// Where the state is.
        address: Address,
        /// The object.
        name: String,
        /// `read`, `written`, `listed` or `removed`.
        act: &'static str,
        /// What the store said.
        cause: String,
    },
    /// The answer to a write was lost, and whether it was done cannot be found out.
    #[error("{address}: nobody knows whether {name} was written: {cause}")]
    Uncertain {
        /// Where the state is.
        address: Address,
        /// The object.
        name: String,
        /// What came instead of an answer.
        cause: String,
    },
    /// Somebody else has written since it was read.
    #[error("{address}: somebody else has written {name} since this run read it{}", now(holder.as_deref()))]
    Overtaken {
        /// Where the state is.
        address: Address,
        /// The object.
        name: String,
        /// Who holds the lock now.
        holder: Option<Box<Holder>>,
    },
    /// The lock is not this run's any more.
    #[error("this run has lost the lock of {address}{}", now(holder.as_deref()))]
    Lost {
        /// Where the state is.
        address: Address,
        /// Who holds it now.
        holder: Option<Box<Holder>>,
    },
    /// Another run holds the lock.
    #[error("another run holds the lock of {address}: {holder}; its lease runs for {} s more", left.as_secs())]
    Held {
        /// Where the state is.
        address: Address,
        /// Whose it is.
        holder: Box<Holder>,
        /// How long until it can be taken, unless it is renewed.
        left: Duration,
    },
    /// Nothing is written without the lock.
    #[error("{address}: {name} is written by a run that holds the lock only")]
    Unlocked {
        /// Where the state is.
        address: Address,
        /// The object.
        name: String,
    },
    /// The record of the lock cannot be understood, so that nobody knows whose it is.
    #[error("{address}: lock.json cannot be understood: {cause}")]
    Record {
        /// Where the state is.
        address: Address,
        /// Why.
        cause: String,
    },
    /// A recipient for whom objects are to be encrypted is none.
    #[error("`{0}` is no recipient of the kind age1... or ssh-ed25519")]
    Recipient(String),
    /// What stands there is encrypted, and what is written would not be.
    #[error("{address} is encrypted, and no recipients are named for what is written")]
    Unsealed {
        /// Where the state is.
        address: Address,
    },
    /// An encrypted object cannot be opened.
    #[error("{address}: {name} is encrypted, and {why}")]
    Sealed {
        /// Where the state is.
        address: Address,
        /// The object.
        name: String,
        /// Why it stays shut.
        why: String,
    },
    /// A file of the private folder cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The lock or ledger of the private folder.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl From<FileError> for StoreError {
    fn from(FileError { path, cause }: FileError) -> Self {
        Self::File { path, cause }
    }
}

fn now(holder: Option<&Holder>) -> String {
    holder.map_or_else(String::new, |holder| {
        format!("; its lock is held by {holder}")
    })
}
