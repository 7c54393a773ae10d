//! `drop`: what a layer takes away from those below it.

use attune_model::Place;

use crate::finding::Findings;
use crate::places::after_key;
use crate::rules::drop_nothing;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The places that were dropped, and whether something was there.
#[derive(Default)]
pub(super) struct Drops(Vec<(Place, Span, bool)>);

impl Drops {
    /// Adds places that are to be dropped.
    pub(super) fn add(&mut self, drops: &[(Place, Span)]) {
        for (place, span) in drops {
            if !self.0.iter().any(|(_, known, _)| known == span) {
                self.0.push((place.clone(), *span, false));
            }
        }
    }

    /// Takes places out of a tree.
    pub(super) fn apply(&mut self, root: &mut Node, drops: &[(Place, Span)]) {
        self.add(drops);
        for (place, span) in drops {
            if remove(root, &place.0)
                && let Some((_, _, found)) = self.0.iter_mut().find(|(_, known, _)| known == span)
            {
                *found = true;
            }
        }
    }

    /// Reports the places where nothing was.
    pub(super) fn report(self, out: &mut Findings) {
        for (place, span, found) in self.0 {
            if !found {
                out.push(drop_nothing::finding(&place, span));
            }
        }
    }
}

/// Removes an entry of a map; false where it is not there.
fn remove(node: &mut Node, path: &str) -> bool {
    let Value::Map(entries) = &mut node.value else {
        return false;
    };
    if let Some(at) = entries.iter().position(|entry| *entry.key.text == *path) {
        entries.remove(at);
        return true;
    }
    entries.iter_mut().any(|entry| {
        after_key(path, &entry.key.text).is_some_and(|rest| remove(&mut entry.value, rest))
    })
}
