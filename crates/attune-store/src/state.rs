//! Where a command's state is: a folder, or a mirror of a store.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use attune_apply::ledger::{Holder, Ledger, Lock};

use crate::{Mirror, StoreError, Terms};

/// Where a command's state is.
#[derive(Clone, Debug)]
pub enum State {
    /// A folder of this machine, or one that a network shares.
    Folder(PathBuf),
    /// A store, through its mirror.
    Shared(Arc<Mirror>),
}

/// A locked state.
#[derive(Debug)]
pub struct Locked {
    /// The lock of the folder.
    pub lock: Lock,
    /// The run before, whose lease on the store had run out.
    pub dead: Option<Holder>,
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

    /// Takes the lock, at once or not at all.
    ///
    /// # Errors
    /// [`StoreError::Held`], or [`StoreError::Ledger`] with [`attune_apply::ledger::LedgerError::Locked`], where another
    /// run has it.
    pub fn lock(&self, holder: Holder, terms: Terms) -> Result<Locked, StoreError> {
        let dead = match self {
            Self::Folder(_) => None,
            Self::Shared(mirror) => mirror.lock(holder.clone(), terms)?,
        };
        let lock = Lock::take(self.folder(), holder)?;
        Ok(Locked { lock, dead })
    }

    /// Opens the ledger for writing.
    ///
    /// # Errors
    /// As [`Ledger::open`] and [`Ledger::open_replicated`].
    pub fn ledger(&self, lock: Lock) -> Result<Ledger, StoreError> {
        match self {
            Self::Folder(_) => Ok(Ledger::open(lock)?),
            Self::Shared(mirror) => mirror.ledger(lock),
        }
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

    /// Frees the lock of a store, where it is held; that of a folder is freed with its [`Lock`].
    ///
    /// # Errors
    /// As [`Mirror::release`].
    pub fn release(&self) -> Result<(), StoreError> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Shared(mirror) => mirror.release(),
        }
    }
}
