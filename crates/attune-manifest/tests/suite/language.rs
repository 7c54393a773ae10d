//! The language: what can be said, and what it asks for.

mod adoption;
mod api_users;
mod cells;
mod documents;
mod extra;
mod people;
mod words;

use attune_manifest::LoadError;

use crate::read;

/// The rules that a manifest with these lines breaks, each with line and column.
pub(crate) fn rules(lines: &str) -> Vec<String> {
    let text = format!("attune: 1\ntenant: contoso\n{lines}");
    let error = read(&text).err();
    error
        .iter()
        .flat_map(LoadError::diagnostics)
        .map(|found| match &found.location {
            Some(location) => format!("{} {}:{}", found.rule, location.line, location.column),
            None => found.rule.to_owned(),
        })
        .collect()
}
