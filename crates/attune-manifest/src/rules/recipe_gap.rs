//! `recipe-gap`: what a guide leaves open is filled or left on purpose.

use crate::finding::Finding;
use crate::reader::Item;
use crate::recipe::{Gap, Recipe};
use crate::rules::Rule;
use crate::suggest::{did_you_mean, one_of};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "recipe-gap",
    summary: "what a guide leaves open is filled or left on purpose",
};

/// It is neither.
pub(crate) fn finding(named: &Item<'_>, recipe: &Recipe, gap: &Gap, places: &[String]) -> Finding {
    let places: Vec<&str> = places.iter().map(String::as_str).collect();
    Finding::error(
        &RULE,
        named.span(),
        format!("the guide of {} leaves open: {}", recipe.product, gap.what),
    )
    .label(format!("gap `{}`", gap.name))
    .help(format!(
        "fill it at {}, or write `leave: [{}]` to leave that as it is copied",
        one_of(&places),
        gap.name
    ))
}

/// `leave` names no gap of the recipe.
pub(crate) fn unknown(item: &Item<'_>, name: &str, recipe: &Recipe) -> Finding {
    let known: Vec<&str> = recipe.gaps.iter().map(|gap| gap.name.as_str()).collect();
    let help = if known.is_empty() {
        "remove it: this recipe leaves nothing open".to_owned()
    } else {
        did_you_mean(name, &known, || format!("the gaps are {}", one_of(&known)))
    };
    Finding::error(
        &RULE,
        item.span(),
        format!("the recipe {} has no gap {}", recipe.name, item.quoted()),
    )
    .label("no such gap")
    .help(help)
}
