//! What came in: counts, limits and the log.

use std::collections::{BTreeMap, VecDeque};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use attune_model::Timestamp;
use jiff::SignedDuration;
use serde::Serialize;

use crate::console::PageRequest;
use crate::rest::{Fault, Request, Route};
use crate::tenant::{Entity, Limit, Tenant};

/// Requests an hour for the whole database (`rest.md` 6).
const HOURLY: u64 = 10_000;

/// Concurrent calls for a tracking identifier and an entity (`rest.md` 6).
const THREADS: usize = 3;

/// How many requests the log remembers.
const LOG: usize = 10_000;

/// Everything about the requests that came in.
#[derive(Debug, Default)]
pub(super) struct Traffic {
    /// How often each method and path was asked for.
    pub(super) requests: BTreeMap<String, u64>,
    /// How many requests came in at which time of the tenant's clock, in the last hour.
    hour: VecDeque<(Timestamp, u64)>,
    /// The calls that are waiting.
    threads: BTreeMap<Thread, usize>,
    log: VecDeque<Entry>,
    noted: u64,
}

/// What threads are counted by: a digest of the tracking identifier, and an entity.
pub(super) type Thread = (u64, Entity);

/// A request in the log. It has neither headers with secrets nor a body.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    /// Counted from 1.
    number: u64,
    /// By the tenant's clock.
    time: Timestamp,
    method: String,
    path: String,
    /// The header `UserName`.
    user: Option<String>,
    /// The header `ImpersonationResourceId`.
    impersonates: Option<String>,
    /// The answer's status; none where no answer went out.
    status: Option<u16>,
    /// What was done to it.
    done: Vec<String>,
}

impl Traffic {
    /// Counts a request; how many there were in the last hour, this one included.
    pub(super) fn count(&mut self, now: Timestamp, method: &str, path: &str) -> u64 {
        *self.requests.entry(format!("{method} {path}")).or_default() += 1;
        match self.hour.back_mut().filter(|(time, _)| *time == now) {
            Some((_, count)) => *count += 1,
            None => self.hour.push_back((now, 1)),
        }
        let hour_ago = now - SignedDuration::from_hours(1);
        while self.hour.front().is_some_and(|(time, _)| *time <= hour_ago) {
            self.hour.pop_front();
        }
        self.hour.iter().map(|(_, count)| count).sum()
    }

    /// Whether a request is within the limits. Neither text was recorded in full (`rest.md` 4.3).
    pub(super) fn within_limits(
        &self,
        tenant: &Tenant,
        calls: u64,
        thread: Option<Thread>,
    ) -> Result<(), Fault> {
        if tenant.behaviour.hourly_limit == Limit::Enforced && calls > HOURLY {
            return Err(Fault::TooMany {
                text: format!(
                    "The external request threshold of {HOURLY} requests per 60 minutes has been exceeded."
                ),
                retry_after: None,
            });
        }
        let running = thread.and_then(|thread| self.threads.get(&thread));
        let full = running.is_some_and(|running| *running >= THREADS);
        if tenant.behaviour.thread_limit == Limit::Enforced && full {
            return Err(thread_limit());
        }
        Ok(())
    }

    /// A call that waits for its answer begins.
    pub(super) fn begin(&mut self, thread: Thread) {
        *self.threads.entry(thread).or_default() += 1;
    }

    /// It ends.
    pub(super) fn end(&mut self, thread: Thread) {
        if let Some(running) = self.threads.get_mut(&thread) {
            *running = running.saturating_sub(1);
        }
    }

    /// Remembers what became of a request.
    pub(super) fn note(
        &mut self,
        time: Timestamp,
        request: &Request<'_>,
        status: Option<u16>,
        done: Vec<String>,
    ) {
        self.push(Entry {
            number: 0,
            time,
            method: request.method.to_string(),
            path: request.path.to_owned(),
            user: request.header("UserName").map(str::to_owned),
            impersonates: request.header("ImpersonationResourceId").map(str::to_owned),
            status,
            done,
        });
    }

    /// Remembers a visit to an admin page, or to the operator's port. Whoever visits is not named.
    pub(super) fn note_page(
        &mut self,
        time: Timestamp,
        page: &PageRequest<'_>,
        status: u16,
        done: Vec<String>,
    ) {
        self.push(Entry {
            number: 0,
            time,
            method: page.method.to_string(),
            path: format!("console/{}", page.path),
            user: None,
            impersonates: None,
            status: Some(status),
            done,
        });
    }

    fn push(&mut self, entry: Entry) {
        if self.log.len() == LOG {
            self.log.pop_front();
        }
        self.noted += 1;
        self.log.push_back(Entry {
            number: self.noted,
            ..entry
        });
    }

    /// The log, oldest first.
    pub(super) fn log(&self) -> &VecDeque<Entry> {
        &self.log
    }
}

/// What a request counts for. Zone requests are exempt (`rest.md` 4.2).
pub(super) fn thread(request: &Request<'_>) -> Option<Thread> {
    let entity = Route::find(request.path)?.entity()?;
    let identifier = request.header("ApiIntegrationCode")?;
    let mut digest = DefaultHasher::new();
    identifier.hash(&mut digest);
    Some((digest.finish(), entity))
}

/// How much longer a call takes at this point of the hour: half a second from 50 %, a second from 75 % (`rest.md` 6).
pub(super) fn tier(calls: u64) -> Duration {
    let steps = u32::from(calls >= HOURLY / 2) + u32::from(calls >= HOURLY / 4 * 3);
    Duration::from_millis(500) * steps
}

/// The error of a fourth concurrent call; clients look for `thread threshold`, `exceeded` and the code.
pub(super) fn thread_limit() -> Fault {
    Fault::TooMany {
        text: format!("The thread threshold of {THREADS} has been exceeded. (Itgenatr005)"),
        retry_after: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_take_longer_from_half_and_three_quarters_of_the_limit_on() {
        let tiers = [4_999, 5_000, 7_499, 7_500].map(|calls| tier(calls).as_millis());
        assert_eq!(tiers, [0, 500, 500, 1000]);
    }

    #[test]
    fn an_hour_rolls() {
        let mut traffic = Traffic::default();
        let start: Timestamp = "2026-01-05T09:00:00Z".parse().expect("a time");
        assert_eq!(traffic.count(start, "GET", "a"), 1);
        let later = start + SignedDuration::from_mins(30);
        assert_eq!(traffic.count(later, "GET", "a"), 2);
        assert_eq!(
            traffic.count(start + SignedDuration::from_mins(60), "GET", "a"),
            2
        );
        assert_eq!(
            traffic.count(start + SignedDuration::from_mins(91), "GET", "a"),
            2
        );
    }
}
