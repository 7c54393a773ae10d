//! `lock`: what the layers above may not change.
//!
//! A place is locked as the locking layer and those below it have it, recipes included. So it does not matter by which
//! words a layer above would change it: by saying something else, by dropping it, by a wider word around it or by another
//! parameter of a recipe.

use attune_model::Place;

use crate::finding::Findings;
use crate::layers::{Layer, Puzzle, Whole};
use crate::places::{Said, around, find, said};
use crate::rules::{lock_nothing, locked};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// Reports what was changed in spite of a lock.
pub(super) fn check(puzzle: &mut Puzzle<'_>, layers: &[Layer], whole: &Whole, out: &mut Findings) {
    for (index, layer) in layers.iter().enumerate() {
        if layer.locks.is_empty() {
            continue;
        }
        let upto = layers.get(..=index).unwrap_or_default();
        let put_together;
        let below = match upto {
            // The usual baseline: nothing is to be put together.
            [only] if only.root.entry("integrations").is_none() => &only.root,
            _ => {
                // What is wrong with them is reported for the whole.
                let mut silent = Findings::default();
                let Some(below) = puzzle.whole(upto, &mut silent) else {
                    continue;
                };
                put_together = below.root;
                &put_together
            }
        };
        for (place, span) in &layer.locks {
            let lock = Lock {
                place,
                span: *span,
                layers,
                index,
            };
            lock.check(below, whole, out);
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
    fn check(&self, below: &Node, whole: &Whole, out: &mut Findings) {
        let root = &whole.root;
        let Some(kept) = said(below, self.place) else {
            out.push(lock_nothing::finding(self.place, self.span));
            return;
        };
        if let Some(at) = self.change(&kept, below, root) {
            let at = of_user(at, below, whole);
            out.push(locked::finding(self.place, at, self.span, kept.span));
        }
        // An acceptance would let the live value differ.
        for entry in new_acceptances(below, root) {
            if let Some((at, span)) = deviation(entry)
                && (at.covers(self.place) || self.place.covers(&at))
            {
                out.push(locked::finding(self.place, span, self.span, kept.span));
            }
        }
    }

    /// Where the place is changed, if it is.
    fn change(&self, kept: &Said<'_>, below: &Node, root: &Node) -> Option<Span> {
        let Some(now) = said(root, self.place) else {
            let near = find(root, self.place).map(|found| found.span);
            return self.dropped().or(near).or(Some(self.span));
        };
        if !self.is_same(kept, &now) {
            let at = different(kept.node, now.node).filter(|span| !span.is_empty());
            return at.or_else(|| self.dropped()).or(Some(now.span));
        }
        // What a map does not name is left to the words around it.
        if matches!(kept.node.value, Value::Map(_)) {
            let (before, after) = (around(below, self.place), around(root, self.place));
            let is_same = match (&before, &after) {
                (Some(before), Some(after)) => before.node.says_same(after.node),
                (None, None) => true,
                (Some(_), None) | (None, Some(_)) => false,
            };
            if !is_same {
                return after.map(|after| after.span).or(Some(self.span));
            }
        }
        None
    }

    fn is_same(&self, kept: &Said<'_>, now: &Said<'_>) -> bool {
        match (&kept.node.value, &now.node.value) {
            // A list around the place says whether its box is ticked.
            (Value::List(before), Value::List(after))
                if kept.at != *self.place && kept.at == now.at =>
            {
                let step = self.place.0.get(kept.at.0.len() + 1..);
                let has = |items: &[Node]| items.iter().any(|item| item.text() == step);
                has(before) == has(after)
            }
            (_, _) => kept.node.says_same(now.node),
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

/// Where the manifest changed what an integration says, in place of a position in its recipe.
fn of_user(at: Span, below: &Node, whole: &Whole) -> Span {
    let recipes = whole.recipes.iter();
    let changed = recipes
        .filter(|recipe| recipe.source.holds(at.start))
        .find_map(|recipe| {
            let place = Place("integrations".to_owned()).key(&recipe.handle);
            different(find(below, &place)?.node, find(&whole.root, &place)?.node)
        });
    changed.unwrap_or(at)
}

/// The acceptances that a tree has and the one below it has not.
fn new_acceptances<'n>(below: &'n Node, root: &'n Node) -> impl Iterator<Item = &'n Entry> {
    let known = below.entry("accept").map(|entry| &entry.value);
    let all = match root.entry("accept").map(|entry| &entry.value.value) {
        Some(Value::Map(entries)) => entries.as_slice(),
        Some(Value::Scalar(_) | Value::List(_)) | None => &[],
    };
    all.iter().filter(move |entry| {
        let before = known.and_then(|known| known.entry(&entry.key.text));
        before.is_none_or(|before| !before.value.says_same(&entry.value))
    })
}

/// The place that an acceptance leaves as it is, and where it says so; none where it is about a warning.
fn deviation(entry: &Entry) -> Option<(Place, Span)> {
    if entry.value.entry("rule").is_some() {
        return None;
    }
    let at = entry.value.entry("at")?;
    Some((Place(at.value.text()?.to_owned()), at.value.span))
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
