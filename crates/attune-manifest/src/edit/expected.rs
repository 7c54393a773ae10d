//! What a tree says after an edit.

use crate::edit::path::Step;
use crate::source::Span;
use crate::yaml::{Entry, Key, Node, Value};

/// The tree with this value at the place.
pub(super) fn set(root: Option<Node>, steps: &[Step], value: &Node) -> Node {
    let mut root = root.unwrap_or_else(nothing);
    change(&mut root, steps, &mut |slot| *slot = value.clone());
    root
}

/// The tree with one more entry of the list at the place.
pub(super) fn append(root: Option<Node>, steps: &[Step], value: &Node) -> Node {
    let mut root = root.unwrap_or_else(nothing);
    change(&mut root, steps, &mut |slot| match &mut slot.value {
        Value::List(items) => items.push(value.clone()),
        Value::Scalar(_) | Value::Map(_) => slot.value = Value::List(vec![value.clone()]),
    });
    root
}

/// The tree without the entry at the place; nothing where the file has no other.
pub(super) fn remove(root: Option<Node>, steps: &[Step]) -> Option<Node> {
    let mut root = root?;
    let (last, around) = steps.split_last()?;
    change(
        &mut root,
        around,
        &mut |slot| match (&mut slot.value, last) {
            (Value::Map(entries), Step::Key(key)) => {
                entries.retain(|entry| *entry.key.text != **key);
            }
            (Value::List(items), Step::Index(index)) if *index < items.len() => {
                items.remove(*index);
            }
            (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => {}
        },
    );
    let bare = match &root.value {
        Value::Map(entries) => entries.is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Scalar(_) => false,
    };
    (!bare || !root.span.is_empty()).then_some(root)
}

/// Changes the node at the place, and makes the maps that lead there.
fn change(node: &mut Node, steps: &[Step], at_place: &mut dyn FnMut(&mut Node)) {
    let Some((step, rest)) = steps.split_first() else {
        return at_place(node);
    };
    match (&mut node.value, step) {
        (Value::Map(entries), Step::Key(key)) => {
            let index = entries.iter().position(|entry| *entry.key.text == **key);
            let index = index.unwrap_or_else(|| {
                entries.push(empty_entry(key));
                entries.len() - 1
            });
            if let Some(entry) = entries.get_mut(index) {
                change(&mut entry.value, rest, at_place);
            }
        }
        (Value::List(items), Step::Index(index)) => {
            if let Some(item) = items.get_mut(*index) {
                change(item, rest, at_place);
            }
        }
        (Value::Scalar(_), Step::Key(key)) => {
            let mut entry = empty_entry(key);
            change(&mut entry.value, rest, at_place);
            node.value = Value::Map(vec![entry]);
        }
        (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => {}
    }
}

fn empty_entry(key: &str) -> Entry {
    let (text, span) = (key.into(), Span::at(0));
    let hidden = false;
    let key = Key { text, span, hidden };
    let value = nothing();
    Entry { key, value }
}

fn nothing() -> Node {
    Node {
        value: Value::Map(Vec::new()),
        span: Span::at(0),
    }
}
