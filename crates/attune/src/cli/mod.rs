//! The command line as data.

use clap::{Parser, Subcommand};

mod allow;
mod audit;
mod authoring;
mod browser;
mod console;
mod doctor;
mod fleet;
mod ledger;
mod lock;
mod manifest;
mod output;
mod recipes;
mod record;
mod sim;
mod tenant;

pub(crate) use allow::Allow;
pub(crate) use audit::{AuditArgs, AuditCommand, AuditFormat, AuditLevelsArgs, AuditTenantsArgs};
pub(crate) use authoring::{
    CompletionsArgs, ExplainArgs, FindingsFormat, FmtArgs, InitArgs, SchemaArgs, SchemaOf, SetArgs,
    ValidateArgs,
};
pub(crate) use browser::BrowserArgs;
pub(crate) use console::{ConsoleKind, OperatorArgs};
pub(crate) use doctor::DoctorArgs;
pub(crate) use fleet::FleetArgs;
pub(crate) use ledger::{
    LedgerCommand, LedgerMoveArgs, LedgerShowArgs, LedgerUnlockArgs, LedgerVerifyArgs,
};
pub(crate) use lock::LockArgs;
pub(crate) use manifest::{ManifestArgs, PartArgs};
pub(crate) use output::{Format, OutputArgs, ReportFile, ReportFormat};
pub(crate) use recipes::{RecipesCommand, RecipesListArgs, RecipesRenderArgs, RecipesShowArgs};
pub(crate) use record::{AtTenants, RecordArgs};
pub(crate) use sim::{SimCommand, SimDumpArgs, SimServeArgs};
pub(crate) use tenant::{
    ApplyArgs, CaptureArgs, CaptureWay, DriftArgs, DriftFormat, ImportArgs, PlanArgs, RunArgs,
    ShowArgs, UndoArgs, VerifyArgs,
};

/// Keeps Autotask PSA access rights in tune with git.
///
/// A manifest describes security levels, impersonation flags and API users; attune compares it with the live tenant,
/// shows a plan, carries it out, and says for every result what proves it.
#[derive(Debug, Parser)]
#[command(name = "attune", version, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 done or in sync; 1 error, or a step failed; 2 changes are due; 3 could not look; \
                          4 refused by a guard; 5 applied in part, steps wait for an operator; 64 wrong command line.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Carry out a vendor's whole walkthrough on an embedded simulated tenant
    Demo,
    /// Write a first manifest that validates
    Init(InitArgs),
    /// Check manifests without looking at any tenant
    Validate(ValidateArgs),
    /// Give files one layout; comments stay
    Fmt(FmtArgs),
    /// Change one value of a manifest; comments and order stay
    Set(SetArgs),
    /// Show every layer that says something about a place, and which one wins
    Explain(ExplainArgs),
    /// Print a JSON schema for editors
    Schema(SchemaArgs),
    /// Vendors' guides as recipes
    #[command(subcommand)]
    Recipes(RecipesCommand),
    /// Write down a tenant that is there already, as a manifest
    Import(ImportArgs),
    /// Compare a manifest with the live tenant and show what would change
    Plan(PlanArgs),
    /// Plan, ask, carry out, verify; or carry out a saved plan; or go on with what waits
    Apply(ApplyArgs),
    /// Take back what a run changed, as far as the values from before are known
    Undo(UndoArgs),
    /// Say what differs from the manifest, and whether somebody changed it outside of attune
    Drift(DriftArgs),
    /// Look, claim by claim, whether the tenant shows what the manifest wants, and what proves it
    Verify(VerifyArgs),
    /// Read pages of the admin console and keep what they show, with its date
    Capture(CaptureArgs),
    /// Say who may do what, what is over-wide or unused, and what nobody knows; compare levels or tenants
    Audit(AuditArgs),
    /// Ask the tenant how it answers where nobody could see Autotask do it; a report without names
    Doctor(DoctorArgs),
    /// Print a saved plan; asks no tenant and needs no manifest
    Show(ShowArgs),
    /// Print a script that completes attune's words in a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
    /// A simulated Autotask tenant
    #[command(subcommand)]
    Sim(SimCommand),
    /// What attune did to a tenant, whether that is whole, and who holds its lock
    #[command(subcommand)]
    Ledger(LedgerCommand),
}
