//! Visiting tenants: several at once, none in the way of another.

use std::sync::Arc;

use attune_workspace::{Tenant, Workspace};
use futures_util::stream::{self, StreamExt as _};

use super::watch::{Seen, Watch};
use super::{OnTenants, Reports, choice, hold, pages, table};
use crate::commands::talk_error;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Kept;
use crate::signals::Stop;
use crate::{clock, output, record};

/// What became of all tenants.
#[derive(Debug)]
pub(super) struct Visits<'a> {
    /// By name.
    pub(super) all: Vec<Visit<'a>>,
    /// Whether somebody told attune to stop meanwhile.
    pub(super) interrupted: bool,
}

/// What became of one tenant.
#[derive(Debug)]
pub(super) struct Visit<'a> {
    pub(super) tenant: &'a Tenant,
    pub(super) ended: Ended,
    pub(super) seen: Seen,
    pub(super) kept: Kept,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The command was run, and ended so.
    Came(Exit),
    /// It may not be changed now.
    Held,
    /// Somebody told attune to stop before its turn came.
    NotBegun,
}

impl Ended {
    /// How the command would have ended for this tenant alone.
    pub(super) fn exit(self) -> Exit {
        match self {
            Self::Came(exit) => exit,
            Self::Held => Exit::Refused,
            Self::NotBegun => Exit::Interrupted,
        }
    }
}

impl Visits<'_> {
    /// The worst of all.
    pub(super) fn exit(&self) -> Exit {
        let exits = self.all.iter().map(|visit| visit.ended.exit());
        exits.fold(Exit::Done, Exit::worse)
    }
}

/// Visits them, as many at once as the workspace says. The first signal begins no other; the second ends attune.
pub(super) async fn all<'a>(
    command: &impl OnTenants,
    workspace: &Workspace,
    chosen: &[&'a Tenant],
) -> Visits<'a> {
    let stop = Stop::listen();
    let at_once = usize::try_from(workspace.budgets.concurrency).unwrap_or(1);
    let recorded = chosen
        .iter()
        .map(|tenant| (*tenant, record::tenant(tenant.name.as_str())));
    let recorded: Vec<(&Tenant, Arc<record::Tenant>)> = recorded.collect();
    let visits = stream::iter(recorded).map(|(tenant, record)| {
        let stop = &stop;
        async move {
            let visit = Arc::clone(&record)
                .during(next(command, workspace, tenant, stop))
                .await;
            let standing = table::standing(command.standings(), visit.ended, &visit.seen);
            record.stands(standing);
            record.ended(visit.ended.exit());
            visit
        }
    });
    let mut all: Vec<Visit<'a>> = visits.buffer_unordered(at_once).collect().await;
    all.sort_by(|one, other| one.tenant.name.cmp(&other.tenant.name));
    Visits {
        all,
        interrupted: stop.is_told(),
    }
}

/// Visits the next one, unless somebody told attune to stop.
async fn next<'a>(
    command: &impl OnTenants,
    workspace: &Workspace,
    tenant: &'a Tenant,
    stop: &Stop,
) -> Visit<'a> {
    if stop.is_told() {
        let kept = Kept::default();
        let seen = Seen::because("attune was told to stop before its turn came".to_owned());
        return visit_of(tenant, Ended::NotBegun, seen, kept);
    }
    let visit = Box::pin(one(command, workspace, tenant)).await;
    match &command.fleet().reports {
        None => visit,
        Some(folder) => {
            let written = pages::tenant(command, folder, &visit);
            visit.with_page(written)
        }
    }
}

async fn one<'a>(command: &impl OnTenants, workspace: &Workspace, tenant: &'a Tenant) -> Visit<'a> {
    if let Some(why) = hold::held(command, workspace, tenant, clock::now()) {
        return visit_of(tenant, Ended::Held, Seen::because(why), Kept::default());
    }
    let mut watch = Watch::somebody();
    let name = tenant.name.as_str();
    let folder = command.fleet().reports.as_deref();
    let reports = folder.map(|folder| Reports::new(&pages::folder(folder), name));
    let mut command = command.clone();
    *command.manifest() = choice::manifest_of(tenant, workspace.budgets);
    command.of_tenant(name, reports.as_ref());
    let ended = async {
        command.visit(&mut watch).await.unwrap_or_else(|error| {
            talk_error(&error);
            watch.failed(&error);
            error.exit()
        })
    };
    let (exit, kept) = output::keeping(ended).await;
    visit_of(tenant, Ended::Came(exit), watch.seen, kept)
}

impl Visit<'_> {
    /// A page that cannot be written is an error of its tenant, and of no other.
    fn with_page(mut self, written: Result<(), CommandError>) -> Self {
        if let Err(error) = written {
            self.seen.why.get_or_insert_with(|| error.line());
            self.kept.talk.push_str(&error.text(false));
            if self.ended.exit().badness() < Exit::Error.badness() {
                self.ended = Ended::Came(Exit::Error);
            }
        }
        self
    }
}

fn visit_of(tenant: &Tenant, ended: Ended, seen: Seen, kept: Kept) -> Visit<'_> {
    Visit {
        tenant,
        ended,
        seen,
        kept,
    }
}
