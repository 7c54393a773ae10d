//! The shapes that schemas are made of.

use attune_model::catalogue::Status;
use serde_json::{Value, json};

/// A map with these keys and no others.
pub fn map(keys: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let properties: serde_json::Map<String, Value> = keys
        .into_iter()
        .map(|(key, schema)| (key.to_owned(), schema))
        .collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

/// A map from handles to blocks, with the block that completion offers.
pub fn blocks(block: Value, label: &str, body: &Value) -> Value {
    let mut name = handle();
    // What completion offers for a name of one's own.
    set(&mut name, "title", json!("handle"));
    let mut schema = json!({"type": "object"});
    set(&mut schema, "propertyNames", name);
    set(&mut schema, "additionalProperties", block);
    let snippet = json!({"label": label, "body": {"${1:handle}": body}});
    set(&mut schema, "defaultSnippets", json!([snippet]));
    schema
}

/// A map from texts to values of one shape.
pub(super) fn named(value: Value) -> Value {
    let mut schema = json!({"type": "object"});
    set(&mut schema, "additionalProperties", value);
    schema
}

/// A list.
pub fn list(items: Value) -> Value {
    let mut schema = json!({"type": "array"});
    set(&mut schema, "items", items);
    schema
}

/// A list with something in it.
pub fn some(items: Value) -> Value {
    let mut schema = list(items);
    set(&mut schema, "minItems", json!(1));
    schema
}

/// A text that is not empty.
pub fn text() -> Value {
    json!({"type": "string", "minLength": 1})
}

/// A text, with what completion offers.
pub fn text_such_as(examples: &[&str]) -> Value {
    json!({"type": "string", "minLength": 1, "examples": examples})
}

/// `true` or `false`.
pub(super) fn flag() -> Value {
    json!({"type": "boolean"})
}

/// A whole number, at least this.
pub fn number(min: u32) -> Value {
    json!({"type": "integer", "minimum": min})
}

/// One of these words.
pub fn word(words: &[&str]) -> Value {
    json!({"type": "string", "enum": words})
}

/// A handle (`attune_model::Handle`).
pub fn handle() -> Value {
    patterned(
        "^[a-z0-9][a-z0-9-]{0,63}$",
        "lower-case letters, digits and hyphens, and a letter or digit first",
    )
}

/// A day.
pub(super) fn date() -> Value {
    patterned(
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        "a day, such as 2026-12-31",
    )
}

/// One e-mail address.
pub fn email() -> Value {
    patterned(
        r#"^[^@\s<>,;:"]+@[^@\s<>,;:"]+$"#,
        "an e-mail address, such as name@contoso.example",
    )
}

/// A text of this form; `form` is what an editor says of any other.
pub fn patterned(pattern: &str, form: &str) -> Value {
    json!({"type": "string", "pattern": pattern, "patternErrorMessage": form})
}

/// A shape with what it is for, in Markdown.
pub fn said(mut schema: Value, help: &str) -> Value {
    let plain = help.replace("**", "").replace('`', "");
    set(&mut schema, "description", json!(plain));
    set(&mut schema, "markdownDescription", json!(help));
    schema
}

/// A shape for something that Autotask shows: where, what there is to say, and how well that is established.
pub(super) fn shown(schema: Value, place: &str, help: &str, status: Status, source: &str) -> Value {
    let status = match status {
        Status::Confirmed => "Confirmed",
        Status::Attested => "Attested",
        Status::Inferred => "Inferred",
    };
    let parts = [
        format!("**{place}**"),
        help.to_owned(),
        format!("{status} ({source})."),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said(schema, &parts.join("\n\n"))
}

/// Sets a keyword of a schema.
pub fn set(schema: &mut Value, keyword: &str, value: Value) {
    if let Value::Object(schema) = schema {
        schema.insert(keyword.to_owned(), value);
    }
}
