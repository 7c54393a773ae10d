//! Placeholders: `<name>` where a recipe leaves a value open.

use serde_json::{Map, Value, json};

use super::shape::set;

/// A whole value that is a placeholder.
const PATTERN: &str = "^<[a-z0-9][a-z0-9-]*>$";

/// A text or a name with a placeholder in it.
const WITHIN: &str = "<[a-z0-9][a-z0-9-]*>";

/// The same schema, with a placeholder allowed for every value and every name that does not take any text anyway.
pub(super) fn open(schema: Value) -> Value {
    let Value::Object(keywords) = schema else {
        return schema;
    };
    let opened: Map<String, Value> = keywords
        .into_iter()
        .map(|(keyword, value)| {
            let value = match (keyword.as_str(), value) {
                ("properties", Value::Object(properties)) => properties
                    .into_iter()
                    .map(|(key, schema)| (key, or_placeholder(open(schema))))
                    .collect(),
                ("items" | "additionalProperties", schema) => or_placeholder(open(schema)),
                ("propertyNames", schema) => or_placeholder(schema),
                (_, value) => value,
            };
            (keyword, value)
        })
        .collect();
    Value::Object(opened)
}

/// Wherever it can be said without alternatives, it is: validators then name what is wrong.
fn or_placeholder(mut schema: Value) -> Value {
    if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
        let either = json!(format!("{pattern}|{WITHIN}"));
        set(&mut schema, "pattern", either);
    } else if schema.get("enum").is_some() {
        let placeholder = json!({"type": "string", "pattern": PATTERN});
        return json!({"anyOf": [schema, placeholder]});
    } else if let Some(types) = schema.get("type").and_then(with_text) {
        set(&mut schema, "type", types);
        set(&mut schema, "pattern", json!(PATTERN));
    }
    schema
}

/// The types with that of texts; none where it is there already.
fn with_text(types: &Value) -> Option<Value> {
    let mut types = match types.as_array() {
        Some(types) => types.clone(),
        None => vec![types.clone()],
    };
    if types.contains(&json!("string")) {
        return None;
    }
    types.push(json!("string"));
    Some(Value::Array(types))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_may_stand_for_a_value_and_for_a_name() {
        let schema = json!({
            "type": "object",
            "propertyNames": {"type": "string", "pattern": "^[a-z]$"},
            "additionalProperties": {"type": "integer", "minimum": 1},
        });
        assert_eq!(
            open(schema),
            json!({
                "type": "object",
                "propertyNames": {"type": "string", "pattern": "^[a-z]$|<[a-z0-9][a-z0-9-]*>"},
                "additionalProperties": {
                    "type": ["integer", "string"],
                    "minimum": 1,
                    "pattern": "^<[a-z0-9][a-z0-9-]*>$",
                },
            })
        );
    }

    #[test]
    fn a_text_stays_as_it_is_and_a_word_gets_an_alternative() {
        let text = json!({"items": {"type": "string", "minLength": 1}});
        assert_eq!(open(text.clone()), text);
        let word = json!({"items": {"type": "string", "enum": ["copy"]}});
        let alternatives = json!([
            {"type": "string", "enum": ["copy"]},
            {"type": "string", "pattern": "^<[a-z0-9][a-z0-9-]*>$"},
        ]);
        assert_eq!(open(word), json!({"items": {"anyOf": alternatives}}));
    }
}
