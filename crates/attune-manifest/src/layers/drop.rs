//! `drop`: what a layer takes away from those below it.

use std::collections::BTreeMap;

use attune_model::Place;

use crate::finding::Findings;
use crate::places::after_key;
use crate::rules::drop_nothing;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// The places that were dropped, by where that is said, and whether something was there.
#[derive(Default)]
pub(super) struct Drops(BTreeMap<Span, (Place, bool)>);

impl Drops {
    /// Adds places that are to be dropped.
    pub(super) fn add(&mut self, drops: &[(Place, Span)]) {
        for (place, span) in drops {
            self.0
                .entry(*span)
                .or_insert_with(|| (place.clone(), false));
        }
    }

    /// Takes places out of a tree.
    pub(super) fn apply(&mut self, root: &mut Node, drops: &[(Place, Span)]) {
        self.add(drops);
        for (place, span) in drops {
            if remove(root, &place.0)
                && let Some((_, found)) = self.0.get_mut(span)
            {
                *found = true;
            }
        }
    }

    /// Reports the places where nothing was.
    pub(super) fn report(self, out: &mut Findings) {
        for (span, (place, found)) in self.0 {
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
