//! What a guide leaves open, and whether the manifest fills it.

use attune_model::{Handle, Place};

use crate::finding::Findings;
use crate::places::{around, find};
use crate::reader::Item;
use crate::recipe::{Gap, Recipe};
use crate::rules::recipe_gap;
use crate::yaml::Node;

/// Reports the gaps that are neither filled nor left; gives the places of all gaps.
pub(super) fn check(
    recipe: &Recipe,
    handle: &Handle,
    leave: Option<&Item<'_>>,
    named: &Item<'_>,
    root: &Node,
    out: &mut Findings,
) -> Vec<String> {
    let left = leave
        .and_then(|item| item.list(out))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|item| {
            let name = item.text(out)?;
            if !recipe.gaps.iter().any(|gap| gap.name == name) {
                out.push(recipe_gap::unknown(&item, name, recipe));
            }
            Some(name)
        })
        .collect::<Vec<_>>();
    let mut open = Vec::new();
    for gap in &recipe.gaps {
        let places = gap.places(handle);
        if !gap.is_filled(handle, root) && !left.contains(&gap.name.as_str()) {
            out.push(recipe_gap::finding(named, recipe, gap, &places));
        }
        open.extend(places);
    }
    open
}

impl Gap {
    /// Whether what a manifest says itself fills it.
    pub(crate) fn is_filled(&self, handle: &Handle, root: &Node) -> bool {
        let mut places = self.places(handle).into_iter();
        places.any(|place| is_said(root, &Place(place)))
    }

    /// Whether it is about a place.
    pub(crate) fn is_about(&self, handle: &Handle, place: &Place) -> bool {
        let mut places = self.places(handle).into_iter();
        places.any(|open| Place(open).covers(place))
    }

    /// The places of the manifest that can fill it.
    fn places(&self, handle: &Handle) -> Vec<String> {
        let places = self.at.iter();
        places
            .map(|place| place.replace("<handle>", handle.as_str()))
            .collect()
    }
}

/// Whether a tree says something at a place, below it, or with a word for all that is around it.
fn is_said(root: &Node, place: &Place) -> bool {
    let there = find(root, place).is_some_and(|found| found.exact && !found.node.is_empty_map());
    there || around(root, place).is_some()
}
