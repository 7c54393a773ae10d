//! What can go wrong with a request, and which requests it can go wrong with.

use attune_sim::{Injection, Trouble};

/// A fault that is tried at every request that it fits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) trouble: Trouble,
    /// Whether it strikes every request from then on.
    pub(super) from_then_on: bool,
    /// Whether it is one of visits to the operator's port.
    pub(super) console: bool,
    only: Only,
}

#[derive(Clone, Copy, Debug)]
enum Only {
    All,
    Queries,
    Writes,
}

impl Kind {
    /// Whether it can happen to a request.
    pub(super) fn fits(self, (method, path): &(String, String)) -> bool {
        let query = path.contains("/query");
        match self.only {
            Only::All => true,
            Only::Queries => query,
            Only::Writes => self.console || method != "GET" && !query,
        }
    }

    /// The fault, at the request of this number, from 1.
    pub(super) fn at(self, nth: usize) -> Injection {
        Injection {
            method: None,
            path: self
                .console
                .then(|| "console/simulator/operator".to_owned()),
            nth: u64::try_from(nth).unwrap_or(u64::MAX),
            times: if self.from_then_on { u64::MAX } else { 1 },
            percent: 100,
            seed: 0,
            fault: self.trouble,
        }
    }
}

/// Longer than any run.
const FOR_EVER: u64 = 1_000_000;

/// Every kind.
pub(super) fn all() -> Vec<Kind> {
    let once = |trouble, only, console| Kind {
        trouble,
        from_then_on: false,
        console,
        only,
    };
    let rest = [
        (Trouble::CutBefore, Only::All),
        (Trouble::CutAfter, Only::All),
        (Trouble::TornBody, Only::All),
        (Trouble::Error, Only::All),
        (Trouble::SilentError, Only::All),
        (Trouble::ThreadLimit, Only::All),
        (Trouble::TooManyRequests { retry_after: None }, Only::All),
        (
            Trouble::TooManyRequests {
                retry_after: Some(86_400),
            },
            Only::All,
        ),
        (Trouble::LostWrite, Only::Writes),
        (Trouble::Maintenance { status: 404 }, Only::All),
        (Trouble::Maintenance { status: 200 }, Only::All),
        (Trouble::Maintenance { status: 503 }, Only::All),
        (Trouble::Unauthorized, Only::All),
        (Trouble::Redirect, Only::All),
        (Trouble::EmptyBody, Only::All),
        (Trouble::OtherJson, Only::All),
        (Trouble::OwnPage, Only::Queries),
        (Trouble::RepeatedPage, Only::Queries),
        (Trouble::Latency { milliseconds: 20 }, Only::All),
        (Trouble::StaleReads { seconds: 2 }, Only::All),
        (Trouble::StaleReads { seconds: FOR_EVER }, Only::All),
    ];
    let visits = [
        (Trouble::CutBefore, Only::All),
        (Trouble::CutAfter, Only::All),
        (Trouble::TornBody, Only::All),
        (Trouble::Error, Only::All),
        (Trouble::SilentError, Only::All),
        (Trouble::EmptyBody, Only::All),
        (Trouble::OtherJson, Only::All),
        (Trouble::LostWrite, Only::Writes),
        (Trouble::StaleReads { seconds: 2 }, Only::All),
        (Trouble::StaleReads { seconds: FOR_EVER }, Only::All),
    ];
    let on = [
        (Trouble::CutBefore, false),
        (Trouble::CutAfter, false),
        (Trouble::Error, false),
        (Trouble::Unauthorized, false),
        (
            Trouble::TooManyRequests {
                retry_after: Some(60),
            },
            false,
        ),
        (Trouble::Maintenance { status: 404 }, false),
        (Trouble::RepeatedPage, false),
        (Trouble::CutAfter, true),
        (Trouble::Error, true),
    ];
    let rest = rest.map(|(trouble, only)| once(trouble, only, false));
    let visits = visits.map(|(trouble, only)| once(trouble, only, true));
    let on = on.map(|(trouble, console)| Kind {
        from_then_on: true,
        ..once(trouble, Only::All, console)
    });
    [&rest[..], &visits, &on].concat()
}
