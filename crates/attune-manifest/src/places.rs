//! Where every key and list entry of a manifest stands.

use std::collections::BTreeMap;

use attune_model::Place;

use crate::source::Span;
use crate::yaml::{Node, Value};

/// Spans by place.
#[derive(Clone, Debug)]
pub(crate) struct Places(BTreeMap<Place, Span>);

impl Places {
    /// Walks the whole tree.
    pub(crate) fn new(root: &Node) -> Self {
        let mut places = Self(BTreeMap::new());
        places.walk(root, &Place(String::new()));
        places
    }

    /// The span of a place, or of the nearest one around it that has any.
    pub(crate) fn nearest(&self, place: &Place) -> Option<Span> {
        let mut path = place.0.as_str();
        loop {
            if let Some(span) = self.0.get(&Place(path.to_owned())) {
                return Some(*span);
            }
            path = path.get(..path.rfind(['.', '['])?)?;
        }
    }

    fn walk(&mut self, node: &Node, place: &Place) {
        match &node.value {
            Value::Scalar(_) => {}
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.add(place.index(index), item.span, item);
                }
            }
            Value::Map(entries) => {
                for entry in entries {
                    let span = marked(entry.key.span, &entry.value);
                    self.add(place.key(&entry.key.text), span, &entry.value);
                }
            }
        }
    }

    fn add(&mut self, place: Place, span: Span, node: &Node) {
        self.walk(node, &place);
        // Of a key that stands twice, the first counts; such a manifest is refused anyway.
        self.0.entry(place).or_insert(span);
    }
}

/// What to mark for a value: the value where it is written in one piece, else its key.
pub(crate) fn marked(key: Span, node: &Node) -> Span {
    match &node.value {
        Value::Scalar(_) if !node.span.is_empty() => node.span,
        Value::Scalar(_) | Value::List(_) | Value::Map(_) => key,
    }
}
