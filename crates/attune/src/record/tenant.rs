//! What is noted of one tenant while a command works on it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use attune_apply::Progress;
use attune_autotask::Tally;
use attune_model::{Outcome, StepResult};
use attune_report::fleet::Standing;
use attune_report::run::{CarriedOutV1, RunExitV1, RunTenantV1};

use crate::exit::Exit;

tokio::task_local! {
    static TENANT: Arc<Tenant>;
}

/// What is noted of one tenant. Whoever does not know of it notes nothing, and asks nobody.
#[derive(Debug, Default)]
pub(crate) struct Tenant {
    row: Mutex<RunTenantV1>,
    tally: Tally,
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
        TENANT.scope(self, work).await
    }

    /// The command came to its end here.
    pub(crate) fn ended(&self, exit: Exit) {
        self.row().exit = Some(exit_of(exit));
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
