//! `attune recipes list`.

use std::fmt::Write as _;

use attune_manifest::{Evidence, Library, Recipe};

use crate::cli::RecipesListArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output;

pub(crate) fn list(args: &RecipesListArgs) -> Result<Exit, CommandError> {
    let mut library = Library::new(&args.folder);
    let names = library.names();
    let width = names.iter().map(String::len).max().unwrap_or(0);
    let mut text = String::new();
    let mut exit = Exit::Done;
    for name in names {
        match library.recipe(&name) {
            Ok(recipe) => {
                // Writing to a string does not fail.
                let _ = writeln!(
                    text,
                    "{name:<width$}  {:<10}  {}",
                    state(&recipe),
                    recipe.product
                );
            }
            Err(error) => {
                let error = CommandError::from(error);
                crate::commands::talk_error(&error);
                exit = error.exit();
            }
        }
    }
    output::result(&attune_report::clean_lines(&text))?;
    Ok(exit)
}

/// How much of the guide could be read.
pub(super) fn state(recipe: &Recipe) -> &'static str {
    match (recipe.gaps.is_empty(), recipe.evidence) {
        (true, Evidence::Full) => "complete",
        (false, _) => "incomplete",
        (true, Evidence::Partial) => "partial",
        (true, Evidence::Pictures) => "pictures",
    }
}
