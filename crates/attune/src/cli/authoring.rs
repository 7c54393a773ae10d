//! Commands that look at files only.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
