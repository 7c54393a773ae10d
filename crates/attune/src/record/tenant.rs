//! What is noted of one tenant while a command works on it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use attune_apply::Progress;
use attune_autotask::Tally;
use attune_model::{Outcome, StepResult};
use attune_report::fleet::Standing;
use attune_report::run::{CarriedOutV1, RunExitV1, RunTenantV1};
use tracing::field::Empty;
use tracing::{Instrument as _, Span};

use crate::exit::Exit;
use crate::logging::SPANS;

tokio::task_local! {
    static TENANT: Arc<Tenant>;
}

/// What is noted of one tenant. Whoever does not know of it notes nothing, and asks nobody.
#[derive(Debug, Default)]
pub(crate) struct Tenant {
    row: Mutex<RunTenantV1>,
    tally: Tally,
    span: Mutex<Option<Span>>,
}

impl Tenant {
    /// One of this name.
    pub(super) fn of(name: &str) -> Self {
        let tenant = Self::default();
        tenant.row().tenant = Some(name.to_owned());
        tenant
    }

    /// Does some work; what comes to light is noted here.
    pub(crate) async fn during<T>(self: Arc<Self>, work: impl Future<Output = T>) -> T {
        let span = tracing::info_span!(
            target: SPANS,
            "tenant",
            otel.status_code = Empty,
            attune.tenant = Empty,
            attune.exit_code = Empty,
            attune.requests = Empty,
            attune.steps.planned = Empty,
            attune.steps.done = Empty,
            attune.steps.waiting = Empty,
            attune.steps.failed = Empty,
            attune.steps.skipped = Empty,
            server.address = Empty,
        );
        *self.span() = Some(span.clone());
        TENANT.scope(self, work.instrument(span)).await
    }

    /// The command came to its end here.
    pub(crate) fn ended(&self, exit: Exit) {
        self.row().exit = Some(exit_of(exit));
        if let Some(span) = &*self.span() {
            span.record("attune.exit_code", i64::from(exit.code()));
            if exit.is_error() {
                span.record("otel.status_code", "ERROR");
            }
        }
        self.close();
    }

    /// Ends its span, with all that was found out.
    pub(super) fn close(&self) {
        let Some(span) = self.span().take() else {
            return;
        };
        let row = self.row();
        let number = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
        if let Some(name) = &row.tenant {
            span.record("attune.tenant", name);
        }
        if let Some(host) = &row.host {
            span.record("server.address", host);
        }
        let sent = i64::try_from(self.tally.sent()).unwrap_or(i64::MAX);
        span.record("attune.requests", sent);
        if let Some(steps) = &row.steps {
            span.record("attune.steps.planned", number(steps.planned));
            if let Some(carried_out) = &steps.carried_out {
                let CarriedOutV1 {
                    done,
                    waiting,
                    failed,
                    skipped,
                } = *carried_out;
                span.record("attune.steps.done", number(done));
                span.record("attune.steps.waiting", number(waiting));
                span.record("attune.steps.failed", number(failed));
                span.record("attune.steps.skipped", number(skipped));
            }
        }
    }

    fn span(&self) -> MutexGuard<'_, Option<Span>> {
        self.span.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How it stands.
    pub(crate) fn stands(&self, standing: Standing) {
        self.row().standing = Some(standing);
    }

    /// All of it; nothing where no tenant was found out about.
    pub(super) fn noted(&self) -> Option<RunTenantV1> {
        let row = RunTenantV1 {
            requests: self.tally.sent(),
            ..self.row().clone()
        };
        let is_known = row.tenant.is_some() || row.host.is_some() || row.requests > 0;
        is_known.then_some(row)
    }

    fn row(&self) -> MutexGuard<'_, RunTenantV1> {
        self.row.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn carried_out(&self, change: impl FnOnce(&mut CarriedOutV1)) {
        let mut row = self.row();
        let steps = row.steps.get_or_insert_default();
        change(steps.carried_out.get_or_insert_default());
    }
}

/// How a run ended, for the record.
pub(super) fn exit_of(exit: Exit) -> RunExitV1 {
    RunExitV1 {
        code: exit.code(),
        meaning: exit.meaning().to_owned(),
    }
}

fn note(note: impl FnOnce(&Tenant)) {
    // Where nobody records, there is nobody to note it for.
    TENANT.try_with(|tenant| note(tenant)).ok();
}

/// The tenant at hand is called so.
pub(crate) fn named(name: &str) {
    note(|tenant| tenant.row().tenant = Some(name.to_owned()));
}

/// Its REST API is there: host and port.
pub(crate) fn reached(host: &str) {
    note(|tenant| tenant.row().host = Some(host.to_owned()));
}

/// Its plan has so many steps.
pub(crate) fn planned(steps: usize) {
    note(|tenant| tenant.row().steps.get_or_insert_default().planned = steps);
}

/// How it stands.
pub(crate) fn stands(standing: Standing) {
    note(|tenant| tenant.stands(standing));
}

/// What counts its requests.
pub(crate) fn tally() -> Tally {
    TENANT
        .try_with(|tenant| tenant.tally.clone())
        .unwrap_or_default()
}

/// Notes what becomes of each step as soon as that is known, and passes it on.
pub(crate) struct Watched<'a> {
    by: &'a mut dyn Progress,
}

impl<'a> Watched<'a> {
    /// Passes it on to `by`.
    pub(crate) fn by(by: &'a mut dyn Progress) -> Self {
        note(|tenant| tenant.carried_out(|_| {}));
        Self { by }
    }
}

impl Progress for Watched<'_> {
    fn begins(&mut self, number: usize, total: usize, title: &str) {
        self.by.begins(number, total, title);
    }

    fn ends(&mut self, result: &StepResult) {
        note(|tenant| {
            tenant.carried_out(|counts| match result.outcome {
                Outcome::Done { .. } => counts.done += 1,
                Outcome::Pending { .. } => counts.waiting += 1,
                Outcome::Failed { .. } => counts.failed += 1,
                Outcome::Skipped { .. } => counts.skipped += 1,
            });
        });
        self.by.ends(result);
    }
}
