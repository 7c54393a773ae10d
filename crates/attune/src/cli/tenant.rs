//! Commands that look at a tenant or change it.

use std::path::PathBuf;

use attune_notice::Link;
use clap::{Args, ValueEnum};

use super::{
    Allow, BrowserArgs, ConsoleKind, FleetArgs, Format, LockArgs, ManifestArgs, OperatorArgs,
    OutputArgs, PartArgs, RecordArgs, ReportFile,
};

#[derive(Clone, Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// A name for the tenant: lower-case letters, digits, hyphens
    #[arg(long, value_name = "NAME", default_value = "tenant")]
    pub(crate) tenant: String,
    /// Only this security level, by name (repeatable)
    #[arg(long, value_name = "NAME")]
    pub(crate) level: Vec<String>,
    /// Who opens the pages that show what a level contains; with none, only what REST shows is written down
    #[arg(long, value_enum, default_value_t = ConsoleKind::None)]
    pub(crate) console: ConsoleKind,
    #[command(flatten)]
    pub(crate) browser: BrowserArgs,
    /// Write to stdout instead of the file, and adopt nothing
    #[arg(long)]
    pub(crate) stdout: bool,
    #[command(flatten)]
    pub(crate) lock: LockArgs,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    #[command(flatten)]
    pub(crate) part: PartArgs,
    /// Replace the secret of this API user now, by the handle of its block (repeatable)
    #[arg(long, value_name = "HANDLE")]
    pub(crate) rotate: Vec<String>,
    /// Save the plan for `attune apply FILE`; it holds no secret. Of many tenants, the folder of their plans
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Exit with 2 when changes are due
    #[arg(long)]
    pub(crate) detailed_exitcode: bool,
    /// Let a guarded risk pass (repeatable); `all` only against the simulator
    #[arg(long, value_name = "RISK")]
    pub(crate) allow: Vec<Allow>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) fleet: FleetArgs,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ApplyArgs {
    /// A plan that `attune plan --out` saved; without it, attune plans now. Of many tenants, the folder of their plans
    #[arg(value_name = "PLAN", conflicts_with_all = ["file", "allow", "rotate"])]
    pub(crate) plan: Option<PathBuf>,
    /// Go on with the steps that wait since an earlier run, on this machine or another; needs the state folder, no manifest
    #[arg(long, conflicts_with_all = ["plan", "allow", "rotate"])]
    pub(crate) resume: bool,
    /// Replace the secret of this API user now, by the handle of its block (repeatable)
    #[arg(long, value_name = "HANDLE")]
    pub(crate) rotate: Vec<String>,
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) fleet: FleetArgs,
}

/// How a plan is carried out.
#[derive(Clone, Debug, Args)]
pub(crate) struct RunArgs {
    /// Do not ask before the plan is carried out
    #[arg(long)]
    pub(crate) auto_approve: bool,
    #[command(flatten)]
    pub(crate) operator: OperatorArgs,
    #[command(flatten)]
    pub(crate) browser: BrowserArgs,
    /// Let a guarded risk pass (repeatable); `all` only against the simulator
    #[arg(long, value_name = "RISK")]
    pub(crate) allow: Vec<Allow>,
    #[command(flatten)]
    pub(crate) lock: LockArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct UndoArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// The run to take back, as `attune ledger show --format json` names it [default: the latest that changed anything]
    #[arg(value_name = "RUN")]
    pub(crate) of: Option<String>,
    #[command(flatten)]
    pub(crate) run: RunArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct CaptureArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// Only this security level, by name; system levels too (repeatable) [default: all custom levels and all API users]
    #[arg(long, value_name = "NAME", conflicts_with_all = ["from", "snippet"])]
    pub(crate) level: Vec<String>,
    #[command(flatten)]
    pub(crate) way: CaptureWay,
    /// With --from: also keep pages that lack rows which attune knows; those cells stay unknown
    #[arg(long, conflicts_with_all = ["console", "snippet"])]
    pub(crate) incomplete: bool,
    #[command(flatten)]
    pub(crate) browser: BrowserArgs,
    #[command(flatten)]
    pub(crate) lock: LockArgs,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

/// How the pages come to attune.
#[derive(Clone, Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct CaptureWay {
    /// Who opens the pages
    #[arg(long, value_enum)]
    pub(crate) console: Option<ConsoleKind>,
    /// Print a script for the developer tools of a browser: pasted on a page, it copies what the page shows, without secrets
    #[arg(long)]
    pub(crate) snippet: bool,
    /// What the script copied: a file, a folder of files, or - for stdin (repeatable)
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// Also see by queries of one row, as people who hold the levels, whether they can be impersonated
    #[arg(long)]
    pub(crate) probe_impersonation: bool,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Write a report to a file beside what is on stdout (repeatable): `--report json=verify.json`
    #[arg(long, value_name = "FORMAT=FILE", value_parser = ReportFile::<Format>::parse)]
    pub(crate) report: Vec<ReportFile<Format>>,
    #[command(flatten)]
    pub(crate) fleet: FleetArgs,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct DriftArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// Report only when the differences are others than at the last run with this option; remembered in the state folder
    #[arg(long)]
    pub(crate) since_last: bool,
    #[command(flatten)]
    pub(crate) answer: AnswerArgs,
    /// Tell the notices of the workspace what changed since they were told last; with tenants of a workspace
    #[arg(long)]
    pub(crate) notify: bool,
    /// Where people find the reports of this run; notices lead there
    #[arg(long, value_name = "URL", requires = "notify", value_parser = Link::parse)]
    pub(crate) link: Option<Link>,
    /// Write what was found as a Prometheus textfile too, for the node exporter; also where the look fails
    #[arg(long, value_name = "FILE")]
    pub(crate) prometheus: Option<PathBuf>,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = DriftFormat::Text)]
    pub(crate) format: DriftFormat,
    /// Write a report to a file beside what is on stdout (repeatable): `--report sarif=drift.sarif`
    #[arg(long, value_name = "FORMAT=FILE", value_parser = ReportFile::<DriftFormat>::parse)]
    pub(crate) report: Vec<ReportFile<DriftFormat>>,
    #[command(flatten)]
    pub(crate) fleet: FleetArgs,
    #[command(flatten)]
    pub(crate) record: RecordArgs,
}

/// What is done about drift.
#[derive(Clone, Debug, Args)]
pub(crate) struct AnswerArgs {
    /// Change the manifest's own files so that they say what somebody else changed in the tenant, where one line can
    #[arg(long, conflicts_with = "since_last")]
    pub(crate) write_back: bool,
    /// Plan back to the manifest that was applied last, as git has it: commits that nobody applied are left out
    #[arg(long, conflicts_with_all = ["since_last", "write_back", "notify", "prometheus", "report"])]
    pub(crate) heal: bool,
    /// With --heal, save the plan for `attune apply FILE`; it holds no secret. Of many tenants, the folder of their plans
    #[arg(long, value_name = "FILE", requires = "heal")]
    pub(crate) out: Option<PathBuf>,
    /// With --heal, let a guarded risk pass (repeatable); `all` only against the simulator
    #[arg(long, value_name = "RISK", requires = "heal")]
    pub(crate) allow: Vec<Allow>,
}

/// The formats of drift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DriftFormat {
    /// For people
    Text,
    /// For programs, with a published schema
    Json,
    /// A `JUnit` report, for CI servers
    Junit,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ShowArgs {
    /// The file that `attune plan --out` wrote
    #[arg(value_name = "PLAN")]
    pub(crate) plan: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}
