//! The command line as data.

use std::net::SocketAddr;
use std::path::PathBuf;

use attune_model::RiskKind;
use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Plan, ask, carry out, verify; or carry out a saved plan
    Apply(ApplyArgs),
    /// Say what differs from the manifest, and whether somebody changed it outside of attune
    Drift(DriftArgs),
    /// Print a saved plan; asks no tenant and needs no manifest
    Show(ShowArgs),
    /// A simulated Autotask tenant
    #[command(subcommand)]
    Sim(SimCommand),
    /// What attune did to a tenant
    #[command(subcommand)]
    Ledger(LedgerCommand),
}

/// Which manifest, and where its state is.
#[derive(Debug, Args)]
pub(crate) struct ManifestArgs {
    /// The manifest: a file, or a folder that is read as one
    #[arg(short, long, value_name = "FILE", default_value = "attune.yaml")]
    pub(crate) file: PathBuf,
    /// The folder of the ledger [default: .attune beside the manifest]
    #[arg(long, value_name = "FOLDER")]
    pub(crate) state: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The manifest to write; a file that is there is never overwritten
    #[arg(short, long, value_name = "FILE", default_value = "attune.yaml")]
    pub(crate) file: PathBuf,
    /// A name for the tenant: lower-case letters, digits, hyphens
    #[arg(long, value_name = "NAME")]
    pub(crate) tenant: Option<String>,
    /// An integration to begin with (repeatable); `attune recipes list` shows all
    #[arg(long, value_name = "NAME")]
    pub(crate) recipe: Vec<String>,
    /// A parameter of the recipes (repeatable): `--with email=psa@contoso.example`
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) with: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ValidateArgs {
    /// The manifest: a file, or a folder that is read as one (repeatable)
    #[arg(short, long, value_name = "FILE", num_args = 1.., default_value = "attune.yaml")]
    pub(crate) file: Vec<PathBuf>,
    /// Let warnings count as errors
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = FindingsFormat::Text)]
    pub(crate) format: FindingsFormat,
}

/// The formats of what is found in manifests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindingsFormat {
    /// For people; findings go to stderr
    Text,
    /// For programs, with a published schema
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// The files, or folders whose *.yaml files are meant
    #[arg(value_name = "FILE", default_value = "attune.yaml")]
    pub(crate) files: Vec<PathBuf>,
    /// Change nothing; exit with 1 where a file is not laid out so
    #[arg(long)]
    pub(crate) check: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SetArgs {
    /// The place: a path of keys such as `securityLevels.tasky-api.webServicesApi.canLogin`
    #[arg(value_name = "PATH")]
    pub(crate) place: String,
    /// The value as YAML: `true`, `All`, `[view, add]`
    #[arg(value_name = "VALUE", required_unless_present = "remove")]
    pub(crate) value: Option<String>,
    /// Remove the place instead
    #[arg(long, conflicts_with = "value")]
    pub(crate) remove: bool,
    /// The file
    #[arg(short, long, value_name = "FILE", default_value = "attune.yaml")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The place: a path of keys such as `securityLevels.tasky-api.webServicesApi.canLogin`
    #[arg(value_name = "PATH")]
    pub(crate) place: String,
    /// The manifest: a file, or a folder that is read as one
    #[arg(short, long, value_name = "FILE", default_value = "attune.yaml")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Of which files
    #[arg(value_enum, default_value_t = SchemaOf::Manifest)]
    pub(crate) of: SchemaOf,
}

/// What there are schemas of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Manifests and baselines
    Manifest,
    /// Recipes
    Recipe,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RecipesCommand {
    /// List all recipes: those that come with attune, and those in `recipes/` beside the manifest
    List(RecipesListArgs),
    /// Show what a vendor asks for, and why
    Show(RecipesShowArgs),
    /// Print the plain manifest that a recipe stands for
    Render(RecipesRenderArgs),
}

#[derive(Debug, Args)]
pub(crate) struct RecipesListArgs {
    /// The folder of the manifest
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RecipesShowArgs {
    /// The recipe's name, or the path of its file
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The folder of the manifest
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RecipesRenderArgs {
    /// The recipe's name, or the path of its file
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// A parameter (repeatable): `--with email=psa@contoso.example`
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) with: Vec<String>,
    /// The handle of the integration [default: the recipe's name]
    #[arg(long, value_name = "HANDLE")]
    pub(crate) handle: Option<String>,
    /// The tenant's name
    #[arg(long, value_name = "NAME", default_value = "tenant")]
    pub(crate) tenant: String,
    /// The folder of the manifest
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
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
    /// Write to stdout instead of the file, and adopt nothing
    #[arg(long)]
    pub(crate) stdout: bool,
}

/// Which part of a plan is meant.
#[derive(Debug, Args)]
pub(crate) struct PartArgs {
    /// Only what comes from this place of the manifest, such as `apiUsers.tasky`, and what it needs (repeatable)
    #[arg(long, value_name = "PLACE")]
    pub(crate) target: Vec<String>,
    /// Without what comes from this place of the manifest, and what needs it (repeatable)
    #[arg(long, value_name = "PLACE")]
    pub(crate) exclude: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    #[command(flatten)]
    pub(crate) part: PartArgs,
    /// Save the plan for `attune apply FILE`; it holds no secret
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
}

#[derive(Debug, Args)]
pub(crate) struct ApplyArgs {
    /// A plan that `attune plan --out` saved; without it, attune plans now
    #[arg(value_name = "PLAN", conflicts_with_all = ["file", "allow"])]
    pub(crate) plan: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// Do not ask before the plan is carried out
    #[arg(long)]
    pub(crate) auto_approve: bool,
    /// Who carries out the steps at the admin console
    #[arg(long, value_enum, default_value_t = ConsoleKind::None)]
    pub(crate) console: ConsoleKind,
    /// Let a guarded risk pass (repeatable); `all` only against the simulator
    #[arg(long, value_name = "RISK")]
    pub(crate) allow: Vec<Allow>,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DriftArgs {
    #[command(flatten)]
    pub(crate) manifest: ManifestArgs,
    /// Report only when the differences are others than at the last run with this option; remembered in the state folder
    #[arg(long)]
    pub(crate) since_last: bool,
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = DriftFormat::Text)]
    pub(crate) format: DriftFormat,
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

#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The file that `attune plan --out` wrote
    #[arg(value_name = "PLAN")]
    pub(crate) plan: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SimCommand {
    /// Serve a simulated tenant until stopped; prints one JSON line with addresses and credentials
    Serve(SimServeArgs),
    /// Write the present state of a running simulated tenant to stdout, as a file for `sim serve --tenant`
    Dump(SimDumpArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SimServeArgs {
    /// Where to listen: an address of this machine; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// A tenant of one's own instead of the built-in one
    #[arg(long, value_name = "FILE")]
    #[arg(conflicts_with_all = ["people", "levels", "api_users"])]
    pub(crate) tenant: Option<PathBuf>,
    /// So many generated people beside those of the built-in tenant
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) people: usize,
    /// So many generated security levels beside those of the built-in tenant
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) levels: usize,
    /// So many generated API users beside those of the built-in tenant
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) api_users: usize,
    /// What the generated ones are drawn from: the same seed gives the same tenant
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
}

#[derive(Debug, Args)]
pub(crate) struct SimDumpArgs {
    /// The simulator's console address, as `sim serve` prints it
    #[arg(value_name = "CONSOLE_URL")]
    pub(crate) console: String,
}

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

/// In which formats a run is reported, and where to.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// The format on stdout
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub(crate) format: ReportFormat,
    /// Show long lists whole in text
    #[arg(long)]
    pub(crate) full: bool,
    /// Write a report to a file beside what is on stdout (repeatable): `--report html=plan.html`
    #[arg(long, value_name = "FORMAT=FILE", value_parser = ReportFile::parse)]
    pub(crate) report: Vec<ReportFile>,
}

/// The formats of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people at a terminal
    Text,
    /// For programs, with a published schema
    Json,
    /// For a pull request, at most 65,536 characters
    Markdown,
    /// One file for a browser, searchable
    Html,
}

/// A file that gets a report.
#[derive(Clone, Debug)]
pub(crate) struct ReportFile {
    pub(crate) format: ReportFormat,
    pub(crate) path: PathBuf,
}

impl ReportFile {
    /// Reads `FORMAT=FILE`.
    fn parse(text: &str) -> Result<Self, String> {
        let (format, path) = text
            .split_once('=')
            .filter(|(_, path)| !path.is_empty())
            .ok_or("it is FORMAT=FILE, such as html=plan.html")?;
        let format = ReportFormat::from_str(format, false)
            .map_err(|_| format!("`{format}` is none of text, json, markdown, html"))?;
        let path = PathBuf::from(path);
        Ok(Self { format, path })
    }
}

/// The formats of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs, with a published schema
    Json,
}

/// Who carries out console steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConsoleKind {
    /// Nobody: the steps stay pending, and a checklist is written
    None,
    /// An operator played by attune; only where the tenant is the simulator
    Simulated,
}

/// What `--allow` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allow {
    /// Changes that cannot be undone in Autotask
    OneWay,
    /// Changes that could shut out the last administrator or attune itself
    LockOut,
    /// Changes to things that attune did not make
    TakeOver,
    /// More changes than a review can take in
    MassChange,
    /// Something is taken away of a kind that attune never managed here
    FirstRemoval,
    /// Deviations whose acceptance ran out are put right
    ExpiredAcceptance,
    /// Changes after which someone may do more; shown, never refused
    WidensRights,
    /// Everything; only against the simulator
    All,
}

impl Allow {
    /// The risks that are meant.
    pub(crate) fn kinds(self) -> Vec<RiskKind> {
        match self {
            Self::OneWay => vec![RiskKind::OneWay],
            Self::LockOut => vec![RiskKind::LockOut],
            Self::TakeOver => vec![RiskKind::TakeOver],
            Self::MassChange => vec![RiskKind::MassChange],
            Self::FirstRemoval => vec![RiskKind::FirstRemoval],
            Self::ExpiredAcceptance => vec![RiskKind::ExpiredAcceptance],
            Self::WidensRights => vec![RiskKind::WidensRights],
            Self::All => RiskKind::ALL.to_vec(),
        }
    }
}
