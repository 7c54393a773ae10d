//! What `attune doctor` asks.

use std::path::PathBuf;

use clap::Args;

use super::{BrowserArgs, ConsoleKind, ManifestArgs, RecordArgs};

#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// Also send one request with a wrong secret and one with a wrong integration code; repeated failures lock an API user
    #[arg(long)]
    pub(crate) probe_refusals: bool,
    /// Who opens pages of the admin console; nothing is saved there
    #[arg(long, value_enum, default_value_t = ConsoleKind::None)]
    pub(crate) console: ConsoleKind,
    #[command(flatten)]
    pub(crate) browser: BrowserArgs,
    /// Write the answers as JSON, without names, numbers of records, addresses or secrets: fit for a public bug report
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Put the labels of unknown cells into the report too; a tenant may have put names into them
    #[arg(long)]
    pub(crate) with_labels: bool,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}
