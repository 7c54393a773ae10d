//! Commands about the ledger.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Format, ManifestArgs};

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// Show every line of the ledger
    Show(LedgerShowArgs),
    /// Hold every line of the ledger against its checksum
    Verify(LedgerVerifyArgs),
    /// Move the state to another folder, or to object storage that a team shares
    Move(LedgerMoveArgs),
    /// Remove the lock that a run on another machine left
    Unlock(LedgerUnlockArgs),
}

#[derive(Debug, Args)]
pub(crate) struct LedgerShowArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct LedgerVerifyArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
}

#[derive(Debug, Args)]
pub(crate) struct LedgerMoveArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// Where it goes: a new folder, or s3://, az:// or gs:// with bucket and prefix
    #[arg(long, value_name = "PLACE")]
    pub(crate) to: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct LedgerUnlockArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// The run whose lock it is, as the refused command names it; without it, attune asks
    #[arg(long, value_name = "RUN")]
    pub(crate) run: Option<String>,
}
