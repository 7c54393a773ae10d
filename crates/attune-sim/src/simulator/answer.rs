//! One REST request, from its arrival to what goes out.

use std::time::Duration;

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::SignedDuration;

use super::State;
use super::delivery::Delivery;
use super::traffic::{self, Thread};
use crate::rest::{self, Answer, Fault, Request};
use crate::tenant::{ClockKind, Maintenance};

/// What answers are (`rest.md` 4.1).
pub(super) const JSON: (HeaderName, &str) = (header::CONTENT_TYPE, "application/json");

/// What becomes of a request.
pub(super) struct Outcome {
    /// The answer.
    pub(super) response: Response,
    /// How it goes out.
    pub(super) delivery: Delivery,
    /// How long it takes.
    pub(super) delay: Duration,
    /// What it is counted for while it waits.
    pub(super) thread: Option<Thread>,
}

impl State {
    /// Lets the tenant's clock run, where it does: `elapsed` since the server began.
    pub(super) fn tell_time(&mut self, elapsed: Duration) {
        let elapsed = SignedDuration::try_from(elapsed).unwrap_or_default();
        if self.tenant.behaviour.clock == ClockKind::Running {
            self.tenant.clock.advance(elapsed - self.told);
        }
        self.told = elapsed;
    }

    /// Answers a request, unless a limit or a fault is in the way; `path` is the whole one, as received.
    pub(super) fn answer(&mut self, mut request: Request<'_>, path: &str) -> Outcome {
        let now = self.tenant.clock.now();
        let method = request.method.as_str();
        request.calls = self.traffic.count(now, method, path);
        let disturbance = self.disturbances.strike(&self.tenant, method, request.path);
        let mut delay = disturbance.delay;
        if self.tenant.behaviour.latency_tiers {
            delay += traffic::tier(request.calls);
        }
        let thread = traffic::thread(&request);
        let mut done = disturbance.done;
        let response = if disturbance.cut_before {
            StatusCode::NO_CONTENT.into_response()
        } else {
            let result = match disturbance.instead {
                Some(fault) => Err(fault),
                None => self
                    .admit(request.calls, thread)
                    .inspect_err(|_| done.push("limited".to_owned()))
                    .and_then(|()| {
                        if disturbance.lost {
                            rest::answer(&mut self.tenant.clone(), &request)
                        } else {
                            self.carry_out(&request, &mut done)
                        }
                    }),
            };
            match result {
                Ok(Answer(body)) => match disturbance.alteration {
                    None => ([JSON], body).into_response(),
                    Some(alteration) => alteration.of(body, &request),
                },
                Err(fault) => fault.into_response(),
            }
        };
        let delivery = disturbance.delivery;
        let status = (delivery != Delivery::Cut).then(|| response.status().as_u16());
        self.traffic.note(now, &request, status, done);
        let thread = thread.filter(|_| !delay.is_zero());
        if let Some(thread) = thread {
            self.traffic.begin(thread);
        }
        Outcome {
            response,
            delivery,
            delay,
            thread,
        }
    }

    fn admit(&self, calls: u64, thread: Option<Thread>) -> Result<(), Fault> {
        match self.tenant.behaviour.maintenance {
            Maintenance::Off => self.traffic.within_limits(&self.tenant, calls, thread),
            Maintenance::NotFound => Err(Fault::Maintenance(StatusCode::NOT_FOUND)),
            Maintenance::Ok => Err(Fault::Maintenance(StatusCode::OK)),
        }
    }

    fn carry_out(
        &mut self,
        request: &Request<'_>,
        done: &mut Vec<String>,
    ) -> Result<Answer, Fault> {
        let now = self.tenant.clock.now();
        match self.disturbances.stale_for(now, request) {
            Some(stale) => {
                done.push("answered from a stale state".to_owned());
                rest::answer(stale, request)
            }
            None => rest::answer(&mut self.tenant, request),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tenant::Tenant;

    #[test]
    fn real_time_moves_a_running_clock_only() {
        let mut state = State::of(Tenant::contoso());
        state.tell_time(Duration::from_secs(5));
        assert_eq!(state.tenant.clock.now().to_string(), "2026-01-05T09:00:00Z");
        state.tenant.behaviour.clock = ClockKind::Running;
        state.tell_time(Duration::from_secs(7));
        assert_eq!(state.tenant.clock.now().to_string(), "2026-01-05T09:00:02Z");
    }
}
