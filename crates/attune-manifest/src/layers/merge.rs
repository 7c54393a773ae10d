//! Two trees as one.

use crate::yaml::{Entry, Node, Value};

/// What `above` says, and below it what only `below` says. Keys keep the order of `below`; new ones follow.
pub(crate) fn merge(below: Node, above: &Node) -> Node {
    match (below.value, &above.value) {
        (Value::Map(mut entries), Value::Map(others)) => {
            for other in others {
                match entries
                    .iter_mut()
                    .find(|entry| entry.key.text == other.key.text)
                {
                    Some(entry) => put(entry, other),
                    None => entries.push(other.clone()),
                }
            }
            Node {
                value: Value::Map(entries),
                span: above.span,
            }
        }
        (_, _) => above.clone(),
    }
}

fn put(entry: &mut Entry, above: &Entry) {
    let nothing = Node {
        value: Value::List(Vec::new()),
        span: entry.value.span,
    };
    let below = std::mem::replace(&mut entry.value, nothing);
    entry.key = above.key.clone();
    entry.value = merge(below, &above.value);
}
