//! The workspace and the tenants that a command line means.

use std::path::{Path, PathBuf};

use attune_autotask::Limits;
use attune_workspace::{Budgets, Selection, State, Tenant, Workspace};

use super::git;
use crate::cli::{FleetArgs, ManifestArgs};
use crate::error::CommandError;
use crate::output;

/// Loads the workspace and says its warnings.
pub(super) fn load(args: &FleetArgs) -> Result<Workspace, CommandError> {
    let workspace = Workspace::load(&args.workspace)?;
    output::talk(&attune_manifest::render(
        &workspace.warnings,
        output::colour(),
    ));
    Ok(workspace)
}

/// The tenants that are meant, by name.
pub(super) fn choose<'a>(
    args: &FleetArgs,
    workspace: &'a Workspace,
) -> Result<Vec<&'a Tenant>, CommandError> {
    let FleetArgs {
        workspace: _,
        all,
        tenant,
        group,
        changed_since,
        shard,
        reports: _,
    } = args;
    let folder = workspace.path.parent().unwrap_or(Path::new(""));
    let changed = match changed_since {
        None => None,
        Some(commit) => Some(git::changed_since(folder, commit)?),
    };
    // A part alone is a part of all.
    let is_part_of_all =
        shard.is_some() && tenant.is_empty() && group.is_empty() && changed.is_none();
    let selection = Selection {
        all: *all || is_part_of_all,
        tenants: tenant.clone(),
        groups: group.clone(),
        shard: *shard,
        changed,
    };
    workspace
        .select(&selection)
        .map_err(|error| CommandError::usage(error.to_string(), error.help()))
}

/// Where the state of a tenant is, as `--state` names it.
pub(super) fn state_of(tenant: &Tenant) -> PathBuf {
    match &tenant.state {
        State::Folder(folder) => folder.clone(),
        State::Url(url) => PathBuf::from(url),
    }
}

/// Where the files of a tenant are.
pub(super) fn manifest_of(tenant: &Tenant, budgets: Budgets) -> ManifestArgs {
    let Budgets {
        concurrency: _,
        threads,
        requests_per_hour,
    } = budgets;
    ManifestArgs {
        file: tenant.manifest.clone(),
        state: Some(state_of(tenant)),
        below: tenant.baselines.clone(),
        limits: Limits {
            threads,
            requests_per_hour,
        },
    }
}
