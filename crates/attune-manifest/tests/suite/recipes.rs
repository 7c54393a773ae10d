//! Recipes: what they say, what they ask for, and where mistakes are told.

mod embedded;
mod gaps;
mod guides;
mod parameters;
mod places;

use std::io;

use attune_manifest::{ParameterType, Recipe};

use crate::layers::{Folder, folder};

/// A value that a parameter of this type takes.
fn example(kind: ParameterType) -> &'static str {
    match kind {
        ParameterType::Text | ParameterType::Choice => "Some text",
        ParameterType::Level => "API User (system)",
        ParameterType::Key => "some-key",
        ParameterType::Email => "psa@contoso.example",
        ParameterType::Number => "10",
        ParameterType::Flag => "true",
        ParameterType::Words => "[Some text]",
        ParameterType::People => "{emails: [\"*@contoso.example\"]}",
        ParameterType::Place => "secrets/other.json",
        ParameterType::Date => "2026-12-31",
    }
}

/// A manifest that uses a recipe as `x`, with what it needs and one optional parameter, and leaves all its gaps.
pub(crate) fn using(recipe: &Recipe, also: Option<&str>) -> String {
    let with: Vec<String> = recipe
        .parameters
        .iter()
        .filter(|parameter| !parameter.optional || also == Some(parameter.name.as_str()))
        .map(|parameter| format!("{}: {}", parameter.name, example(parameter.kind)))
        .collect();
    let gaps: Vec<&str> = recipe.gaps.iter().map(|gap| gap.name.as_str()).collect();
    format!(
        "attune: 1\ntenant: contoso\nintegrations: {{x: {{recipe: {}, with: {{{}}}, leave: [{}]}}}}\n",
        recipe.name,
        with.join(", "),
        gaps.join(", ")
    )
}

/// The beginning of a recipe of this name.
fn head(name: &str) -> String {
    format!(
        "recipe: 1
name: {name}
product: Acme
summary: Does something.
source: {{url: https://acme.example, date: 2026-11-21, evidence: full, confidence: high}}
"
    )
}

/// A folder with the recipe `acme`, which goes on with these lines, and a manifest with these lines.
pub(crate) fn with_recipe(recipe: &str, manifest: &str) -> io::Result<Folder> {
    folder(&[
        ("recipes/acme.yaml", &format!("{}{recipe}", head("acme"))),
        (
            "attune.yaml",
            &format!("attune: 1\ntenant: contoso\n{manifest}"),
        ),
    ])
}
