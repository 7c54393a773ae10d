//! Which tenants of a workspace are meant.

use std::path::PathBuf;

use attune_workspace::{FILE_NAME, Shard};
use clap::Args;

/// Which tenants of a workspace, and where what is found goes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Many tenants")]
pub(crate) struct FleetArgs {
    /// The workspace: its file, or the folder that it is in
    #[arg(long, value_name = "FILE", default_value = FILE_NAME)]
    pub(crate) workspace: PathBuf,
    /// Every tenant of the workspace
    #[arg(long, conflicts_with_all = ["file", "state", "tenant", "group"])]
    pub(crate) all: bool,
    /// The tenant of this name, or those whose names fit a pattern such as `fab*` (repeatable)
    #[arg(long, conflicts_with_all = ["file", "state"], value_name = "NAME")]
    pub(crate) tenant: Vec<String>,
    /// The tenants of this group (repeatable)
    #[arg(long, conflicts_with_all = ["file", "state"], value_name = "GROUP")]
    pub(crate) group: Vec<String>,
    /// Only those with a file that differs from this commit: the manifest, what lies below it, a recipe
    #[arg(long, conflicts_with_all = ["file", "state"], value_name = "COMMIT")]
    pub(crate) changed_since: Option<String>,
    /// Only one part of them, for one of several machines: 0/8 to 7/8
    #[arg(long, conflicts_with_all = ["file", "state"], value_name = "INDEX/COUNT")]
    pub(crate) shard: Option<Shard>,
    /// Write a page for each tenant, and one for all, in every format, to this folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) reports: Option<PathBuf>,
}

impl FleetArgs {
    /// Whether tenants of a workspace are meant.
    pub(crate) fn is_meant(&self) -> bool {
        let Self {
            workspace: _,
            all,
            tenant,
            group,
            changed_since,
            shard,
            reports: _,
        } = self;
        *all || !tenant.is_empty()
            || !group.is_empty()
            || changed_since.is_some()
            || shard.is_some()
    }
}
