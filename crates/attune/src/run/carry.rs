//! Carrying out a plan, until a signal says to stop.

use std::collections::BTreeMap;

use attune_apply::ledger::Ledger;
use attune_apply::ports::Console as _;
use attune_apply::{Before, Executor, Progress, Quiet, SecretSinks};
use attune_autotask::Autotask;
use attune_console::{AnyConsole, Wording};
use attune_model::{ApplyReport, CredentialSink, Handle, Plan};

use crate::clock;
use crate::progress::Bar;
use crate::record::Watched;
use crate::signals::Stop;

/// Where a plan is carried out: the tenant, whoever sits at its console, and the ledger, locked for this run.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    pub(crate) tenant: &'a Autotask,
    pub(crate) console: AnyConsole,
    /// In which words an operator is told what is left.
    pub(crate) wording: Wording,
    pub(crate) ledger: Ledger,
}

/// A plan, and what carrying it out takes beside the site.
#[derive(Debug)]
pub(crate) struct Carry<'a> {
    pub(crate) credentials: &'a SecretSinks,
    pub(crate) sinks: &'a BTreeMap<Handle, CredentialSink>,
    /// What was there when the plan was made, where that was not now.
    pub(crate) before: Before,
    pub(crate) plan: &'a Plan,
}

impl Carry<'_> {
    /// Carries the plan out.
    pub(crate) async fn out(
        self,
        tenant: &Autotask,
        console: &mut AnyConsole,
        ledger: &mut Ledger,
    ) -> ApplyReport {
        // An operator hears of every step, and a bar would be written over.
        let mut bar = console.operator().is_none().then(Bar::new);
        let mut quiet = Quiet;
        let progress: &mut dyn Progress = match &mut bar {
            Some(bar) => bar,
            None => &mut quiet,
        };
        let mut watched = Watched::by(progress);
        let stop = Stop::listen();
        let is_told = || stop.is_told();
        let executor = Executor::new(tenant, console, ledger, self.credentials, &clock::now);
        let executor = executor.with_sinks(self.sinks).since(self.before);
        let executor = executor.stopping_when(&is_told);
        executor.run(self.plan, &mut watched).await
    }
}
