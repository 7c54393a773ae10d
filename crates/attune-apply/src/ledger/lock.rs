//! The lock of a state folder: one writer at a time.
//!
//! Two things make it up. A lock of the system on the file `lock` ends with the process that holds it, however that ends.
//! The record `lock.json` says whose it is. A machine that shares the folder over a network may not see the other's lock
//! of the system; so a record of another machine counts until its run, or `attune ledger unlock`, removes it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::{Holder, LedgerError, Moved};
use crate::file::{Readers, make_folder, sync_folder};

/// The lock of a state folder, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    held: Held,
    holder: Holder,
}

impl Lock {
    /// Takes the lock, at once or not at all; the state folder is made where it is missing.
    ///
    /// A lock that a dead process of the same machine left is taken over.
    ///
    /// # Errors
    /// [`LedgerError::Locked`] where another run holds it, or a run on another machine left its record;
    /// [`LedgerError::Moved`] where the folder was left.
    pub fn take(folder: &Path, holder: Holder) -> Result<Self, LedgerError> {
        make_folder(folder, Readers::Owner)?;
        let held = Held::take(folder)?;
        Moved::refuse(folder)?;
        let record = record(folder);
        match Holder::read(&record)? {
            Some(other) if other.host != holder.host => Err(LedgerError::Locked {
                path: folder.to_owned(),
                holder: Some(Box::new(other)),
                is_alive: false,
            }),
            Some(_) | None => {
                holder.write(&record)?;
                Ok(Self { held, holder })
            }
        }
    }

    /// The state folder.
    pub fn folder(&self) -> &Path {
        &self.held.folder
    }

    /// Who holds it.
    pub fn holder(&self) -> &Holder {
        &self.holder
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Where it stays, the next run on this machine takes it over.
        drop(fs::remove_file(record(&self.held.folder)));
    }
}

/// A lock whose run is not at work on this machine; nobody takes it while this is held.
#[derive(Debug)]
pub struct LeftLock {
    held: Held,
    /// Whose it is.
    pub holder: Holder,
}

impl LeftLock {
    /// Looks for one in a state folder.
    ///
    /// # Errors
    /// [`LedgerError::Locked`] where its run is at work on this machine.
    pub fn find(folder: &Path) -> Result<Option<Self>, LedgerError> {
        let record = record(folder);
        if Holder::read(&record)?.is_none() {
            return Ok(None);
        }
        let held = Held::take(folder)?;
        // Once more, now that nobody can take or drop it.
        let holder = Holder::read(&record)?;
        Ok(holder.map(|holder| Self { held, holder }))
    }

    /// Removes it.
    pub fn remove(self) -> Result<(), LedgerError> {
        let record = record(&self.held.folder);
        fs::remove_file(&record).map_err(LedgerError::io(&record))?;
        Ok(sync_folder(&self.held.folder)?)
    }
}

/// The system's lock.
#[derive(Debug)]
struct Held {
    folder: PathBuf,
    file: File,
}

impl Held {
    fn take(folder: &Path) -> Result<Self, LedgerError> {
        let path = folder.join("lock");
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(LedgerError::io(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self {
                folder: folder.to_owned(),
                file,
            }),
            Err(TryLockError::WouldBlock) => Err(LedgerError::Locked {
                path: folder.to_owned(),
                holder: Holder::read(&record(folder))?.map(Box::new),
                is_alive: true,
            }),
            Err(TryLockError::Error(cause)) => Err(LedgerError::io(path)(cause)),
        }
    }
}

impl Drop for Held {
    /// Closing the file is not enough: a child process that is just being started holds a copy of it for a moment.
    fn drop(&mut self) {
        drop(self.file.unlock());
    }
}

fn record(folder: &Path) -> PathBuf {
    folder.join("lock.json")
}

#[cfg(test)]
pub(in crate::ledger) mod tests;
