//! A private folder with what stands in a store.

mod files;
mod replica;
mod shared;

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use attune_apply::file::{Existing, Readers, put};
use attune_apply::ledger::{Holder, Ledger, Lock};
use tempfile::TempDir;

use crate::lease::{Claim, Keeper, LeftLease, Terms};
use crate::named::named;
use crate::sealing::{Sealing, is_sealed};
use crate::store::Store;
use crate::{Address, Settings, StoreError};

pub(crate) use files::{Kind, LEDGER, local};
use replica::StoreReplica;
use shared::Shared;

/// A private folder with what stands in a store, on which commands work as on any state folder.
///
/// It is removed when this is dropped. What was changed in it goes to the store line by line for the ledger, and with
/// [`Mirror::push`] for all else.
pub struct Mirror {
    folder: TempDir,
    shared: Arc<Shared>,
}

impl Mirror {
    /// Fetches what stands there. No lock is taken: each file is whole, as it was at one moment.
    ///
    /// # Errors
    /// [`StoreError`] where the store is not to be reached or an object stays shut.
    pub fn open(address: &Address, settings: &Settings<'_>) -> Result<Self, StoreError> {
        let sealing = Sealing::new(settings.recipients, settings.identity.clone())?;
        Self::fetched(Store::open(address, settings)?, sealing)
    }

    pub(crate) fn fetched(store: Store, sealing: Sealing) -> Result<Self, StoreError> {
        let folder = private_folder().map_err(|cause| StoreError::File {
            path: std::env::temp_dir(),
            cause,
        })?;
        let mirror = Self {
            folder,
            shared: Arc::new(Shared {
                store,
                sealing,
                seen: Mutex::default(),
                keeper: Mutex::new(None),
            }),
        };
        mirror.fetch()?;
        Ok(mirror)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What it mirrors.
    pub fn address(&self) -> &Address {
        self.shared.store.address()
    }

    /// Takes the lock, at once or not at all, and fetches what others have written.
    ///
    /// # Errors
    /// [`StoreError::Held`] where another run has it.
    pub fn lock(&self, holder: Holder, terms: Terms) -> Result<Lease, StoreError> {
        let claim = Claim::take(&self.shared.store, holder, terms)?;
        let dead = claim.dead.clone();
        let keeper = Keeper::keep(claim, terms.lease).map_err(|cause| StoreError::Setup {
            address: self.address().clone(),
            cause: cause.to_string(),
        })?;
        // Where this fails, the lock is freed with the keeper.
        self.fetch()?;
        *self.shared.keeper() = Some(keeper);
        let shared = Arc::clone(&self.shared);
        Ok(Lease { shared, dead })
    }

    /// Opens the ledger for writing: every line is in the store before it is in the folder. It keeps both locks, that of
    /// the folder and that of the store.
    ///
    /// # Errors
    /// As [`Ledger::open_replicated`].
    pub fn ledger(&self, lock: Lock, lease: Lease) -> Result<Ledger, StoreError> {
        let opened = Ledger::open_replicated(lock, Box::new(StoreReplica::of(lease)));
        Ok(opened.map_err(|error| named(error, self.folder(), self.address()))?)
    }

    /// Puts what was changed in the folder into the store, and removes there what was removed here.
    ///
    /// With the lock, each only where it is still as it was fetched; without it, and for what readers note (`drift.json`,
    /// `refused.json`), the last one wins.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] or [`StoreError::Lost`] where another run has the lock now; [`StoreError::Unlocked`] for
    /// a ledger that was changed without the lock.
    pub fn push(&self) -> Result<(), StoreError> {
        let local = local(self.folder())?;
        for name in &local {
            let path = self.folder().join(name);
            let content = fs::read(&path).map_err(|cause| StoreError::File { path, cause })?;
            self.shared.put_changed(name, &content)?;
        }
        let seen = self.shared.seen().objects.clone();
        for name in seen.keys().filter(|name| !local.contains(*name)) {
            self.shared.remove(name)?;
        }
        Ok(())
    }

    /// The lock as somebody sees it who does not hold it; `None` where nobody does.
    ///
    /// # Errors
    /// [`StoreError::Record`] where it cannot be understood.
    pub fn left_lock(&self) -> Result<Option<LeftLease>, StoreError> {
        LeftLease::find(&self.shared.store)
    }

    /// What stands in the store for a file, decrypted; `None` where there is none.
    pub(crate) fn reread(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let object = self.shared.store.read(name)?;
        object
            .map(|object| self.shared.opened(name, &object.content))
            .transpose()
    }

    /// Brings what changed in the store into the folder.
    fn fetch(&self) -> Result<(), StoreError> {
        let shared = &self.shared;
        let mut names = shared.store.names()?;
        names.retain(|name| Kind::of(name).is_some());
        for name in &names {
            let Some(object) = shared.store.read(name)? else {
                continue;
            };
            let before = shared.seen().objects.get(name).cloned();
            if before.is_some_and(|before| before.version == object.version) {
                continue;
            }
            let content = shared.opened(name, &object.content)?;
            let path = self.folder().join(name);
            put(&path, &content, Readers::Owner, Existing::Replaced)?;
            let mut seen = shared.seen();
            seen.is_sealed |= is_sealed(&object.content);
            seen.note(name, object.version, &content);
        }
        let mut seen = shared.seen();
        let gone: Vec<String> = seen.objects.keys().cloned().collect();
        for name in gone.into_iter().filter(|name| !names.contains(name)) {
            seen.objects.remove(&name);
            let path = self.folder().join(&name);
            // It may have been removed here, too.
            drop(fs::remove_file(path));
        }
        Ok(())
    }
}

impl fmt::Debug for Mirror {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Mirror")
            .field("folder", &self.folder.path())
            .field("address", self.address())
            .finish_non_exhaustive()
    }
}

/// The lock of a store, renewed until this is dropped, and then freed.
#[derive(Debug)]
pub struct Lease {
    shared: Arc<Shared>,
    /// The run before, where its lease had run out.
    pub dead: Option<Holder>,
}

impl Drop for Lease {
    fn drop(&mut self) {
        drop(self.shared.keeper().take());
    }
}

/// A new folder that only its owner may look into.
#[cfg(unix)]
fn private_folder() -> io::Result<TempDir> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut builder = tempfile::Builder::new();
    let owner = fs::Permissions::from_mode(0o700);
    builder.prefix("attune-").permissions(owner).tempdir()
}

/// A new folder in the user's own, where the system has its temporary ones.
#[cfg(not(unix))]
fn private_folder() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("attune-").tempdir()
}

#[cfg(test)]
mod tests;
