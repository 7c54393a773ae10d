//! One cell of a level.

use attune_model::catalogue::{CAN_LOGIN, CellKind, CellSpec, Presence, Terms};
use serde_json::{Value, json};

use super::shape::{flag, set, shown};

/// The schema of a cell's value.
pub(super) fn cell(spec: &CellSpec) -> Value {
    let mut schema = match spec.kind {
        CellKind::CheckBox | CellKind::LimitBox | CellKind::YesNo => flag(),
        CellKind::Choice(scopes) => {
            let words: Vec<&str> = scopes.iter().map(|scope| scope.label()).collect();
            json!({"type": "string", "enum": words})
        }
        CellKind::Number { min } => {
            json!({"type": "integer", "minimum": min, "maximum": u32::MAX})
        }
        // No value fits: the page shows the cell, and nobody can set it.
        CellKind::SameAs(_) => json!({"not": {}, "doNotSuggest": true}),
    };
    if let CellKind::SameAs(path) = spec.kind {
        let message = format!("it shows what `{path}` says and cannot be set");
        set(&mut schema, "errorMessage", json!(message));
    }
    shown(
        schema,
        &spec.page_path(&Terms::default()),
        &help(spec),
        spec.status,
        spec.source,
    )
}

fn help(spec: &CellSpec) -> String {
    let mut help = vec![match spec.kind {
        CellKind::CheckBox => "A box: `true` or `false`.".to_owned(),
        CellKind::LimitBox => "A box that limits: `true` takes rights away.".to_owned(),
        CellKind::YesNo => "Yes or No: `true` or `false`.".to_owned(),
        CellKind::Choice(scopes) => {
            let words: Vec<String> = scopes
                .iter()
                .map(|scope| format!("`{}`", scope.label()))
                .collect();
            format!("A drop-down: {}.", words.join(", "))
        }
        CellKind::Number { min } => format!("A number, at least {min}."),
        CellKind::SameAs(path) => format!("Shows what `{path}` says; cannot be set."),
    }];
    match spec.on {
        Presence::EveryLevel => {}
        Presence::ApiOnly => help.push("On API-only levels.".to_owned()),
        Presence::People => help.push("On levels of people.".to_owned()),
    }
    if let Some(path) = spec.requires {
        help.push(format!("Needs `{path}: true`."));
    }
    if spec.path == CAN_LOGIN {
        help.push("One-way: what is unticked and saved stays off.".to_owned());
    }
    help.join(" ")
}
