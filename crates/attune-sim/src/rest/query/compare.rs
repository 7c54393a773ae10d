//! Comparing a record's value with one of a filter.

use std::cmp::Ordering;

use jiff::Timestamp;
use serde_json::Value;

/// How the value held stands to the one wanted; none where they cannot be compared.
///
/// A text in the filter is taken for a number or a boolean where the record holds one; texts are compared without case,
/// as the database does.
pub(super) fn compare(held: &Value, wanted: &Value) -> Option<Ordering> {
    match held {
        Value::Number(held) => held.as_f64()?.partial_cmp(&number(wanted)?),
        Value::Bool(held) => match wanted {
            Value::Bool(wanted) => Some(held.cmp(wanted)),
            Value::String(wanted) => Some(held.cmp(&wanted.to_ascii_lowercase().parse().ok()?)),
            Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        },
        Value::String(held) => {
            if let (Some(held), Some(wanted)) = (moment(held), wanted.as_str().and_then(moment)) {
                return Some(held.cmp(&wanted));
            }
            Some(held.to_lowercase().cmp(&text(wanted)))
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A value as a text without case.
pub(super) fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
        .to_lowercase()
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A date and time, with or without the `Z`: both are UTC (`rest.md` 5).
fn moment(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_compared_in_the_type_that_the_record_holds() {
        let cases = [
            (json!(10), json!("9"), Some(Ordering::Greater)),
            (json!(true), json!("True"), Some(Ordering::Equal)),
            (json!("Tess"), json!("tess"), Some(Ordering::Equal)),
            (
                json!("2026-01-05T09:00:00Z"),
                json!("2026-01-05T09:00:00.000"),
                Some(Ordering::Equal),
            ),
            (json!(10), json!("ten"), None),
        ];
        for (held, wanted, order) in cases {
            assert_eq!(compare(&held, &wanted), order, "{held} and {wanted}");
        }
    }
}
