//! The record of the lock: the same facts as in a state folder, and the lease.

use std::time::Duration;

use attune_apply::ledger::Holder;
use serde::{Deserialize, Serialize};

use super::LOCK;
use crate::StoreError;
use crate::objects::{Age, Version};
use crate::store::Store;

/// The version of the record that is written.
const VERSION: u32 = 1;

/// Whether the lock is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    Held,
    /// Its holder has ended, or somebody freed it.
    Free,
}

/// What the record says. No two records are the same bytes: they name a run, and count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    v: u32,
    pub(super) state: State,
    /// Who holds it, or held it last.
    #[serde(flatten)]
    pub(super) holder: Holder,
    /// How long it counts after it was written.
    lease_seconds: u64,
    /// How often it was written before, by this run.
    pub(super) renewal: u64,
}

/// A record as it was read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) record: Record,
    pub(super) version: Version,
    age: Age,
}

#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

impl Record {
    pub(super) fn new(holder: Holder, lease: Duration) -> Self {
        Self {
            v: VERSION,
            state: State::Held,
            holder,
            lease_seconds: lease.as_secs(),
            renewal: 0,
        }
    }

    /// The next record of the same run.
    pub(super) fn next(&self, state: State) -> Self {
        Self {
            state,
            renewal: self.renewal + 1,
            ..self.clone()
        }
    }

    /// The record in a store; `None` where nobody ever took the lock.
    pub(super) fn read(store: &Store) -> Result<Option<Found>, StoreError> {
        let Some(object) = store.read(LOCK)? else {
            return Ok(None);
        };
        let unknown = |cause: String| StoreError::Record {
            address: store.address().clone(),
            cause,
        };
        let not_understood = |cause: serde_json::Error| unknown(cause.to_string());
        let Versioned { v } = serde_json::from_slice(&object.content).map_err(not_understood)?;
        if v != VERSION {
            return Err(unknown(format!(
                "its format is version {v}, this attune knows version {VERSION}"
            )));
        }
        Ok(Some(Found {
            record: serde_json::from_slice(&object.content).map_err(not_understood)?,
            version: object.version,
            age: object.age,
        }))
    }

    /// As it is written.
    pub(super) fn bytes(&self, store: &Store) -> Result<Vec<u8>, StoreError> {
        let text = serde_json::to_vec_pretty(self).map_err(|cause| StoreError::Record {
            address: store.address().clone(),
            cause: cause.to_string(),
        });
        let mut text = text?;
        text.push(b'\n');
        Ok(text)
    }
}

impl Found {
    /// How long the lock counts still; `None` where it can be taken.
    pub(super) fn left(&self) -> Option<Duration> {
        let lease = Duration::from_secs(self.record.lease_seconds);
        let left = lease.checked_sub(self.age.least())?;
        (self.record.state == State::Held && !left.is_zero()).then_some(left)
    }
}
