//! The ledger's second place.

use attune_apply::ledger::{Replica, ReplicaError};

use super::{LEDGER, Lease};
use crate::StoreError;

/// The ledger's object. After an error it takes nothing more: the ledger is to be opened again.
#[derive(Debug)]
pub(super) struct StoreReplica {
    lease: Lease,
    has_failed: bool,
}

impl StoreReplica {
    pub(super) fn of(lease: Lease) -> Self {
        Self {
            lease,
            has_failed: false,
        }
    }

    fn write(&self, ledger: &[u8]) -> Result<(), StoreError> {
        let shared = &self.lease.shared;
        if self.has_failed || !shared.check_lock()? {
            return Err(StoreError::Unlocked {
                address: shared.store.address().clone(),
                name: LEDGER.to_owned(),
            });
        }
        shared.put(LEDGER, ledger, &shared.unchanged(LEDGER))
    }
}

impl Replica for StoreReplica {
    fn put(&mut self, ledger: &[u8]) -> Result<(), ReplicaError> {
        let written = self.write(ledger);
        self.has_failed |= written.is_err();
        written.map_err(ReplicaError::new)
    }
}
