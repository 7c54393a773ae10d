//! Faults on demand: which requests are disturbed, and how.

use serde::{Deserialize, Serialize};

use crate::tenant::random::Random;

/// A fault that waits for its request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Injection {
    /// The method that it waits for; any unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The path that it waits for, below `/ATServicesRest/`, such as `V1.0/Tickets/*/Notes`; `*` stands for anything, and
    /// case does not matter. Any unless given.
    /// Visits to the operator's port fit where it begins with `console/` only: `console/simulator/operator`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The first of the requests that fit which is disturbed, counted from 1.
    #[serde(default = "one")]
    pub nth: u64,
    /// How many of them are disturbed from then on.
    #[serde(default = "one")]
    pub times: u64,
    /// Of those, how many in a hundred; which ones follows from the seed.
    #[serde(default = "hundred")]
    pub percent: u64,
    /// The seed.
    #[serde(default)]
    pub seed: u64,
    /// What happens.
    pub fault: Trouble,
}

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    deny_unknown_fields,
    tag = "kind"
)]
pub enum Trouble {
    /// The answer comes later.
    Latency {
        /// By how many milliseconds.
        milliseconds: u64,
    },
    /// 429.
    TooManyRequests {
        /// The header `Retry-After`, in seconds; none where that is none. Whether Autotask sends it is not established.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// The error of a fourth concurrent call.
    ThreadLimit,
    /// 500 with a text; nothing was done.
    Error,
    /// The connection ends without an answer; nothing was done.
    CutBefore,
    /// The connection ends without an answer, although everything was done.
    CutAfter,
    /// The connection ends in the middle of the answer's body.
    TornBody,
    /// The answer says that a write was done, and it was not: live tenants did so three times (`rest.md` 5).
    LostWrite,
    /// From here on, reads show what was there before this request.
    StaleReads {
        /// For how long, in seconds of the tenant's clock.
        seconds: u64,
    },
    /// 500 without a text, although everything was done.
    SilentError,
    /// 401; nothing was done.
    Unauthorized,
    /// 302 to another host; nothing was done.
    Redirect,
    /// 200 and no body, although everything was done.
    EmptyBody,
    /// 200 and JSON of another shape, although everything was done.
    OtherJson,
    /// A page of a query names itself as the next one. Other answers are as ever.
    OwnPage,
    /// A page of a query names another one with the same rows as the next one. Other answers are as ever.
    RepeatedPage,
    /// The maintenance page, in HTML; nothing was done.
    Maintenance {
        /// Its status: 404, or 200.
        #[serde(default = "not_found")]
        status: u16,
    },
}

/// What the path of a visit to the operator's port begins with.
const CONSOLE: &str = "console/";

fn one() -> u64 {
    1
}

fn hundred() -> u64 {
    100
}

fn not_found() -> u16 {
    404
}

impl Injection {
    /// Whether a request fits.
    pub(crate) fn fits(&self, method: &str, path: &str) -> bool {
        let method_fits = self
            .method
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(method));
        let path = path.trim_matches('/').to_ascii_lowercase();
        method_fits
            && self.path.as_ref().map_or_else(
                || !path.starts_with(CONSOLE),
                |pattern| {
                    let pattern = pattern.trim_matches('/').to_ascii_lowercase();
                    pattern.starts_with(CONSOLE) == path.starts_with(CONSOLE)
                        && fits(&pattern, &path)
                },
            )
    }

    /// Whether the request that fits as number `count` is disturbed.
    pub(crate) fn strikes(&self, count: u64) -> bool {
        let turn = count >= self.nth && count - self.nth < self.times;
        turn && Random::new(self.seed ^ count.rotate_left(32)).below(100) < self.percent
    }
}

/// Whether a text fits a pattern in which `*` stands for anything.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((before, after)) => text.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices()
                .map(|(place, _)| place)
                .chain([rest.len()])
                .any(|place| rest.get(place..).is_some_and(|rest| fits(after, rest)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn injection(text: &str) -> Injection {
        serde_json::from_str(text).expect("an injection")
    }

    #[test]
    fn stars_stand_for_anything_and_case_does_not_matter() {
        let some = injection(r#"{"path": "V1.0/Tickets/*/notes", "fault": {"kind": "error"}}"#);
        assert!(some.fits("GET", "v1.0/tickets/17/Notes/"));
        assert!(!some.fits("GET", "v1.0/tickets/17"));
        let get = injection(r#"{"method": "get", "fault": {"kind": "cutAfter"}}"#);
        assert!(get.fits("GET", "V1.0/Version"));
        assert!(!get.fits("PATCH", "V1.0/Version"));
    }

    #[test]
    fn visits_to_the_operators_port_are_disturbed_where_they_are_named_only() {
        let port = "console/simulator/operator";
        let visits = injection(r#"{"path": "console/*", "fault": {"kind": "cutAfter"}}"#);
        assert!(visits.fits("POST", port) && !visits.fits("GET", "V1.0/Version"));
        for other in [
            r#"{"fault": {"kind": "error"}}"#,
            r#"{"path": "*", "fault": {"kind": "error"}}"#,
        ] {
            assert!(!injection(other).fits("POST", port), "{other}");
        }
    }

    #[test]
    fn a_fault_strikes_at_its_turn_or_by_its_seed() {
        let text = r#"{"nth": 2, "times": 2, "fault": {"kind": "tornBody"}}"#;
        let struck = |it: &Injection| -> Vec<u64> { (1..9).filter(|n| it.strikes(*n)).collect() };
        assert_eq!(struck(&injection(text)), [2, 3]);
        let half = |seed: u64| {
            injection(&format!(
                r#"{{"times": 99, "percent": 50, "seed": {seed}, "fault": {{"kind": "error"}}}}"#
            ))
        };
        assert_eq!(struck(&half(7)), struck(&half(7)));
        assert!(struck(&half(7)) != struck(&half(8)));
    }
}
