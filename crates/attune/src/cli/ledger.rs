//! Commands about the ledger.

use clap::{Args, Subcommand};

use super::{Format, ManifestArgs};

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// Show every line of the ledger
    Show(LedgerShowArgs),
}

#[derive(Debug, Args)]
pub(crate) struct LedgerShowArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}
