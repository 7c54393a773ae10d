//! What stands in the store, as far as this run knows, and writing to it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};

use super::Kind;
use crate::StoreError;
use crate::lease::{Keeper, holder_now};
use crate::objects::{Condition, Version};
use crate::sealing::Sealing;
use crate::store::{NotWritten, Store};

/// What the mirror has in common with the ledger that is open in it.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) store: Store,
    pub(super) sealing: Sealing,
    pub(super) seen: Mutex<Seen>,
    pub(super) keeper: Mutex<Option<Keeper>>,
}

/// What stood in the store when it was read or written last.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) objects: BTreeMap<String, SeenObject>,
    /// Whether one of them is encrypted.
    pub(super) is_sealed: bool,
}

#[derive(Clone, Debug)]
pub(super) struct SeenObject {
    pub(super) version: Version,
    /// Of the content, before it was encrypted.
    digest: Vec<u8>,
}

impl Shared {
    /// Puts a file there, unless it is there as it is.
    pub(super) fn put_changed(&self, name: &str, content: &[u8]) -> Result<(), StoreError> {
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
    pub(super) fn put(
        &self,
        name: &str,
        content: &[u8],
        condition: &Condition,
    ) -> Result<(), StoreError> {
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
    pub(super) fn remove(&self, name: &str) -> Result<(), StoreError> {
        if Kind::of(name) == Some(Kind::Ledger) {
            return Ok(());
        }
        self.check_lock()?;
        self.store.remove(name)?;
        self.seen().objects.remove(name);
        Ok(())
    }

    /// Sees that the lock is still this run's; whether it was taken at all.
    pub(super) fn check_lock(&self) -> Result<bool, StoreError> {
        match &*self.keeper() {
            None => Ok(false),
            Some(keeper) => keeper.check().map(|()| true),
        }
    }

    /// That an object is as it was seen last.
    pub(super) fn unchanged(&self, name: &str) -> Condition {
        let seen = self.seen();
        Condition::unchanged(seen.objects.get(name).map(|object| &object.version))
    }

    pub(super) fn opened(&self, name: &str, read: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.sealing.open(read).map_err(|why| StoreError::Sealed {
            address: self.store.address().clone(),
            name: name.to_owned(),
            why,
        })
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn keeper(&self) -> MutexGuard<'_, Option<Keeper>> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    pub(super) fn note(&mut self, name: &str, version: Version, content: &[u8]) {
        let digest = digest(content);
        self.objects
            .insert(name.to_owned(), SeenObject { version, digest });
    }
}

fn digest(content: &[u8]) -> Vec<u8> {
    Sha256::digest(content).to_vec()
}
