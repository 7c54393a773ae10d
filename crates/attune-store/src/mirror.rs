//! A private folder with what stands in a store.

mod files;
mod replica;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use attune_apply::file::{Existing, Readers, put};
use attune_apply::ledger::{Holder, Ledger, Lock};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::lease::{Claim, Keeper, LeftLease, Terms, holder_now};
use crate::objects::{Condition, Version};
use crate::sealing::{Sealing, is_sealed};
use crate::store::{NotWritten, Store};
use crate::{Address, Settings, StoreError};

pub(crate) use files::{Kind, LEDGER, local};
use replica::StoreReplica;

/// A private folder with what stands in a store, on which commands work as on any state folder.
///
/// It is removed when this is dropped. What was changed in it goes to the store line by line for the ledger, and with
/// [`Mirror::push`] for all else.
pub struct Mirror {
    folder: TempDir,
    shared: Arc<Shared>,
}

/// What the mirror has in common with the ledger that is open in it.
#[derive(Debug)]
struct Shared {
    store: Store,
    sealing: Sealing,
    seen: Mutex<Seen>,
    keeper: Mutex<Option<Keeper>>,
}

/// What stood in the store when it was read or written last.
#[derive(Debug, Default)]
struct Seen {
    objects: BTreeMap<String, SeenObject>,
    /// Whether one of them is encrypted.
    is_sealed: bool,
}

#[derive(Clone, Debug)]
struct SeenObject {
    version: Version,
    /// Of the content, before it was encrypted.
    digest: Vec<u8>,
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
        let replica = StoreReplica::of(lease);
        Ok(Ledger::open_replicated(lock, Box::new(replica))?)
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

impl Shared {
    /// Puts a file there, unless it is there as it is.
    fn put_changed(&self, name: &str, content: &[u8]) -> Result<(), StoreError> {
        let before = self.seen().objects.get(name).cloned();
        if before.is_some_and(|before| before.digest == digest(content)) {
            return Ok(());
        }
        let is_locked = self.check_lock()?;
        match Kind::of(name) {
            None => Ok(()),
            Some(Kind::Note) => self.put(name, content, &Condition::Any),
            Some(Kind::Run) if !is_locked => self.put(name, content, &Condition::Any),
            Some(Kind::Ledger) if !is_locked => Err(StoreError::Unlocked {
                address: self.store.address().clone(),
                name: name.to_owned(),
            }),
            Some(Kind::Run | Kind::Ledger) => self.put(name, content, &self.unchanged(name)),
        }
    }

    /// Puts a file there under a condition.
    fn put(&self, name: &str, content: &[u8], condition: &Condition) -> Result<(), StoreError> {
        let address = || self.store.address().clone();
        if self.seen().is_sealed && !self.sealing.seals() {
            return Err(StoreError::Unsealed { address: address() });
        }
        let sealed = self
            .sealing
            .seal(content)
            .map_err(|cause| StoreError::Sealed {
                address: address(),
                name: name.to_owned(),
                why: cause.to_string(),
            })?;
        match self.store.write(name, &sealed, condition) {
            Ok(version) => {
                self.seen().note(name, version, content);
                Ok(())
            }
            Err(NotWritten::Error(error)) => Err(error),
            Err(NotWritten::Overtaken) => Err(StoreError::Overtaken {
                address: address(),
                name: name.to_owned(),
                holder: holder_now(&self.store),
            }),
        }
    }

    /// Removes a file that is gone in the folder; never a ledger.
    fn remove(&self, name: &str) -> Result<(), StoreError> {
        if Kind::of(name) == Some(Kind::Ledger) {
            return Ok(());
        }
        self.check_lock()?;
        self.store.remove(name)?;
        self.seen().objects.remove(name);
        Ok(())
    }

    /// Sees that the lock is still this run's; whether it was taken at all.
    fn check_lock(&self) -> Result<bool, StoreError> {
        match &*self.keeper() {
            None => Ok(false),
            Some(keeper) => keeper.check().map(|()| true),
        }
    }

    /// That an object is as it was seen last.
    fn unchanged(&self, name: &str) -> Condition {
        let seen = self.seen();
        Condition::unchanged(seen.objects.get(name).map(|object| &object.version))
    }

    fn opened(&self, name: &str, read: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.sealing.open(read).map_err(|why| StoreError::Sealed {
            address: self.store.address().clone(),
            name: name.to_owned(),
            why,
        })
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keeper(&self) -> MutexGuard<'_, Option<Keeper>> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn note(&mut self, name: &str, version: Version, content: &[u8]) {
        let digest = digest(content);
        self.objects
            .insert(name.to_owned(), SeenObject { version, digest });
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

fn digest(content: &[u8]) -> Vec<u8> {
    Sha256::digest(content).to_vec()
}

#[cfg(test)]
mod tests;
