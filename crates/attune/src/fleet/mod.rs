//! One command on many tenants: at once, each for itself, and told as one.

mod choice;
mod command;
mod git;
mod hold;
mod notices;
mod pages;
mod table;
mod visits;
mod watch;

use attune_report::fleet::Standing;
use attune_workspace::{Tenant, Workspace};

use crate::cli::FleetArgs;
use crate::commands::talk_error;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, output, record};
pub(crate) use command::{Notify, OnTenants, Reports, Standings, Table, file_of, for_one_only};
use visits::Ended;
pub(crate) use watch::Watch;

/// Runs a command on what it is meant for: the one tenant of a manifest, or tenants of a workspace.
pub(crate) async fn run(command: &impl OnTenants) -> Result<Exit, CommandError> {
    let args = command.fleet();
    if !args.is_meant() {
        if command.notify().is_some() {
            return Err(CommandError::usage(
                "--notify is for tenants of a workspace",
                "Name them with --all, --group or --tenant; the workspace says who is told.",
            ));
        }
        return record::one(visit(command)).await;
    }
    let workspace = choice::load(args)?;
    let chosen = choice::choose(args, &workspace)?;
    if command.notify().is_none()
        && let Some(tenant) = by_name(args, &chosen)
    {
        return record::one(alone(command, &workspace, tenant)).await;
    }
    // Before anybody is looked at: nobody would hear of it.
    let notify = command.notify();
    let addressees = match notify {
        None => Vec::new(),
        Some(_) => notices::addressees(&workspace)?,
    };
    let table = command.table()?;
    let visits = visits::all(command, &workspace, &chosen).await;
    let document = table::of(command, &visits);
    // None of these keeps another from being done: a full disk silences nobody.
    let told = table::tell(table, &visits, &document);
    let folder = args.reports.as_ref();
    let paged = folder.map_or(Ok(()), |folder| pages::index(folder, &document));
    let link = notify.and_then(|notify| notify.link);
    let untold = notices::tell(&addressees, &visits, link).await;
    let errors = [told, paged].into_iter().filter_map(Result::err);
    let errors: Vec<CommandError> = errors.chain(untold).collect();
    for error in &errors {
        talk_error(error);
    }
    let exits = errors.iter().map(CommandError::exit);
    Ok(exits.fold(visits.exit(), Exit::worse))
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
    record::named(tenant.name.as_str());
    if let Some(why) = hold::held(command, workspace, tenant, clock::now()) {
        record::stands(Standing::Held);
        output::talk(&format!(
            "{}: held, {}\n",
            tenant.name,
            attune_report::clean(&why)
        ));
        return Ok(Exit::Refused);
    }
    let mut command = command.clone();
    *command.manifest() = choice::manifest_of(tenant, workspace.budgets);
    command.of_named(tenant.name.as_str());
    visit(&command).await
}

/// Visits the one tenant, with nobody looking on but the record.
async fn visit<C: OnTenants>(command: &C) -> Result<Exit, CommandError> {
    let mut watch = Watch::nobody();
    let ended = Box::pin(command.visit(&mut watch)).await;
    let exit = ended.as_ref().map_or_else(CommandError::exit, |exit| *exit);
    let standing = table::standing(command.standings(), Ended::Came(exit), &watch.seen);
    record::stands(standing);
    ended
}
