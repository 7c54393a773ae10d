//! The tenant's time.

use attune_model::Timestamp;
use jiff::SignedDuration;

/// A clock that moves with writes and when it is told to, so that a tenant's story has the same times whenever it is told.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    now: Timestamp,
}

impl Clock {
    /// A clock that stands at `now`.
    pub(crate) fn at(now: Timestamp) -> Self {
        Self { now }
    }

    /// The time.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// Moves on.
    pub(crate) fn advance(&mut self, by: SignedDuration) {
        self.now += by;
    }

    /// The time of a write: a second after the last one.
    pub(crate) fn tick(&mut self) -> Timestamp {
        self.now += SignedDuration::from_secs(1);
        self.now
    }
}
