//! A lock that somebody looks at who does not hold it.

use std::time::Duration;

use attune_apply::ledger::Holder;

use super::record::{Found, Record, State};
use super::{LOCK, holder_now};
use crate::StoreError;
use crate::objects::{Condition, Version};
use crate::store::{NotWritten, Store};

/// The lock of a store that says it is held.
#[derive(Debug)]
pub struct LeftLease {
    store: Store,
    record: Record,
    version: Version,
    /// Whose it is.
    pub holder: Holder,
    /// How long it counts still, unless its run renews it; `None` where it has run out.
    pub left: Option<Duration>,
}

impl LeftLease {
    pub(crate) fn find(store: &Store) -> Result<Option<Self>, StoreError> {
        let found = Record::read(store)?.filter(|found| found.record.state == State::Held);
        Ok(found.map(|found| Self {
            store: store.clone(),
            left: Found::left(&found),
            holder: found.record.holder.clone(),
            version: found.version,
            record: found.record,
        }))
    }

    /// Frees it, unless it was renewed or taken since it was looked at. A run that still works stops before its next act.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] where it was renewed or taken: its run is alive.
    pub fn remove(self) -> Result<(), StoreError> {
        let record = self.record.next(State::Free);
        let condition = Condition::Is(self.version);
        let written = self
            .store
            .write(LOCK, &record.bytes(&self.store)?, &condition);
        written.map(drop).map_err(|error| match error {
            NotWritten::Error(error) => error,
            NotWritten::Overtaken => StoreError::Overtaken {
                address: self.store.address().clone(),
                name: LOCK.to_owned(),
                holder: holder_now(&self.store),
            },
        })
    }
}
