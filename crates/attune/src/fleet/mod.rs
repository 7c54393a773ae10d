//! One command on many tenants: at once, each for itself, and told as one.

mod choice;
mod command;
mod git;
mod hold;
mod pages;
mod table;
mod visits;
mod watch;

use attune_workspace::{Tenant, Workspace};

use crate::cli::FleetArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, output};
pub(crate) use command::{OnTenants, Reports, Standings, Table, for_one_only};
pub(crate) use watch::Watch;

/// Runs a command on what it is meant for: the one tenant of a manifest, or tenants of a workspace.
pub(crate) async fn run(command: &impl OnTenants) -> Result<Exit, CommandError> {
    let args = command.fleet();
    if !args.is_meant() {
        return Box::pin(command.visit(&mut Watch::nobody())).await;
    }
    let workspace = choice::load(args)?;
    let chosen = choice::choose(args, &workspace)?;
    if let Some(tenant) = by_name(args, &chosen) {
        return alone(command, &workspace, tenant).await;
    }
    let table = command.table()?;
    let visits = visits::all(command, &workspace, &chosen).await;
    let document = table::of(command, &visits);
    if let Some(folder) = &args.reports {
        pages::index(folder, &document)?;
    }
    table::tell(table, &visits, &document)?;
    Ok(visits.exit())
}

/// The one tenant that was named, where nothing else was said: it is worked on as by its manifest.
fn by_name<'a>(args: &FleetArgs, chosen: &[&'a Tenant]) -> Option<&'a Tenant> {
    match (&args.tenant[..], chosen) {
        ([name], [tenant])
            if tenant.name.as_str() == name && args.reports.is_none() && args.shard.is_none() =>
        {
            Some(tenant)
        }
        _ => None,
    }
}

async fn alone(
    command: &impl OnTenants,
    workspace: &Workspace,
    tenant: &Tenant,
) -> Result<Exit, CommandError> {
    if command.changes()
        && let Some(why) = hold::held(workspace, tenant, clock::now())
    {
        output::talk(&format!(
            "{}: held, {}\n",
            tenant.name,
            attune_report::clean(&why)
        ));
        return Ok(Exit::Refused);
    }
    let mut command = command.clone();
    *command.manifest() = choice::manifest_of(tenant);
    Box::pin(command.visit(&mut Watch::nobody())).await
}
