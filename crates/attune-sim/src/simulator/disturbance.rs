//! Which faults strike a request, and what reads show while they are stale.

use std::time::Duration;

use attune_model::Timestamp;
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::alteration::Alteration;
use super::delivery::Delivery;
use super::traffic;
use crate::rest::{Fault, Request};
use crate::tenant::{Tenant, Trouble};

/// The faults of a tenant at work.
#[derive(Debug, Default)]
pub(super) struct Disturbances {
    /// How many requests fitted each of the tenant's faults.
    counts: Vec<u64>,
    stale: Option<Stale>,
}

/// A state of the tenant that is shown for a while.
#[derive(Debug)]
struct Stale {
    tenant: Tenant,
    until: Timestamp,
}

/// What is done to one request.
#[derive(Default)]
pub(super) struct Disturbance {
    /// It waits.
    pub(super) delay: Duration,
    /// It is answered with this, and nothing else is done.
    pub(super) instead: Option<Fault>,
    /// Nothing is done, and it gets no answer.
    pub(super) cut_before: bool,
    /// Nothing stays of what it does.
    pub(super) lost: bool,
    /// Another answer than the one it earned.
    pub(super) alteration: Option<Alteration>,
    /// How the answer goes out.
    pub(super) delivery: Delivery,
    /// The same in words.
    pub(super) done: Vec<String>,
}

impl Disturbances {
    /// The faults that strike a request; `path` is below `/ATServicesRest/`, or begins with `console/`.
    pub(super) fn strike(&mut self, tenant: &Tenant, method: &str, path: &str) -> Disturbance {
        self.counts.resize(tenant.faults.len(), 0);
        let mut disturbance = Disturbance::default();
        let mut stale = None;
        for (injection, count) in tenant.faults.iter().zip(&mut self.counts) {
            if !injection.fits(method, path) {
                continue;
            }
            *count += 1;
            if injection.strikes(*count) {
                disturbance.add(injection.fault);
                if let Trouble::StaleReads { seconds } = injection.fault {
                    stale = Some(seconds);
                }
            }
        }
        if let Some(seconds) = stale {
            let seconds = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
            let now = tenant.clock.now();
            self.stale = Some(Stale {
                tenant: tenant.clone(),
                until: now.saturating_add(seconds).unwrap_or(now),
            });
        }
        disturbance
    }

    /// The state that a read shows, where that is not the present one.
    pub(super) fn stale_for(
        &mut self,
        now: Timestamp,
        request: &Request<'_>,
    ) -> Option<&mut Tenant> {
        self.stale = self.stale.take().filter(|stale| now < stale.until);
        let query = request.path.to_ascii_lowercase().contains("/query");
        let reads = *request.method == Method::GET || query;
        self.stale
            .as_mut()
            .filter(|_| reads)
            .map(|stale| &mut stale.tenant)
    }

    /// The tenant's faults, each with the number of requests that fitted it.
    pub(super) fn list(&self, tenant: &Tenant) -> Value {
        let faults = tenant.faults.iter().enumerate().map(|(place, injection)| {
            let mut fault = json!(injection);
            fault["fitted"] = json!(self.counts.get(place).copied().unwrap_or_default());
            fault
        });
        json!({"faults": faults.collect::<Vec<_>>()})
    }

    /// Forgets all faults.
    pub(super) fn clear(&mut self, tenant: &mut Tenant) {
        tenant.faults.clear();
        *self = Self::default();
    }
}

impl Disturbance {
    fn add(&mut self, trouble: Trouble) {
        let words = match trouble {
            Trouble::Latency { milliseconds } => {
                self.delay += Duration::from_millis(milliseconds);
                format!("latency of {milliseconds} ms")
            }
            Trouble::TooManyRequests { retry_after } => {
                self.instead = Some(Fault::TooMany {
                    text: "Too many requests.".to_owned(),
                    retry_after,
                });
                "too many requests".to_owned()
            }
            Trouble::ThreadLimit => {
                self.instead = Some(traffic::thread_limit());
                "thread limit".to_owned()
            }
            Trouble::Error => {
                self.instead = Some(Fault::Wrong("An error has occurred.".to_owned()));
                "error".to_owned()
            }
            Trouble::CutBefore => {
                self.cut_before = true;
                self.delivery = Delivery::Cut;
                "cut before anything was done".to_owned()
            }
            Trouble::CutAfter => {
                self.delivery = Delivery::Cut;
                "cut after everything was done".to_owned()
            }
            Trouble::TornBody => {
                self.delivery = Delivery::Torn;
                "torn body".to_owned()
            }
            Trouble::LostWrite => {
                self.lost = true;
                "lost write".to_owned()
            }
            Trouble::StaleReads { seconds } => format!("stale reads for {seconds} s"),
            Trouble::SilentError => self.alter(Alteration::SilentError, "error without a text"),
            Trouble::EmptyBody => self.alter(Alteration::EmptyBody, "empty body"),
            Trouble::OtherJson => self.alter(Alteration::OtherJson, "JSON of another shape"),
            Trouble::OwnPage => self.alter(Alteration::OwnPage, "a page that names itself"),
            Trouble::RepeatedPage => {
                self.alter(Alteration::RepeatedPage, "a page that comes again")
            }
            Trouble::Unauthorized => {
                self.instead = Some(Fault::Unauthorized);
                "unauthorized".to_owned()
            }
            Trouble::Redirect => {
                self.instead = Some(Fault::Elsewhere);
                "redirect".to_owned()
            }
            Trouble::Maintenance { status } => {
                let status = StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND);
                self.instead = Some(Fault::Maintenance(status));
                "maintenance page".to_owned()
            }
        };
        self.done.push(words);
    }

    fn alter(&mut self, alteration: Alteration, words: &str) -> String {
        self.alteration = Some(alteration);
        words.to_owned()
    }
}
