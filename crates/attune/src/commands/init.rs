//! `attune init`: writes a first manifest that validates.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use attune_manifest::format::format;
use attune_manifest::{Library, Loader, Recipe};
use attune_model::{Handle, nearest};

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
        let mut recipes = Vec::new();
        for name in &args.recipe {
            recipes.push((name.as_str(), library.recipe(name)?));
        }
        let given = parameters(args, &recipes)?;
        text.push_str("\nintegrations:\n");
        for (name, recipe) in &recipes {
            text.push_str(&integration(recipe, name, &given));
        }
    }
    // What is written validates and is laid out as `fmt` does it, or nothing is written.
    let name = args.file.display().to_string();
    let text = format(&text).unwrap_or(text);
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

/// What `--with` gives. A name that none of the recipes has is probably misspelt.
fn parameters<'a>(
    args: &'a InitArgs,
    recipes: &[(&str, Recipe)],
) -> Result<BTreeMap<&'a str, &'a str>, CommandError> {
    let mut given = BTreeMap::new();
    for word in &args.with {
        let (name, value) = with(word)?;
        let mut known = recipes
            .iter()
            .flat_map(|(_, recipe)| &recipe.parameters)
            .map(|parameter| parameter.name.as_str());
        if !known.clone().any(|one| one == name) {
            return Err(CommandError::usage(
                format!("none of the chosen recipes has a parameter `{name}`"),
                nearest(name, &mut known).map_or_else(
                    || "`attune recipes show NAME` lists the parameters.".to_owned(),
                    |near| format!("Did you mean `{near}`?"),
                ),
            ));
        }
        given.insert(name, value);
    }
    Ok(given)
}

/// A block with the parameters that the recipe has; what it needs and nobody gave is asked for.
fn integration(recipe: &Recipe, name: &str, given: &BTreeMap<&str, &str>) -> String {
    let mut text = format!("  {}:\n    recipe: {name}\n", recipe.name);
    let mut lines = String::new();
    for parameter in &recipe.parameters {
        let known = given.get(parameter.name.as_str());
        let value = match known.map(|value| (*value).to_owned()) {
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
    text
}
