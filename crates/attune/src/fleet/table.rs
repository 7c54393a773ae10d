//! All tenants of a run as one table.

use attune_report::fleet::{self, FleetDocument, Standing, TenantV1};

use super::command::Standings;
use super::visits::{Ended, Visit, Visits};
use super::watch::Seen;
use super::{OnTenants, Table, pages};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, output};

/// The document of a run.
pub(super) fn of<C: OnTenants>(command: &C, visits: &Visits<'_>) -> FleetDocument {
    FleetDocument::new(
        C::NAME,
        clock::now(),
        visits.exit().code(),
        visits.interrupted,
        visits.all.iter().map(|visit| row(command, visit)).collect(),
    )
}

/// One tenant.
pub(super) fn row(command: &impl OnTenants, visit: &Visit<'_>) -> TenantV1 {
    let Visit {
        tenant,
        ended,
        seen,
        kept: _,
    } = visit;
    let seen = seen.clone();
    TenantV1 {
        tenant: tenant.name.to_string(),
        groups: tenant.groups.iter().map(ToString::to_string).collect(),
        database: seen.database,
        exit_code: ended.exit().code(),
        standing: standing(command.standings(), visit.ended, &visit.seen),
        why: seen.why,
        differences: seen.differences.as_ref().map(Vec::len),
        unchanged_since: seen.unchanged_since,
        changes: seen.changes,
        waiting: seen.waiting,
        score: seen.score,
        findings: seen.findings,
        cells: seen.cells,
        expiring: seen.expiring,
        oldest_capture: seen.oldest_capture.map(|at| at.to_string()),
        page: command
            .fleet()
            .reports
            .is_some()
            .then(|| pages::link(tenant)),
    }
}

/// How a tenant stands, in a word.
pub(super) fn standing(by_exit: Standings, ended: Ended, seen: &Seen) -> Standing {
    let exit = match ended {
        Ended::Held => return Standing::Held,
        Ended::NotBegun => return Standing::NotBegun,
        Ended::Came(exit) => exit,
    };
    match exit {
        Exit::Done if seen.is_due() => by_exit.due,
        Exit::Done => by_exit.done,
        Exit::ChangesDue => by_exit.due,
        Exit::CouldNotLook => Standing::CouldNotLook,
        Exit::Refused => Standing::Refused,
        Exit::Waiting => Standing::Waiting,
        Exit::Error | Exit::Usage | Exit::Interrupted | Exit::Terminated => Standing::Failed,
    }
}

/// Tells it on stdout. In words, what there was to say of a tenant comes before the table.
pub(super) fn tell(
    table: Table,
    visits: &Visits<'_>,
    document: &FleetDocument,
) -> Result<(), CommandError> {
    match table {
        Table::Json => output::document(document),
        Table::Markdown => output::result(&fleet::markdown(document)),
        Table::Html => output::result(&fleet::html(document)),
        Table::Text => {
            for visit in &visits.all {
                tell_one(visit)?;
            }
            let options = output::text_options(false);
            output::result(&fleet::text(document, &options))
        }
    }
}

/// What there was to say of a tenant, where it is news.
fn tell_one(visit: &Visit<'_>) -> Result<(), CommandError> {
    let is_news = match visit.ended {
        Ended::Held | Ended::NotBegun => false,
        Ended::Came(Exit::Done) => visit.seen.is_due() && visit.seen.unchanged_since.is_none(),
        Ended::Came(_) => true,
    };
    if !is_news || visit.kept.result.is_empty() {
        return Ok(());
    }
    output::result(&format!("== {}\n\n", visit.tenant.name))?;
    output::result(&visit.kept.result)?;
    output::talk(&visit.kept.talk);
    output::result("\n")
}
