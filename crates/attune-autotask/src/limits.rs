//! How much of a tenant a connection may use.

use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

/// How much of a tenant a connection may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests that are under way at once: 1 to 3, what Autotask lets an integration have for an object (`rest.md` 6).
    pub threads: u32,
    /// Requests in any hour; at least 1.
    pub requests_per_hour: u32,
}

impl Default for Limits {
    /// What Autotask lets an integration have.
    fn default() -> Self {
        Self {
            threads: 3,
            requests_per_hour: 10_000,
        }
    }
}

/// Requests that may be sent now, and when the next one may be.
///
/// An hour's requests are there at the beginning, and come back one by one: a look at a tenant takes a few and never waits.
#[derive(Debug)]
pub(crate) struct Budget {
    /// How long one request takes to come back.
    each: Duration,
    most: u32,
    /// When all would be back again.
    whole_at: Mutex<Option<Instant>>,
}

impl Budget {
    pub(crate) fn new(requests_per_hour: u32) -> Self {
        let most = requests_per_hour.max(1);
        Self {
            each: Duration::from_hours(1) / most,
            most,
            whole_at: Mutex::new(None),
        }
    }

    /// Takes one request; how long to wait before it is sent.
    pub(crate) fn take(&self, now: Instant) -> Duration {
        let mut whole_at = self
            .whole_at
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let whole = whole_at.filter(|at| *at > now).unwrap_or(now) + self.each;
        *whole_at = Some(whole);
        (whole - now).saturating_sub(self.each * self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hours_requests_are_there_at_once_and_come_back_one_by_one() {
        let budget = Budget::new(3600);
        let begin = Instant::now();
        let waits = |at: Instant, count: u32| -> Vec<u64> {
            (0..count).map(|_| budget.take(at).as_secs()).collect()
        };
        assert!(waits(begin, 3600).iter().all(|wait| *wait == 0));
        assert_eq!(waits(begin, 3), [1, 2, 3]);
        // What was taken too early was waited for; ten seconds later seven are there.
        let later = begin + Duration::from_secs(10);
        assert_eq!(waits(later, 9), [0, 0, 0, 0, 0, 0, 0, 1, 2]);
        assert!(
            waits(begin + Duration::from_hours(3), 3600)
                .iter()
                .all(|wait| *wait == 0)
        );
    }
}
