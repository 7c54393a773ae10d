//! The lock of shared state: a record in the store that says whose it is, and counts for a lease.
//!
//! It is made where there is none, and changed only while it is as it was seen, so that of two who take it one does. Its
//! run renews it; a record that was not renewed for its lease, by the store's own clock, can be taken. It is freed, not
//! removed: a store removes without a condition.

mod claim;
mod keeper;
mod left;
mod record;

use std::fmt;
use std::time::{Duration, Instant};

pub(crate) use claim::{Claim, holder_now};
pub(crate) use keeper::Keeper;
pub use left::LeftLease;

/// The object of the lock.
pub(crate) const LOCK: &str = "lock.json";

/// How the lock is held.
#[derive(Clone, Copy)]
pub struct Terms {
    /// How long it counts after it was taken or renewed last, in whole seconds. It is renewed after each third of it.
    pub lease: Duration,
    /// A clock that only goes forward.
    pub clock: fn() -> Duration,
}

impl Default for Terms {
    /// A minute, by the clock of the system that counts from some moment.
    fn default() -> Self {
        static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        Self {
            lease: Duration::from_mins(1),
            clock: || BEGIN.get_or_init(Instant::now).elapsed(),
        }
    }
}

impl fmt::Debug for Terms {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lease, clock: _ } = self;
        to.debug_struct("Terms")
            .field("lease", lease)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
