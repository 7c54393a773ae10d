//! `lock`: what the layers above may not change.
//!
//! A place is locked as the locking layer and those below it have it, recipes included. So it does not matter by which
//! words a layer above would change it: by saying something else, by dropping it, by a wider word around it or by another
//! parameter of a recipe.

use std::path::Path;

use attune_model::Place;

use crate::finding::Findings;
use crate::layers::{Layer, whole};
use crate::loader::Loader;
use crate::places::{Found, find};
use crate::rules::{lock_nothing, locked};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// Reports what was changed in spite of a lock.
pub(super) fn check(
    loader: &mut Loader,
    layers: &[Layer],
    root: &Node,
    folder: &Path,
    out: &mut Findings,
) {
    for (index, layer) in layers.iter().enumerate() {
        if layer.locks.is_empty() {
            continue;
        }
        let upto = layers.get(..=index).unwrap_or_default();
        // What is wrong with them is reported for the whole.
        let mut silent = Findings::default();
        let Some(below) = whole(loader, upto, folder, &mut Vec::new(), &mut silent) else {
            continue;
        };
        for (place, span) in &layer.locks {
            let lock = Lock {
                place,
                span: *span,
                layers,
                index,
            };
            lock.check(&below.root, root, out);
        }
    }
}

struct Lock<'a> {
    place: &'a Place,
    span: Span,
    layers: &'a [Layer],
    /// The locking layer.
    index: usize,
}

impl Lock<'_> {
    fn check(&self, below: &Node, root: &Node, out: &mut Findings) {
        let Some(kept) = find(below, self.place).filter(|found| found.exact) else {
            out.push(lock_nothing::finding(self.place, self.span));
            return;
        };
        match find(root, self.place) {
            Some(Found {
                node, exact: true, ..
            }) if node.says_same(kept.node) => {}
            found => {
                let changed = match found {
                    Some(found) if found.exact => different(kept.node, found.node),
                    Some(_) | None => self.dropped(),
                };
                let at = changed
                    .or_else(|| found.map(|found| found.span))
                    .unwrap_or(self.span);
                out.push(locked::finding(self.place, at, self.span, kept.span));
            }
        }
        // An acceptance would let the live value differ.
        for layer in self.layers.iter().skip(self.index + 1) {
            for (at, span) in acceptances(&layer.root) {
                if at.covers(self.place) || self.place.covers(&at) {
                    out.push(locked::finding(self.place, span, self.span, kept.span));
                }
            }
        }
    }

    /// Where a layer above takes the place away.
    fn dropped(&self) -> Option<Span> {
        self.layers
            .iter()
            .skip(self.index + 1)
            .flat_map(|layer| &layer.drops)
            .find(|(place, _)| place.covers(self.place) || self.place.covers(place))
            .map(|(_, span)| *span)
    }
}

/// The places that a layer accepts as they are.
fn acceptances(root: &Node) -> Vec<(Place, Span)> {
    let Some(Value::Map(entries)) = root.entry("accept").map(|entry| &entry.value.value) else {
        return Vec::new();
    };
    entries
        .iter()
        .filter_map(|entry| {
            let at = entry.value.entry("at")?;
            Some((Place(at.value.text()?.to_owned()), at.value.span))
        })
        .collect()
}

/// The first thing that is not as it was.
fn different(before: &Node, after: &Node) -> Option<Span> {
    match (&before.value, &after.value) {
        (Value::Map(befores), Value::Map(afters)) => afters.iter().find_map(|after| match befores
            .iter()
            .find(|before| before.key.text == after.key.text)
        {
            None => Some(after.key.span),
            Some(before) => different(&before.value, &after.value).map(|span| {
                if span.is_empty() {
                    after.key.span
                } else {
                    span
                }
            }),
        }),
        (_, _) => (!before.says_same(after)).then_some(after.span),
    }
}
