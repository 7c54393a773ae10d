//! What Teams takes: a message with one Adaptive Card 1.4.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::receiver::Seen;

/// The message is within the limit, and nothing in it is unknown.
pub(crate) fn is_taken(seen: &Seen) {
    static MESSAGE: LazyLock<Validator> =
        LazyLock::new(|| jsonschema::validator_for(&schema()).unwrap());
    assert!(seen.body.len() <= 28 * 1024, "{}", seen.body.len());
    let complaints: Vec<String> = MESSAGE
        .iter_errors(&seen.json())
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert_eq!(complaints, [""; 0]);
}

/// The part of the card's language that is used, closed, by its reference
/// (`https://adaptivecards.io/explorer/`): no element in which Markdown is read is among it.
fn schema() -> Value {
    let of = |kind: &str, required: &[&str], mut properties: Value| {
        properties["type"] = json!({"const": kind});
        let required = [required, &["type"]].concat();
        json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
    };
    let elements = json!({"type": "array", "items": {"$ref": "#/definitions/element"}});
    let link = json!({"type": "string", "pattern": "^https://"});
    let run = of(
        "TextRun",
        &["text"],
        json!({
            "text": {"type": "string", "minLength": 1},
            "size": {"enum": ["default", "small", "medium", "large", "extraLarge"]},
            "weight": {"enum": ["default", "lighter", "bolder"]},
            "isSubtle": {"type": "boolean"},
        }),
    );
    let open = of(
        "Action.OpenUrl",
        &["url"],
        json!({"title": {"type": "string"}, "url": link}),
    );
    let card = of(
        "AdaptiveCard",
        &["version", "body"],
        json!({
            "$schema": {"const": "http://adaptivecards.io/schemas/adaptive-card.json"},
            "version": {"const": "1.4"},
            "fallbackText": {"type": "string"},
            "msteams": {"const": {"width": "Full"}},
            "body": elements,
        }),
    );
    let attachment = json!({
        "type": "object",
        "properties": {
            "contentType": {"const": "application/vnd.microsoft.card.adaptive"},
            "contentUrl": {"type": "null"},
            "content": card,
        },
        "required": ["contentType", "content"],
        "additionalProperties": false,
    });
    let attachments = json!({"type": "array", "items": attachment, "minItems": 1, "maxItems": 1});
    let mut message = of(
        "message",
        &["attachments"],
        json!({"attachments": attachments}),
    );
    message["definitions"] = json!({"element": {"oneOf": [
        of("Container", &["items"], json!({"items": elements, "separator": {"type": "boolean"}})),
        of("RichTextBlock", &["inlines"], json!({"inlines": {"type": "array", "items": run}})),
        of("ActionSet", &["actions"], json!({"actions": {"type": "array", "items": open}})),
    ]}});
    message
}
