//! Where every key and list entry of a manifest stands.

use attune_model::Place;

use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// What ends a key in a place: below a key, at an entry of a list, between two visible labels.
const AFTER_KEY: [&str; 3] = [".", "[", " › "];

/// What a path leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'n> {
    /// What to mark: the value where it is written in one piece, else its key.
    pub(crate) span: Span,
    /// The value.
    pub(crate) node: &'n Node,
    /// Whether the path leads here, or only the nearest place around it.
    pub(crate) exact: bool,
}

/// Follows a place as far as it leads; `None` where not even its first key is there.
///
/// Keys may hold the signs that stand between keys (`policy.people.boss@contoso.example`): the longest that fits is
/// taken.
pub(crate) fn find<'n>(root: &'n Node, place: &Place) -> Option<Found<'n>> {
    let mut found: Option<Found<'n>> = None;
    let mut rest = place.0.as_str();
    let mut node = root;
    while !rest.is_empty() {
        let Some((span, below, after)) = step(node, rest) else {
            return found.map(|found| Found {
                exact: false,
                ..found
            });
        };
        found = Some(Found {
            span,
            node: below,
            exact: true,
        });
        (node, rest) = (below, after);
    }
    found
}

/// One key or index further: what to mark, the value, the rest of the path.
fn step<'n, 'p>(node: &'n Node, rest: &'p str) -> Option<(Span, &'n Node, &'p str)> {
    match &node.value {
        Value::Scalar(_) => None,
        Value::List(items) => {
            let (index, after) = rest.strip_prefix('[')?.split_once(']')?;
            let item = items.get(index.parse::<usize>().ok()?)?;
            Some((item.span, item, after.strip_prefix('.').unwrap_or(after)))
        }
        Value::Map(entries) => {
            let (entry, after) = entries
                .iter()
                .filter_map(|entry| Some((entry, after_key(rest, &entry.key.text)?)))
                .max_by_key(|(entry, _)| entry.key.text.len())?;
            let Entry { key, value } = entry;
            Some((marked(key.span, value), value, after))
        }
    }
}

/// What follows `key` in `rest`, where `rest` begins with it as a whole key.
fn after_key<'p>(rest: &'p str, key: &str) -> Option<&'p str> {
    let after = rest.strip_prefix(key).filter(|_| !key.is_empty())?;
    if after.is_empty() || after.starts_with('[') {
        return Some(after);
    }
    AFTER_KEY.iter().find_map(|end| after.strip_prefix(end))
}

/// What to mark for a value: the value where it is written in one piece, else its key.
pub(crate) fn marked(key: Span, node: &Node) -> Span {
    match &node.value {
        Value::Scalar(_) if !node.span.is_empty() => node.span,
        Value::Scalar(_) | Value::List(_) | Value::Map(_) => key,
    }
}
