//! How many requests were sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the requests of one or more connections, each attempt for itself. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<AtomicU64>);

impl Tally {
    /// How many were sent, answered or not; one that found no connection was not.
    pub fn sent(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// One is under way: whoever is interrupted now cannot know that it did not arrive.
    pub(crate) fn begins(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// One that had begun never left.
    pub(crate) fn never_left(&self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
