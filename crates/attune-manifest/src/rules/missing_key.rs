//! `missing-key`: every key that a block needs is there.

use crate::examples::example;
use crate::finding::Finding;
use crate::recipe::Recipe;
use crate::rules::{Rule, block};
use crate::source::Span;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: "missing-key",
    summary: "every key that a block needs is there",
};

/// The keys that the block of this name (empty at the top) lacks.
pub(crate) fn finding(within: &str, head: Span, keys: &[&str]) -> Finding {
    let block = block(within);
    let names: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    let names = names.join(", ");
    let examples: Vec<String> = keys
        .iter()
        .map(|key| {
            example(key).map_or_else(|| format!("{key}: ..."), |value| format!("{key}: {value}"))
        })
        .collect();
    let help = match examples.as_slice() {
        [one] => format!("add it, such as `{one}`"),
        several => format!("add them, such as\n{}", several.join("\n")),
    };
    Finding::error(&RULE, head, format!("{block} lacks {names}"))
        .label(format!("lacks {names}"))
        .help(help)
}

/// The parameters that a recipe needs and an integration does not give.
pub(crate) fn parameters(within: &str, head: Span, missing: &[&str], recipe: &Recipe) -> Finding {
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    let examples: Vec<String> = recipe
        .parameters
        .iter()
        .filter(|parameter| missing.contains(&parameter.name.as_str()))
        .map(|parameter| format!("{}: {}", parameter.name, parameter.example_text()))
        .collect();
    Finding::error(&RULE, head, format!("`{within}` lacks {names}"))
        .label(format!("lacks {names}"))
        .help(format!(
            "write `with: {{{}}}`; `attune recipes show {}` tells what its parameters are for",
            examples.join(", "),
            recipe.name
        ))
}
