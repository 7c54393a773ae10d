//! A lock that is held: taken, renewed, freed.

use std::time::Duration;

use attune_apply::ledger::Holder;

use super::record::{Found, Record, State};
use super::{LOCK, Terms};
use crate::StoreError;
use crate::objects::{Condition, Version};
use crate::store::{NotWritten, Store};

/// The lock of a store, as far as this run knows.
#[derive(Debug)]
pub(crate) struct Claim {
    store: Store,
    terms: Terms,
    record: Record,
    version: Version,
    /// When the last write of the record began: the lease counts from then at the earliest.
    since: Duration,
    standing: Standing,
    /// The run before, whose lease had run out.
    pub(crate) dead: Option<Holder>,
}

/// Whose a lock is.
#[derive(Clone, Debug)]
enum Standing {
    Ours,
    /// Lost for good, to this run where that can be seen.
    Lost(Option<Box<Holder>>),
}

impl Claim {
    /// Takes the lock, at once or not at all.
    ///
    /// # Errors
    /// [`StoreError::Held`] where another run has it, also one that was faster just now.
    pub(crate) fn take(store: &Store, holder: Holder, terms: Terms) -> Result<Self, StoreError> {
        let found = Record::read(store)?;
        if let Some(left) = found.as_ref().and_then(Found::left) {
            return Err(held(store, found, left));
        }
        let condition = Condition::unchanged(found.as_ref().map(|found| &found.version));
        let record = Record::new(holder, terms.lease);
        let since = (terms.clock)();
        match store.write(LOCK, &record.bytes(store)?, &condition) {
            Ok(version) => Ok(Self {
                store: store.clone(),
                terms,
                record,
                version,
                since,
                standing: Standing::Ours,
                dead: found
                    .filter(|found| found.record.state == State::Held)
                    .map(|found| found.record.holder),
            }),
            Err(NotWritten::Error(error)) => Err(error),
            Err(NotWritten::Overtaken) => {
                let found = Record::read(store)?;
                let left = found.as_ref().and_then(Found::left).unwrap_or_default();
                Err(held(store, found, left))
            }
        }
    }

    /// Sees that the lock is this run's for some time still; renews it where that is not sure.
    ///
    /// # Errors
    /// [`StoreError::Lost`] where another run has it or somebody freed it; it is never taken back.
    pub(crate) fn check(&mut self) -> Result<(), StoreError> {
        self.unless_lost()?;
        let age = (self.terms.clock)().saturating_sub(self.since);
        // The other third is for the act that follows.
        if age < self.terms.lease * 2 / 3 {
            return Ok(());
        }
        self.renew()
    }

    /// Lets the lease begin anew.
    ///
    /// # Errors
    /// As [`Claim::check`]; others where the store does not answer, and then it may be tried again.
    pub(crate) fn renew(&mut self) -> Result<(), StoreError> {
        self.write(State::Held)
    }

    /// Frees the lock.
    ///
    /// # Errors
    /// As [`Claim::renew`]; then it is free once its lease has run out.
    pub(crate) fn free(&mut self) -> Result<(), StoreError> {
        self.write(State::Free)
    }

    fn write(&mut self, state: State) -> Result<(), StoreError> {
        self.unless_lost()?;
        let record = self.record.next(state);
        let since = (self.terms.clock)();
        let condition = Condition::Is(self.version.clone());
        match self
            .store
            .write(LOCK, &record.bytes(&self.store)?, &condition)
        {
            Ok(version) => {
                self.record = record;
                self.version = version;
                self.since = since;
                Ok(())
            }
            Err(NotWritten::Error(error)) => Err(error),
            Err(NotWritten::Overtaken) => {
                let now = holder_now(&self.store);
                self.standing = Standing::Lost(now);
                self.unless_lost()
            }
        }
    }

    fn unless_lost(&self) -> Result<(), StoreError> {
        match &self.standing {
            Standing::Ours => Ok(()),
            Standing::Lost(holder) => Err(StoreError::Lost {
                address: self.store.address().clone(),
                holder: holder.clone(),
            }),
        }
    }
}

/// Who holds the lock now, where that can be seen.
pub(crate) fn holder_now(store: &Store) -> Option<Box<Holder>> {
    let found = Record::read(store).ok()??;
    (found.record.state == State::Held).then(|| Box::new(found.record.holder))
}

fn held(store: &Store, found: Option<Found>, left: Duration) -> StoreError {
    let address = store.address().clone();
    match found {
        Some(found) => StoreError::Held {
            address,
            holder: Box::new(found.record.holder),
            left,
        },
        None => StoreError::Lost {
            address,
            holder: None,
        },
    }
}
