//! A recipe: the format of `docs/recipes.md`.

use serde_json::{Value, json};

use super::shape::{date, flag, handle, list, map, named, said, set, some, text, word};

/// The whole file.
pub(super) fn document() -> Value {
    let mut schema = map([
        (
            "recipe",
            said(
                json!({"type": "integer", "enum": [1]}),
                "The version of this format: 1.",
            ),
        ),
        (
            "name",
            said(
                handle(),
                "Its name, as the file's: `acme-desk` in `acme-desk.yaml`.",
            ),
        ),
        (
            "product",
            said(text(), "The product, as the vendor calls it."),
        ),
        (
            "summary",
            said(text(), "What the integration does, in a sentence."),
        ),
        ("source", source()),
        ("parameters", parameters()),
        ("manifest", blocks("What the recipe stands for.")),
        (
            "why",
            said(named(text()), "Reasons, by place in `manifest`."),
        ),
        ("gaps", gaps()),
        (
            "cautions",
            said(list(text()), "What a reader must know beforehand."),
        ),
        ("byHand", by_hand()),
    ]);
    let needed = json!(["recipe", "name", "product", "summary", "source", "manifest"]);
    set(&mut schema, "required", needed);
    schema
}

fn source() -> Value {
    let mut schema = map([
        ("url", said(text(), "The guide's address.")),
        ("date", said(date(), "When it was read.")),
        (
            "evidence",
            said(
                word(&["full", "partial", "pictures"]),
                "`full`: all of it as text. `partial`: it was cut off. `pictures`: values only as pictures.",
            ),
        ),
        (
            "confidence",
            said(word(&["high", "medium", "low"]), "How sure the reading is."),
        ),
        ("also", said(list(text()), "Other pages.")),
        (
            "language",
            said(
                text(),
                "The guide's language, where it is not English: `fr`.",
            ),
        ),
    ]);
    let needed = json!(["url", "date", "evidence", "confidence"]);
    set(&mut schema, "required", needed);
    said(
        schema,
        "Where the guide stands and how well it could be read.",
    )
}

fn parameters() -> Value {
    let types = [
        "text", "choice", "level", "key", "email", "number", "flag", "words", "people", "place",
        "date",
    ];
    let mut parameter = map([
        (
            "type",
            said(
                word(&types),
                "What it takes. `people`: a selector as in `levelsHeldBy`. `place`: a file.",
            ),
        ),
        (
            "of",
            said(list(text()), "The words that one of type `choice` takes."),
        ),
        ("what", said(text(), "What it is for.")),
        (
            "default",
            said(json!({}), "What it is where it is not given."),
        ),
        (
            "optional",
            said(
                flag(),
                "Where it is not given, entries that hold it are left out.",
            ),
        ),
        (
            "adds",
            blocks("What goes in only where it is given; for type `flag`: where it is true."),
        ),
    ]);
    set(&mut parameter, "required", json!(["type", "what"]));
    let mut schema = named(parameter);
    set(&mut schema, "propertyNames", handle());
    said(
        schema,
        "What the recipe asks for, by name. `credentials` and `<tenant>` are there without being named.",
    )
}

/// Blocks of a manifest with placeholders; they stand in the schema once.
fn blocks(help: &str) -> Value {
    said(json!({"$ref": "#/definitions/blocks"}), help)
}

fn gaps() -> Value {
    let mut gap = map([
        ("what", said(text(), "What is open.")),
        (
            "at",
            said(some(text()), "The places in the manifest that fill it."),
        ),
    ]);
    set(&mut gap, "required", json!(["what", "at"]));
    let mut schema = named(gap);
    set(&mut schema, "propertyNames", handle());
    said(
        schema,
        "What the guide leaves open; a plan is refused until each is filled or left.",
    )
}

fn by_hand() -> Value {
    let schema = map([
        ("before", said(list(text()), "Before an apply.")),
        ("after", said(list(text()), "After an apply.")),
    ]);
    said(schema, "Steps that stay to be done by hand.")
}
