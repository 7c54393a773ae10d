//! Where a run is written down.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{AuditCommand, Command, FleetArgs, ManifestArgs};
use crate::environment;

/// Where a run is written down.
#[derive(Clone, Debug, Args)]
pub(crate) struct RecordArgs {
    /// Write down what became of this run, as a small JSON file, however it ends [default: what `ATTUNE_RECORD` names]
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
}

impl RecordArgs {
    /// The file; the command line comes before the environment.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.record.clone().or_else(environment::record)
    }
}

/// A command that looks at tenants, or changes them.
#[derive(Debug)]
pub(crate) struct AtTenants<'a> {
    /// What the command line calls it.
    pub(crate) name: &'static str,
    /// Where the run is written down.
    pub(crate) record: &'a RecordArgs,
    /// The manifest or the workspace.
    pub(crate) file: &'a Path,
}

impl Command {
    /// Whether the command looks at tenants, and which one it is.
    pub(crate) fn at_tenants(&self) -> Option<AtTenants<'_>> {
        let one = |name, record, manifest| (name, record, manifest, None);
        let many = |name, record, manifest, fleet| (name, record, manifest, Some(fleet));
        let (name, record, manifest, fleet) = match self {
            Self::Import(args) => one("import", &args.record, &args.manifest),
            Self::Plan(args) => many("plan", &args.record, &args.manifest, &args.fleet),
            Self::Apply(args) => many("apply", &args.run.record, &args.manifest, &args.fleet),
            Self::Undo(args) => one("undo", &args.run.record, &args.manifest),
            Self::Drift(args) => many("drift", &args.record, &args.manifest, &args.fleet),
            Self::Verify(args) => many("verify", &args.record, &args.manifest, &args.fleet),
            Self::Capture(args) => one("capture", &args.record, &args.manifest),
            Self::Doctor(args) => one("doctor", &args.record, &args.manifest),
            Self::Audit(args) => match &args.compare {
                None => many("audit", &args.look.record, &args.look.manifest, &args.fleet),
                Some(AuditCommand::Levels(args)) => {
                    one("audit", &args.look.record, &args.look.manifest)
                }
                Some(AuditCommand::Tenants(_)) => return None,
            },
            Self::Demo
            | Self::Init(_)
            | Self::Validate(_)
            | Self::Fmt(_)
            | Self::Set(_)
            | Self::Explain(_)
            | Self::Schema(_)
            | Self::Recipes(_)
            | Self::Show(_)
            | Self::Completions(_)
            | Self::Man
            | Self::Sim(_)
            | Self::Ledger(_) => return None,
        };
        let fleet = fleet.filter(|fleet: &&FleetArgs| fleet.is_meant());
        let manifest: &ManifestArgs = manifest;
        Some(AtTenants {
            name,
            record,
            file: fleet.map_or(&manifest.file, |fleet| &fleet.workspace),
        })
    }
}
