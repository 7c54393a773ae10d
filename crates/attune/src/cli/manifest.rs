//! Which manifest is meant, and which part of it.

use std::path::PathBuf;

use attune_autotask::Limits;
use clap::Args;

/// Which manifest, and where its state is.
#[derive(Clone, Debug, Args)]
pub(crate) struct ManifestArgs {
    /// The manifest: a file, or a folder that is read as one
    #[arg(short, long, value_name = "FILE", default_value = FILE)]
    pub(crate) file: PathBuf,
    /// Where the ledger is: a folder, or s3://, az:// or gs:// with bucket and prefix [default: .attune beside the manifest]
    #[arg(long, value_name = "PLACE")]
    pub(crate) state: Option<PathBuf>,
    /// What a workspace puts below the manifest, the lowest first
    #[arg(skip)]
    pub(crate) below: Vec<PathBuf>,
    /// How much of the tenant may be used
    #[arg(skip)]
    pub(crate) limits: Limits,
}

/// Which part of a plan is meant.
#[derive(Clone, Debug, Args)]
pub(crate) struct PartArgs {
    /// Only what comes from this place of the manifest, such as `apiUsers.tasky`, and what it needs (repeatable)
    #[arg(long, value_name = "PLACE")]
    pub(crate) target: Vec<String>,
    /// Without what comes from this place of the manifest, and what needs it (repeatable)
    #[arg(long, value_name = "PLACE")]
    pub(crate) exclude: Vec<String>,
}

/// The manifest that is meant where none is named.
const FILE: &str = "attune.yaml";

impl ManifestArgs {
    /// Whether no other manifest than the usual one is meant.
    pub(crate) fn is_default(&self) -> bool {
        self.file.as_os_str() == FILE
    }
}
