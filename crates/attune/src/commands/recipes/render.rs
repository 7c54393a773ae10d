//! `attune recipes render`: the plain manifest that a recipe stands for.

use std::fmt::Write as _;

use attune_manifest::{Library, Loader, Recipe};

use crate::cli::RecipesRenderArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, output};

pub(crate) fn render(args: &RecipesRenderArgs) -> Result<Exit, CommandError> {
    let recipe = Library::new(&args.folder).recipe(&args.name)?;
    let handle = args.handle.as_deref().unwrap_or(&recipe.name);
    let text = format!(
        "attune: 1\ntenant: {}\nintegrations:\n{}",
        args.tenant,
        integration(handle, &args.name, &recipe, &args.with)?
    );
    let manifest = Loader::new(clock::today()).read("--with", &args.folder, &text)?;
    output::result(&(head(&recipe) + &manifest.plain()))?;
    Ok(Exit::Done)
}

/// Where it comes from, and what it leaves open, as comments.
fn head(recipe: &Recipe) -> String {
    let mut text = format!("# {}, by its guide:\n# {}\n", recipe.product, recipe.url);
    for gap in &recipe.gaps {
        // Writing to a string does not fail.
        let _ = writeln!(text, "# Left open: {} ({})", gap.what, gap.at.join(" or "));
    }
    attune_report::clean_lines(&text)
}

/// The block of an integration with these parameters. Gaps are left.
fn integration(
    handle: &str,
    name: &str,
    recipe: &Recipe,
    given: &[String],
) -> Result<String, CommandError> {
    let mut text = format!("  {handle}:\n    recipe: {name}\n");
    let mut lines = String::new();
    for word in given {
        let (parameter, value) = with(word)?;
        let _ = writeln!(lines, "      {parameter}: {value}");
    }
    if !lines.is_empty() {
        let _ = write!(text, "    with:\n{lines}");
    }
    if !recipe.gaps.is_empty() {
        let names: Vec<&str> = recipe.gaps.iter().map(|gap| gap.name.as_str()).collect();
        let _ = writeln!(text, "    leave: [{}]", names.join(", "));
    }
    Ok(text)
}

/// `NAME=VALUE` as both.
pub(crate) fn with(word: &str) -> Result<(&str, &str), CommandError> {
    word.split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| {
            CommandError::usage(
                format!("--with {word} has no value"),
                "Write a name and a value: --with email=psa@contoso.example",
            )
        })
}
