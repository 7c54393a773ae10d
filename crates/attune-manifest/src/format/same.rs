//! Whether two trees say the same.

use crate::yaml::{Node, Value};

/// Whether keys, values, their order, and which values stand without quotes are the same; places do not count.
pub(crate) fn same(one: Option<&Node>, other: Option<&Node>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => same_node(one, other),
        (None, Some(_)) | (Some(_), None) => false,
    }
}

fn same_node(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Scalar(one), Value::Scalar(other)) => {
            one.text == other.text && one.plain == other.plain
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same_node(a, b))
        }
        (Value::Map(one), Value::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(a, b)| a.key.text == b.key.text && same_node(&a.value, &b.value))
        }
        (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => false,
    }
}
