//! Where a command's state is: a folder, or a mirror of a store.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use attune_apply::ledger::{Entry, Holder, Ledger, LedgerError, Lock, Verified};

use crate::named::named;
use crate::{Lease, Mirror, StoreError, Terms};

/// Where a command's state is.
#[derive(Clone, Debug)]
pub enum State {
    /// A folder of this machine, or one that a network shares.
    Folder(PathBuf),
    /// A store, through its mirror.
    Shared(Arc<Mirror>),
}

/// A state that is locked until this is dropped.
#[derive(Debug)]
pub struct Locked {
    lock: Lock,
    lease: Option<Lease>,
    state: State,
}

impl Locked {
    /// The run before, whose lease on the store had run out.
    pub fn dead(&self) -> Option<&Holder> {
        self.lease.as_ref()?.dead.as_ref()
    }

    /// Opens the ledger for writing; it stays locked until the ledger is dropped.
    ///
    /// # Errors
    /// As [`Ledger::open`] and [`Ledger::open_replicated`].
    pub fn ledger(self) -> Result<Ledger, StoreError> {
        match (self.state, self.lease) {
            (State::Shared(mirror), Some(lease)) => mirror.ledger(self.lock, lease),
            (State::Shared(_) | State::Folder(_), _) => Ok(Ledger::open(self.lock)?),
        }
    }
}

impl State {
    /// The folder that commands work on.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::Shared(mirror) => mirror.folder(),
        }
    }

    /// As people name it: the folder, or the address.
    pub fn shown(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Shared(mirror) => mirror.address().to_string(),
        }
    }

    /// All whole lines of the ledger.
    ///
    /// # Errors
    /// As [`Ledger::read`]; files of a store are named by its address.
    pub fn entries(&self) -> Result<Vec<Entry>, LedgerError> {
        Ledger::read(self.folder()).map_err(|error| self.named(error))
    }

    /// Holds every line of the ledger against its checksum.
    ///
    /// # Errors
    /// As [`Ledger::verify`]; files of a store are named by its address.
    pub fn verify(&self) -> Result<Verified, LedgerError> {
        Ledger::verify(self.folder()).map_err(|error| self.named(error))
    }

    fn named(&self, error: LedgerError) -> LedgerError {
        match self {
            Self::Folder(_) => error,
            Self::Shared(mirror) => named(error, mirror.folder(), mirror.address()),
        }
    }

    /// Takes the lock, at once or not at all.
    ///
    /// # Errors
    /// [`StoreError::Held`], or [`StoreError::Ledger`] with [`attune_apply::ledger::LedgerError::Locked`], where another
    /// run has it.
    pub fn lock(&self, holder: Holder, terms: Terms) -> Result<Locked, StoreError> {
        let lease = match self {
            Self::Folder(_) => None,
            Self::Shared(mirror) => Some(mirror.lock(holder.clone(), terms)?),
        };
        Ok(Locked {
            lock: Lock::take(self.folder(), holder).map_err(|error| self.named(error))?,
            lease,
            state: self.clone(),
        })
    }

    /// Puts what was changed where others see it.
    ///
    /// # Errors
    /// As [`Mirror::push`].
    pub fn push(&self) -> Result<(), StoreError> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Shared(mirror) => mirror.push(),
        }
    }
}
