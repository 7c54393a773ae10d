//! `securityLevels`.

use attune_model::CellId;
use attune_model::catalogue::{self, CellKind, Copyable, SYSTEM_LEVELS};
use serde_json::{Value, json};

use super::cell::cell;
use super::place::{cells, heading, join, names};
use super::shape::{blocks, date, flag, map, named, said, set, text, text_such_as, word};

/// The levels, by handle.
pub(super) fn levels() -> Value {
    let example = json!({"name": "${2:Name}", "copyOf": "${3:API User (system)}"});
    said(
        blocks(level(), "a level", &example),
        "Security levels by handle. A level is always a copy; only the cells that you name are managed.",
    )
}

fn level() -> Value {
    let bases: Vec<&str> = SYSTEM_LEVELS
        .iter()
        .filter(|level| level.copyable == Copyable::Yes)
        .map(|level| level.name)
        .collect();
    let mut keys = vec![
        ("name", said(text(), "The level's name in Autotask.")),
        (
            "was",
            said(
                text(),
                "The name it had: a level that still has it is renamed and is attune's from then on, in place of being copied anew.",
            ),
        ),
        (
            "adopt",
            said(
                flag(),
                "`true`: a level of this name that attune did not make is attune's from now on.",
            ),
        ),
        (
            "copyOf",
            said(
                text_such_as(&bases),
                "The level it is copied from, which bounds it for ever. Needed where the level is not there yet.",
            ),
        ),
        (
            "active",
            said(flag(), "The box `Active`. A new level is made active."),
        ),
        (
            "expires",
            said(
                date(),
                "Its last day, such as `2026-12-31`; after that it is inactivated.",
            ),
        ),
        (
            "apiOnly",
            said(
                flag(),
                "Whether it is a level of API users. Only where `copyOf` does not tell.",
            ),
        ),
        (
            "baseline",
            said(
                word(&["copy", "none"]),
                "`none`: every cell that is not named is off. `copy`, the default: it stays as copied.",
            ),
        ),
    ];
    keys.extend(names("").into_iter().map(|name| (name, node(name))));
    keys.push(("extra", extra()));
    map(keys)
}

/// What may stand at an address: a cell's value, or what is below it.
fn node(path: &str) -> Value {
    match catalogue::cell(&CellId::new(path)) {
        Some(spec) => cell(spec),
        None => group(path),
    }
}

/// A section, table or row: a map, or a word for everything below; a list where it is a row of boxes.
///
/// One schema with several types in place of alternatives: validators then name the key that is wrong.
fn group(path: &str) -> Value {
    let names = names(path);
    let word = said(
        word(&["all", "none"]),
        "Everything below that is not named here.",
    );
    let keys = names
        .iter()
        .map(|name| (*name, node(&join(path, name))))
        .chain([("*", word)]);
    let mut schema = map(keys);
    let boxes = is_row_of_boxes(path);
    let mut examples = vec![json!("all"), json!("none")];
    set(&mut schema, "type", json!(["object", "string"]));
    let mut help = "`all`, `none`, or a map that manages only what it names.".to_owned();
    if boxes {
        set(&mut schema, "type", json!(["object", "array", "string"]));
        set(
            &mut schema,
            "items",
            json!({"type": "string", "enum": names}),
        );
        set(&mut schema, "uniqueItems", json!(true));
        examples.push(json!(names.get(..1).unwrap_or_default()));
        help = "A list is the whole row: what it does not name is off. ".to_owned() + &help;
    }
    set(&mut schema, "pattern", json!("^(all|none)$"));
    set(
        &mut schema,
        "patternErrorMessage",
        json!("write all, none, or a map"),
    );
    set(&mut schema, "examples", json!(examples));
    said(schema, &format!("**{}**\n\n{help}", heading(path)))
}

/// Whether an address has nothing but boxes directly below it.
fn is_row_of_boxes(path: &str) -> bool {
    cells(path).iter().all(|spec| {
        let name = spec.path.get(path.len() + 1..).unwrap_or_default();
        spec.kind == CellKind::CheckBox && !name.contains('.')
    })
}

/// Cells outside the catalogue, by what the page shows.
fn extra() -> Value {
    let value = json!({"type": ["boolean", "integer", "string"], "minimum": 0, "minLength": 1});
    let columns = json!({
        "type": ["boolean", "integer", "string", "object"],
        "minimum": 0,
        "minLength": 1,
        "additionalProperties": value,
    });
    let row = said(
        columns,
        "The row, by its label: a value, or a map from the headings of columns to values.",
    );
    said(
        named(said(named(row), "The section, by its heading.")),
        "What your page shows and attune does not know, by the visible labels: section, row, and column in a table.",
    )
}
