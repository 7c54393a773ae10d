//! Where every key and list entry of a manifest stands.

use attune_model::{Place, catalogue};

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

/// Something that is said about a place.
#[derive(Clone, Debug)]
pub(crate) struct Said<'n> {
    /// Where: at the place itself or around it.
    pub(crate) at: Place,
    pub(crate) span: Span,
    pub(crate) node: &'n Node,
}

/// What a tree says about a place: there, or in words for all that is around it.
pub(crate) fn said<'n>(root: &'n Node, place: &Place) -> Option<Said<'n>> {
    match find(root, place) {
        Some(Found {
            span,
            node,
            exact: true,
        }) => Some(Said {
            at: place.clone(),
            span,
            node,
        }),
        Some(_) | None => around(root, place),
    }
}

/// What a tree says about all that is around a place: a list, `all` or `none`, `"*"`, `baseline: none`. The nearest wins.
pub(crate) fn around<'n>(root: &'n Node, place: &Place) -> Option<Said<'n>> {
    let is_setting = is_setting(place);
    let mut at = place.clone();
    loop {
        let cut = at.0.rfind(['.', '['])?;
        let is_entry = at.0.get(cut..).is_some_and(|step| step.starts_with('['));
        at.0.truncate(cut);
        let Some(Found {
            span,
            node,
            exact: true,
        }) = find(root, &at)
        else {
            continue;
        };
        match &node.value {
            Value::List(_) if is_setting || is_entry => return Some(Said { at, span, node }),
            Value::Scalar(_) if is_setting => return Some(Said { at, span, node }),
            Value::Map(_) if is_setting => {
                let level = at.0.strip_prefix(LEVELS);
                let word = match level.map(|level| level.contains('.')) {
                    Some(true) => node.entry("*"),
                    Some(false) => node
                        .entry("baseline")
                        .filter(|entry| entry.value.text() == Some("none")),
                    None => None,
                };
                if let Some(Entry { key, value }) = word {
                    return Some(Said {
                        at: at.key(&key.text),
                        span: marked(key.span, value),
                        node: value,
                    });
                }
            }
            Value::Scalar(_) | Value::List(_) | Value::Map(_) => {}
        }
    }
}

/// What the places of levels begin with.
const LEVELS: &str = "securityLevels.";

/// Whether a place is a setting of a level, or has settings below it.
fn is_setting(place: &Place) -> bool {
    place
        .0
        .strip_prefix(LEVELS)
        .and_then(|rest| rest.split_once('.'))
        .is_some_and(|(_, path)| {
            catalogue::cell_at(path).is_some() || !catalogue::children(path).is_empty()
        })
}

/// What follows `key` in `rest`, where `rest` begins with it as a whole key.
pub(crate) fn after_key<'p>(rest: &'p str, key: &str) -> Option<&'p str> {
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
