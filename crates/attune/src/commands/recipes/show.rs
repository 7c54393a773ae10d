//! `attune recipes show`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use attune_manifest::{Library, Recipe, Step};
use attune_model::{CellId, CellValue, Desired, Handle, LevelChoice, Place, SystemLevelPolicy};

use super::list::state;
use super::rights::{rows, why};
use crate::cli::RecipesShowArgs;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output;

pub(crate) fn show(args: &RecipesShowArgs) -> Result<Exit, CommandError> {
    let recipe = Library::new(&args.folder).recipe(&args.name)?;
    output::result(&attune_report::clean_lines(&text(&recipe)))?;
    Ok(Exit::Done)
}

fn text(recipe: &Recipe) -> String {
    let mut text = head(recipe);
    parameters(recipe, &mut text);
    if let Some(desired) = recipe.example(None) {
        rights(recipe, &desired, &mut text);
        others(recipe, &desired, &mut text);
        additions(recipe, &desired, &mut text);
    }
    section(
        "Left open by the guide",
        &mut text,
        recipe
            .gaps
            .iter()
            .map(|gap| format!("{}: {} (fill {})", gap.name, gap.what, gap.at.join(" or "))),
    );
    section("Look out", &mut text, recipe.cautions.iter().cloned());
    section(
        "By hand",
        &mut text,
        recipe.by_hand.iter().map(|step| match step {
            Step::Before(step) => format!("before: {step}"),
            Step::After(step) => format!("after: {step}"),
        }),
    );
    text
}

fn head(recipe: &Recipe) -> String {
    let mut text = format!(
        "{}: {} ({})\n{}\n\nGuide     {}\n",
        recipe.name,
        recipe.product,
        state(recipe),
        recipe.summary,
        recipe.url
    );
    for also in &recipe.also {
        let _ = writeln!(text, "          {also}");
    }
    let language = recipe
        .language
        .as_ref()
        .map_or_else(String::new, |language| format!(", language {language}"));
    let _ = writeln!(
        text,
        "Read      {}, evidence {}, confidence {}{language}",
        recipe.date,
        recipe.evidence.word(),
        recipe.confidence
    );
    text
}

fn parameters(recipe: &Recipe, text: &mut String) {
    section(
        "Parameters",
        text,
        recipe.parameters.iter().map(|parameter| {
            let need = if parameter.optional {
                "optional"
            } else {
                "needed"
            };
            format!(
                "{} ({}, {need}): {}",
                parameter.name,
                parameter.kind.word(),
                parameter.what
            )
        }),
    );
}

fn rights(recipe: &Recipe, desired: &Desired, text: &mut String) {
    for (handle, level) in &desired.security_levels {
        let base = level
            .copy_of
            .as_ref()
            .map_or_else(String::new, |base| format!(", a copy of \"{base}\""));
        let _ = writeln!(text, "\nRights of \"{}\"{base}", level.name);
        because(recipe, handle, &level_place(handle).key("copyOf"), text);
        if level.cells.is_empty() {
            text.push_str("  none beyond what the copied level has\n");
        }
        table(recipe, handle, &level.cells, text);
    }
}

fn level_place(handle: &Handle) -> Place {
    Place("securityLevels".to_owned()).key(handle)
}

/// The reason for a place, where the recipe gives one.
fn because(recipe: &Recipe, handle: &Handle, place: &Place, text: &mut String) {
    if let Some(reason) = why(recipe, handle, place) {
        let _ = writeln!(text, "      why: {reason}");
    }
}

fn table(recipe: &Recipe, handle: &Handle, cells: &BTreeMap<CellId, CellValue>, text: &mut String) {
    let rows = rows(cells);
    let width = rows
        .iter()
        .map(|row| row.label.chars().count())
        .max()
        .unwrap_or(0);
    let mut last = None;
    for row in rows {
        let at = level_place(handle).key(&row.at);
        let reason = why(recipe, handle, &at);
        let _ = writeln!(text, "  {:<width$}  {}", row.label, row.value);
        if reason.is_some() && reason != last {
            let _ = writeln!(text, "      why: {}", reason.unwrap_or_default());
        }
        last = reason;
    }
}

/// What a recipe comes to besides levels.
fn others(recipe: &Recipe, desired: &Desired, text: &mut String) {
    if !desired.impersonation.is_empty() {
        text.push_str("\nPeople\n");
    }
    rules(recipe, desired, text);
    let users = desired.api_users.values().map(|user| {
        let level = match &user.security_level {
            LevelChoice::Block(handle) => format!("the level {handle}"),
            LevelChoice::Named(name) => format!("\"{name}\""),
        };
        let tracking = user
            .tracking
            .as_ref()
            .map_or_else(String::new, |tracking| format!(", {tracking}"));
        format!(
            "{} {} on {level}{tracking}",
            user.first_name, user.last_name
        )
    });
    section("API user", text, users);
}

/// Who may be acted as.
fn rules(recipe: &Recipe, desired: &Desired, text: &mut String) {
    for (handle, rule) in &desired.impersonation {
        let word = if rule.allow { "may" } else { "may not" };
        let systems = match rule.system_levels {
            SystemLevelPolicy::Copy => "who holds a system level is moved to a copy of it",
            SystemLevelPolicy::Refuse => "system levels are refused",
        };
        let login = if rule.can_login == Some(false) {
            "; their levels lose \"Can login to Web Services API\" for ever"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "  integrations {word} act as the chosen people; {systems}{login}"
        );
        let place = Place("impersonation".to_owned()).key(handle);
        because(recipe, handle, &place, text);
    }
}

/// What each optional parameter adds.
fn additions(recipe: &Recipe, base: &Desired, text: &mut String) {
    for parameter in recipe.parameters.iter().filter(|one| one.is_addition()) {
        let Some(more) = recipe.example(Some(&parameter.name)) else {
            continue;
        };
        let _ = writeln!(text, "\nWith {}", parameter.name);
        for (handle, level) in &more.security_levels {
            let known = base.security_levels.get(handle);
            let new = level
                .cells
                .iter()
                .filter(|(id, value)| known.and_then(|known| known.cells.get(*id)) != Some(*value))
                .map(|(id, value)| (id.clone(), value.clone()))
                .collect();
            table(recipe, handle, &new, text);
            if let Some(expires) = level.expires {
                let _ = writeln!(text, "  \"{}\" is inactivated after {expires}", level.name);
            }
        }
        if more.impersonation != base.impersonation {
            rules(recipe, &more, text);
        }
        if more.api_users != base.api_users {
            text.push_str("  fills in more of the API user's form\n");
        }
    }
}

fn section(title: &str, text: &mut String, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        let _ = writeln!(text, "\n{title}");
    }
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
}
