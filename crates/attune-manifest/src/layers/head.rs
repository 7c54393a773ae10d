//! The words of a file that are about layers: `extends`, `lock`, `drop`.

use attune_model::Place;

use crate::finding::Findings;
use crate::reader::Item;
use crate::rules::wrong_type;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// What a file says about layers.
#[derive(Default)]
pub(super) struct Head {
    /// The files it extends, the lowest first.
    pub(super) extends: Vec<(String, Span)>,
    /// What the layers above may not change.
    pub(super) locks: Vec<(Place, Span)>,
    /// What it takes away from the layers below.
    pub(super) drops: Vec<(Place, Span)>,
}

/// Takes these words out of a file's tree.
pub(super) fn take(root: &mut Node, out: &mut Findings) -> Head {
    let mut head = Head::default();
    let Value::Map(entries) = &mut root.value else {
        return head;
    };
    let (words, rest) = std::mem::take(entries)
        .into_iter()
        .partition(|entry| matches!(entry.key.text.as_ref(), "extends" | "lock" | "drop"));
    *entries = rest;
    for entry in &words {
        let item = Item::of(entry);
        match entry.key.text.as_ref() {
            "extends" => head.extends = texts(&item, out),
            "lock" => head.locks = places(&item, out),
            _ => head.drops = places(&item, out),
        }
    }
    head
}

/// One text or a list of texts.
fn texts(item: &Item<'_>, out: &mut Findings) -> Vec<(String, Span)> {
    let items = match &item.node.value {
        Value::Scalar(_) => vec![item.clone()],
        Value::List(_) => item.list(out).unwrap_or_default(),
        Value::Map(_) => {
            out.push(wrong_type::texts(item));
            Vec::new()
        }
    };
    items
        .iter()
        .filter_map(|item| Some((item.text(out)?.to_owned(), item.span())))
        .collect()
}

fn places(item: &Item<'_>, out: &mut Findings) -> Vec<(Place, Span)> {
    let items = item.list(out).unwrap_or_default();
    items
        .iter()
        .filter_map(|item| Some((Place(item.text(out)?.to_owned()), item.span())))
        .collect()
}
