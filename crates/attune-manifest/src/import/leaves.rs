//! The single values of a tree.

use crate::yaml::{Node, Value};

/// Hands over every single value with the keys that lead to it; lists are passed over.
pub(super) fn leaves<'n>(node: &'n Node, take: &mut dyn FnMut(&[&'n str], &'n str)) {
    below(node, &mut Vec::new(), take);
}

fn below<'n>(node: &'n Node, path: &mut Vec<&'n str>, take: &mut dyn FnMut(&[&'n str], &'n str)) {
    match &node.value {
        Value::Scalar(scalar) => take(path, &scalar.text),
        Value::List(_) => {}
        Value::Map(entries) => {
            for entry in entries {
                path.push(&entry.key.text);
                below(&entry.value, path, take);
                path.pop();
            }
        }
    }
}
