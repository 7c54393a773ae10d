//! What `attune audit` is about.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{FleetArgs, ManifestArgs, RecordArgs, ReportFile};

#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct AuditArgs {
    #[command(subcommand)]
    pub(crate) compare: Option<AuditCommand>,
    #[command(flatten)]
    pub(crate) look: AuditLookArgs,
    /// Write a report to a file beside what is on stdout (repeatable): `--report json=audit.json`
    #[arg(long, value_name = "FORMAT=FILE", value_parser = ReportFile::<AuditFormat>::parse)]
    pub(crate) report: Vec<ReportFile<AuditFormat>>,
    #[command(flatten)]
    pub(crate) fleet: FleetArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct AuditLookArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = AuditFormat::Text)]
    pub(crate) format: AuditFormat,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

#[derive(Clone, Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Compare two security levels of the tenant, cell by cell
    Levels(AuditLevelsArgs),
    /// Compare two tenants, each a file of `attune audit --format json`
    Tenants(AuditTenantsArgs),
}

#[derive(Clone, Debug, Args)]
pub(crate) struct AuditLevelsArgs {
    /// The name of one level
    #[arg(value_name = "LEFT")]
    pub(crate) left: String,
    /// The name of the other
    #[arg(value_name = "RIGHT")]
    pub(crate) right: String,
    #[command(flatten)]
    pub(crate) look: AuditLookArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct AuditTenantsArgs {
    /// The file of one tenant
    #[arg(value_name = "LEFT")]
    pub(crate) left: PathBuf,
    /// The file of the other
    #[arg(value_name = "RIGHT")]
    pub(crate) right: PathBuf,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = AuditFormat::Text)]
    pub(crate) format: AuditFormat,
}

/// The formats of audits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AuditFormat {
    /// For people at a terminal
    Text,
    /// For programs, with a published schema
    Json,
    /// For a pull request or a wiki
    Markdown,
}
