//! `attune init`: writes a first manifest that validates.

use std::fmt::Write as _;
use std::path::Path;

use attune_manifest::{Library, Loader, Recipe};
use attune_model::Handle;

use super::recipes::with;
use crate::cli::InitArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::{clock, file, output};

pub(crate) fn run(args: &InitArgs) -> Result<Exit, CommandError> {
    if args.file.exists() {
        return Err(file::there_already(&args.file));
    }
    let tenant = tenant(args)?;
    let folder = args.file.parent().unwrap_or(Path::new(""));
    let mut library = Library::new(folder);
    let mut text = format!(
        "# attune plan shows what would change; attune validate checks this file.\nattune: 1\ntenant: {tenant}\n\n\
         # References only: attune never reads a secret from a manifest.\nconnection:\n  \
         userName: {{env: AUTOTASK_USERNAME}}\n  secret: {{env: AUTOTASK_SECRET}}\n  \
         integrationCode: {{env: AUTOTASK_INTEGRATION_CODE}}\n"
    );
    if args.recipe.is_empty() {
        text.push_str(
            "\n# Vendors' guides are recipes: attune recipes list\n# integrations:\n#   tasky:\n#     recipe: tallman-tasky\n#     with: {email: psa@example.com, users: {emails: [\"*@example.com\"]}}\n",
        );
    } else {
        text.push_str("\nintegrations:\n");
        for name in &args.recipe {
            let recipe = library.recipe(name)?;
            text.push_str(&integration(&recipe, name, args)?);
        }
    }
    // What is written validates, or nothing is written.
    let name = args.file.display().to_string();
    let manifest = Loader::new(clock::today()).read(&name, folder, &text)?;
    file::create(&args.file, &text)?;
    output::talk(&attune_manifest::render(
        &manifest.warnings,
        output::colour(),
    ));
    output::result(&format!("{name} is written and valid.\n"))?;
    Ok(Exit::Done)
}

/// The tenant's name: as given, or asked for.
fn tenant(args: &InitArgs) -> Result<Handle, CommandError> {
    let given = args
        .tenant
        .clone()
        .or_else(|| output::ask("A name for the tenant, such as contoso: "));
    let Some(given) = given else {
        return Err(CommandError::usage(
            "the tenant has no name",
            "Name it: attune init --tenant contoso",
        ));
    };
    Handle::parse(&given).map_err(|error| {
        CommandError::usage(
            format!("\"{given}\" is no name for a tenant: {error}"),
            "Choose another: attune init --tenant contoso",
        )
    })
}

/// A block with the parameters that the recipe has; what it needs and nobody gave is asked for.
fn integration(recipe: &Recipe, name: &str, args: &InitArgs) -> Result<String, CommandError> {
    let mut given = Vec::new();
    for word in &args.with {
        let (parameter, value) = with(word)?;
        given.push((parameter, value.to_owned()));
    }
    let mut text = format!("  {}:\n    recipe: {name}\n", recipe.name);
    let mut lines = String::new();
    for parameter in &recipe.parameters {
        let known = given
            .iter()
            .find(|(name, _)| *name == parameter.name)
            .map(|(_, value)| value.clone());
        let value = match known {
            None if !parameter.optional => output::ask(&format!(
                "{}: {} ({}): ",
                recipe.product,
                parameter.what,
                parameter.kind.word()
            )),
            known => known,
        };
        if let Some(value) = value {
            // Writing to a string does not fail.
            let _ = writeln!(lines, "      {}: {value}", parameter.name);
        }
    }
    if !lines.is_empty() {
        let _ = write!(text, "    with:\n{lines}");
    }
    if !recipe.gaps.is_empty() {
        text.push_str(
            "    # The guide leaves this open; what is left stays as the copied level has it:\n",
        );
        for gap in &recipe.gaps {
            let _ = writeln!(text, "    # {}: {}", gap.name, gap.what);
        }
        let names: Vec<&str> = recipe.gaps.iter().map(|gap| gap.name.as_str()).collect();
        let _ = writeln!(text, "    leave: [{}]", names.join(", "));
    }
    Ok(text)
}
