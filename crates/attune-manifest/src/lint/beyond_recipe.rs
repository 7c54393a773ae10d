//! `beyond-recipe`: a level gives what its recipe asks for and no more.

use std::path::Path;

use attune_model::catalogue::{CellKind, cell};
use attune_model::{CellId, CellValue, DesiredLevel, Place};

use crate::finding::{Finding, Findings};
use crate::layers::merge;
use crate::lint::{View, Warning};
use crate::lower::lower;
use crate::recipe::Expanded;
use crate::rules::Rule;
use crate::yaml::{Node, parse};

/// The rule.
pub(crate) const RULE: Rule = Rule {
    id: "beyond-recipe",
    summary: "a level gives what its recipe asks for and no more",
};

/// Rights that the manifest adds to what a recipe asks for, and that fill none of its gaps.
pub(super) fn check(view: &View<'_>) -> Vec<Warning> {
    view.recipes
        .iter()
        .flat_map(|recipe| of_recipe(view, recipe))
        .collect()
}

fn of_recipe(view: &View<'_>, recipe: &Expanded) -> Vec<Warning> {
    let (Some(asked), Some(level)) = (
        asked(recipe),
        view.desired.security_levels.get(&recipe.handle),
    ) else {
        return Vec::new();
    };
    let at = Place("securityLevels".to_owned()).key(&recipe.handle);
    let mut warnings: Vec<Warning> = Vec::new();
    for (id, value) in &level.cells {
        let place = at.key(id);
        let fills = recipe.open.iter().any(|open| open.covers(&place));
        if fills || !is_more(id, value, asked.cells.get(id)) {
            continue;
        }
        let Some(span) = view.span(&place) else {
            continue;
        };
        let finding = Finding::warning(
            &RULE,
            span,
            format!(
                "{} asks for no `{id}: {}`",
                recipe.layer.name,
                value.as_written()
            ),
        )
        .label("more than the recipe")
        .help("remove it if the integration works without");
        warnings.push(Warning { place, finding });
    }
    warnings
}

/// The level that the recipe alone comes to.
fn asked(recipe: &Expanded) -> Option<DesiredLevel> {
    let head: Node = parse("attune: 1\ntenant: tenant\n").ok()?.root?;
    let whole = merge(head, &recipe.layer.root);
    let mut silent = Findings::default();
    let mut lowered = lower(&whole, Path::new(""), &mut silent)?;
    lowered.desired.security_levels.remove(&recipe.handle)
}

fn is_more(id: &CellId, value: &CellValue, asked: Option<&CellValue>) -> bool {
    let kind = cell(id).map(|spec| spec.kind);
    match (kind, asked) {
        (Some(kind), Some(asked)) => kind.widens(asked, value),
        (Some(kind), None) => gives(kind, value),
        (None, Some(asked)) => asked != value,
        (None, None) => *value != CellValue::Flag(false),
    }
}

/// Whether a value gives anything; which of a cell with one value does not.
fn gives(kind: CellKind, value: &CellValue) -> bool {
    kind.nothing().as_ref() != Some(value)
}
