//! Commands about recipes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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
