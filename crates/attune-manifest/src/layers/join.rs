//! The files of a folder as one layer: no two of them may say something about one place.

use crate::finding::Findings;
use crate::reader::Item;
use crate::rules::{duplicate_key, one_tenant, wrong_type};
use crate::yaml::{Node, Value};

/// Adds what another file says. What both say must be the same.
pub(super) fn join(into: &mut Node, other: Node, out: &mut Findings) {
    let span = other.span;
    let others = match other.value {
        Value::Map(others) => others,
        value @ (Value::Scalar(_) | Value::List(_)) => {
            out.push(wrong_type::map(&Item {
                name: "".into(),
                head: span,
                node: &Node { value, span },
            }));
            return;
        }
    };
    // Where the first file is no map, that is reported with the whole.
    let Value::Map(entries) = &mut into.value else {
        return;
    };
    for other in others {
        match entries
            .iter_mut()
            .find(|entry| entry.key.text == other.key.text)
        {
            None => entries.push(other),
            Some(entry) => match (&entry.value.value, &other.value.value) {
                (Value::Map(_), Value::Map(_)) => join(&mut entry.value, other.value, out),
                (_, _) if entry.value.says_same(&other.value) => {}
                (_, _) if &*other.key.text == "tenant" => {
                    out.push(one_tenant::in_two_files(entry.key.span, other.key.span));
                }
                (_, _) => out.push(duplicate_key::in_two_files(&entry.key, &other.key)),
            },
        }
    }
}
